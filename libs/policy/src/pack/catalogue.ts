/**
 * Every rule and clock that the program looks up, by the file it stands in. A pack has all of them and no
 * other: one that is missing could not be computed with, and one that nobody looks up would promise what does
 * not happen.
 */
import type { Bound, Unit } from './terms.js';

type Scalar = Readonly<{ file: string; unit: Unit }>;
type Clock = Readonly<{ file: string; bound: Bound }>;

const SCALAR_UNITS = {
  procedure: {
    'contract.earnest-ratio-max': 'ratio',
    'contract.first-payment-ratio': 'ratio',
    'contract.late-rate': 'per-day',
    'contract.guarantee-ratio': 'ratio',
    'contract.rent-notice-days': 'day',
  },
  scheme: {
    'scheme.vote-threshold': 'ratio',
    'scheme.attendance': 'ratio',
    'scheme.delegates-min': 'count',
    'scheme.lease-years-max': 'year',
    'scheme.lease-first-years-max': 'year',
    'scheme.area-tolerance-m2': 'm2',
    'scheme.area-tolerance-ratio': 'ratio',
    'scheme.appraisal-valid-days': 'day',
    'scheme.overlap-tolerance-m2': 'm2',
    'scheme.public-trade-uses': 'text',
    'scheme.agreement-intended-users-max': 'count',
    'scheme.rental-housing': 'switch',
    'scheme.adjust-across-districts': 'switch',
    'scheme.split-origin-ratio-min': 'ratio',
    'scheme.split-origin-ratio-max': 'ratio',
    'scheme.amounts-apart-max': 'count',
    'scheme.price-appraisal-min': 'ratio',
    'scheme.price-appraisal-max': 'ratio',
    'scheme.appraisal-benchmark-min': 'ratio',
    'scheme.appraisal-benchmark-max': 'ratio',
    'scheme.share-tolerance': 'ratio',
    'scheme.equity-share-min': 'ratio',
  },
  planning: {
    'planning.pilot-use-relaxation': 'switch',
    'planning.point-supply': 'switch',
    'planning.case-by-case': 'switch',
    'planning.relaxable-layers': 'text',
    'planning.farmland-layers': 'text',
  },
  quota: {
    'quota.plan-year-back': 'count',
    'quota.plan-year-ahead': 'count',
    'quota.allow-new-land': 'switch',
    'quota.total-control': 'switch',
    'quota.linkage-cross-district': 'switch',
    'quota.carry-supply': 'switch',
    'quota.carry-new': 'switch',
    'quota.carry-total': 'switch',
    'quota.carry-linkage': 'switch',
  },
  listing: {
    'listing.deposit-ratio': 'ratio',
    'listing.price-floor-ratio': 'ratio',
    'listing.relist-max': 'count',
    'listing.bidders-min': 'count',
    'listing.relist-floor-ratio': 'ratio',
  },
  levy: {
    'levy.late-fee-rate': 'per-day',
    'levy.kind': 'text',
    'levy.share-county': 'ratio',
    'levy.share-township': 'ratio',
    'levy.lease-base': 'text',
    'levy.surcharge-on': 'switch',
    'levy.instalments': 'count',
  },
  distribution: {
    'distribution.members-ratio': 'ratio',
    'distribution.direct-payout': 'switch',
    'distribution.personal-account': 'switch',
    'distribution.members-min': 'ratio',
    'distribution.tier-county': 'ratio',
    'distribution.tier-township': 'ratio',
    'distribution.tier-village': 'ratio',
    'distribution.relocation-reclaimed-ratio': 'ratio',
    'distribution.relocation-floor': 'yuan-per-mu',
  },
  registration: {
    'registration.deed-tax-rate': 'ratio',
    'registration.deed-tax-on-lease': 'switch',
    'tenure.idle-fee-years': 'year',
    'tenure.idle-return-years': 'year',
    'tenure.idle-fee-ratio': 'ratio',
    'tenure.renewal-years': 'year',
    'tenure.transfer-invested': 'ratio',
    'tenure.dividend-days': 'day',
  },
} as const satisfies Record<string, Record<string, Unit>>;

const CLOCK_BOUNDS = {
  procedure: {
    'procedure.conditions': 'at-most',
    'procedure.report-before-notice': 'at-least',
    'procedure.modification-opinion': 'at-most',
    'procedure.department-opinion': 'at-most',
    'procedure.approval': 'at-most',
    'procedure.deal-publication': 'at-least',
    'procedure.revision': 'at-most',
    'procedure.relist': 'at-most',
    'procedure.decide-trade': 'at-most',
    'procedure.publish-deal': 'at-most',
    'contract.filing': 'at-most',
    'contract.first-payment': 'at-most',
    'contract.full-payment': 'at-most',
    'contract.chase-price': 'at-most',
    'contract.default': 'at-least',
    'contract.decide-default': 'at-most',
    'contract.call-rent': 'at-most',
    'contract.contribution': 'at-most',
  },
  scheme: {
    'scheme.members-notice': 'at-least',
  },
  quota: {
    'quota.reserve-expiry': 'at-most',
  },
  listing: {
    'listing.notice': 'at-least',
    'listing.period': 'at-least',
    'listing.result-publication': 'at-most',
    'listing.deposit-refund': 'at-most',
    'listing.contract': 'at-most',
  },
  levy: {
    'levy.instalment': 'at-most',
    'levy.rate': 'at-most',
    'levy.due': 'at-most',
    'levy.notice': 'at-most',
  },
  distribution: {
    'distribution.publication': 'at-least',
    'distribution.step': 'at-most',
    'distribution.plan-before-meeting': 'at-least',
  },
  registration: {
    'registration.decision': 'at-most',
    'tenure.collect-idle-fee': 'at-most',
    'tenure.dispose-idle': 'at-most',
    'tenure.decide-conversion': 'at-most',
    'tenure.chase-dividend': 'at-most',
  },
} as const satisfies Record<string, Record<string, Bound>>;

export const SCALARS: ReadonlyMap<string, Scalar> = new Map(
  Object.entries(SCALAR_UNITS).flatMap(([file, keys]) =>
    Object.entries<Unit>(keys).map(([key, unit]) => [key, { file, unit }]),
  ),
);
export const CLOCKS: ReadonlyMap<string, Clock> = new Map(
  Object.entries(CLOCK_BOUNDS).flatMap(([file, keys]) =>
    Object.entries<Bound>(keys).map(([key, bound]) => [key, { file, bound }]),
  ),
);

/** What must be met before a right is registered; a row gives its title and source. */
export const GATE_KEYS = [
  'contract-filed',
  'price-paid',
  'levy-settled',
  'deed-tax-paid',
  'no-dispute',
] as const;

/**
 * The fact from which each clock counts: a row may say it, and says it rightly, because the program counts
 * from no other.
 */
export const COUNTS_FROM: Readonly<Record<string, string>> = {
  'procedure.conditions': '规划核查通过之日',
  'procedure.report-before-notice': '方案报送之日',
  'procedure.modification-opinion': '方案报送之日',
  'procedure.department-opinion': '方案报送之日',
  'procedure.approval': '联审通过之日',
  'procedure.deal-publication': '公示开始之日',
  'procedure.revision': '方案退回之日',
  'procedure.relist': '交易截止之日',
  'procedure.decide-trade': '委托交易之日',
  'procedure.publish-deal': '拟协议成交之日',
  'contract.filing': '合同签订之日',
  'contract.first-payment': '合同签订之日',
  'contract.full-payment': '合同签订之日',
  'contract.chase-price': '价款逾期之日',
  'contract.default': '价款应付之日',
  'contract.decide-default': '宽限期届满之日',
  'contract.call-rent': '租金通知之日',
  'contract.contribution': '合同备案之日',
  'scheme.members-notice': '通知之日',
  'quota.reserve-expiry': '预占之日',
  'listing.notice': '公告之日',
  'listing.period': '开始交易之日',
  'listing.result-publication': '交易截止之日',
  'listing.deposit-refund': '交易截止之日',
  'listing.contract': '成交确认之日',
  'levy.instalment': '首期应缴之日',
  'levy.rate': '无有效费率之日',
  'levy.due': '缴款通知书发出之日',
  'levy.notice': '核定之日',
  'distribution.publication': '公示开始之日',
  'distribution.step': '上一步完成之日',
  'distribution.plan-before-meeting': '提供分配方案之日',
  'registration.decision': '登记条件齐备之日',
  'tenure.collect-idle-fee': '认定闲置之日',
  'tenure.dispose-idle': '可收回之日',
  'tenure.decide-conversion': '申请转让之日',
  'tenure.chase-dividend': '保底分红应付之日',
};

/**
 * Clocks of calendar days whose end stays on its civil day unless the row says otherwise: days that a
 * contract agrees on, and the office's own reservation. They wait for no later year's holidays. Every other
 * end moves (民法典 203).
 */
export const CIVIL_ENDS: readonly string[] = [
  'contract.first-payment',
  'contract.full-payment',
  'contract.default',
  'quota.reserve-expiry',
];
