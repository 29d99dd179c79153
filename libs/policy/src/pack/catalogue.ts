/**
 * Every rule and clock that the program looks up, by the file it stands in. A pack has all of them and no
 * other: one that is missing could not be computed with, and one that nobody looks up would promise what does
 * not happen.
 */
import type { Bound, Unit } from './terms.js';

type Scalar = Readonly<{ file: string; unit: Unit }>;
type Clock = Readonly<{ file: string; bound: Bound; from: string }>;

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
    'planning.plane': 'text',
    'planning.extent': 'text',
    'planning.place': 'text',
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

/**
 * `from`: the fact from which a clock counts. A row may say it, and says it rightly, because the program
 * counts from no other.
 */
const CLOCK_ROWS = {
  procedure: {
    'procedure.conditions': { bound: 'at-most', from: '规划核查通过之日' },
    'procedure.report-before-notice': { bound: 'at-least', from: '方案报送之日' },
    'procedure.modification-opinion': { bound: 'at-most', from: '方案报送之日' },
    'procedure.department-opinion': { bound: 'at-most', from: '方案报送之日' },
    'procedure.approval': { bound: 'at-most', from: '联审通过之日' },
    'procedure.deal-publication': { bound: 'at-least', from: '公示开始之日' },
    'procedure.revision': { bound: 'at-most', from: '方案退回之日' },
    'procedure.relist': { bound: 'at-most', from: '交易截止之日' },
    'procedure.decide-trade': { bound: 'at-most', from: '委托交易之日' },
    'procedure.settle-claim': { bound: 'at-most', from: '报送被认定矛盾之日' },
    'procedure.answer-objection': { bound: 'at-most', from: '收到异议之日' },
    'procedure.answer-oversight': { bound: 'at-most', from: '督办发出或者答复退回之日' },
    'procedure.pay-refund': { bound: 'at-most', from: '款项应退之日' },
    'procedure.publish-deal': { bound: 'at-most', from: '拟协议成交之日' },
    'contract.filing': { bound: 'at-most', from: '合同签订之日' },
    'contract.first-payment': { bound: 'at-most', from: '合同签订之日' },
    'contract.full-payment': { bound: 'at-most', from: '合同签订之日' },
    'contract.chase-price': { bound: 'at-most', from: '价款逾期之日' },
    'contract.default': { bound: 'at-least', from: '价款应付之日' },
    'contract.decide-default': { bound: 'at-most', from: '宽限期届满之日' },
    'contract.call-rent': { bound: 'at-most', from: '租金通知之日' },
    'contract.contribution': { bound: 'at-most', from: '合同备案之日' },
  },
  scheme: {
    'scheme.members-notice': { bound: 'at-least', from: '通知之日' },
  },
  quota: {
    'quota.reserve-expiry': { bound: 'at-most', from: '预占之日' },
  },
  listing: {
    'listing.notice': { bound: 'at-least', from: '公告之日' },
    'listing.period': { bound: 'at-least', from: '开始交易之日' },
    'listing.result-publication': { bound: 'at-most', from: '交易截止之日' },
    'listing.deposit-refund': { bound: 'at-most', from: '交易截止之日' },
    'listing.contract': { bound: 'at-most', from: '成交确认之日' },
  },
  levy: {
    'levy.instalment': { bound: 'at-most', from: '首期应缴之日' },
    'levy.rate': { bound: 'at-most', from: '无有效费率之日' },
    'levy.due': { bound: 'at-most', from: '缴款通知书发出之日' },
    'levy.notice': { bound: 'at-most', from: '核定之日' },
  },
  distribution: {
    'distribution.publication': { bound: 'at-least', from: '公示开始之日' },
    'distribution.step': { bound: 'at-most', from: '上一步完成之日' },
    'distribution.plan-before-meeting': { bound: 'at-least', from: '提供分配方案之日' },
  },
  registration: {
    'registration.decision': { bound: 'at-most', from: '登记条件齐备之日' },
    'registration.correction': { bound: 'at-most', from: '登记申请退回之日' },
    'tenure.collect-idle-fee': { bound: 'at-most', from: '认定闲置之日' },
    'tenure.dispose-idle': { bound: 'at-most', from: '可收回之日' },
    'tenure.decide-conversion': { bound: 'at-most', from: '申请转让之日' },
    'tenure.chase-dividend': { bound: 'at-most', from: '保底分红应付之日' },
  },
} as const satisfies Record<string, Record<string, Omit<Clock, 'file'>>>;

export const SCALARS: ReadonlyMap<string, Scalar> = new Map(
  Object.entries(SCALAR_UNITS).flatMap(([file, keys]) =>
    Object.entries<Unit>(keys).map(([key, unit]) => [key, { file, unit }]),
  ),
);
/** What a pack may leave out: the program then does without. */
export const OPTIONAL_SCALARS: ReadonlySet<string> = new Set([
  'planning.plane',
  'planning.extent',
  'planning.place',
]);
/** One for the whole city: its parcels and layers are laid over each other, whatever their district. */
export const CITY_ONLY: ReadonlySet<string> = OPTIONAL_SCALARS;

export const CLOCKS: ReadonlyMap<string, Clock> = new Map(
  Object.entries(CLOCK_ROWS).flatMap(([file, keys]) =>
    Object.entries<Omit<Clock, 'file'>>(keys).map(([key, row]) => [key, { file, ...row }]),
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
