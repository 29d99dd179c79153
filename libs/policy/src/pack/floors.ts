/**
 * What the statutes fix. A pack may be stricter, never looser: the order of authority is statute, ministry
 * rule, then city and district. These are the only numbers of law that stand in code, and only to guard the
 * packs.
 */
import { compareRates } from '../money.js';
import type { ClockKind, Use } from './terms.js';

/** `min`: the pack's value may not be below; `max`: not above. */
export type ScalarFloor = Readonly<{ key: string; side: 'min' | 'max'; limit: string; article: string }>;
export type ClockFloor = ScalarFloor & Readonly<{ kind: ClockKind }>;

export const SCALAR_FLOORS: readonly ScalarFloor[] = [
  {
    key: 'scheme.vote-threshold',
    side: 'min',
    limit: '2/3',
    article: '土地管理法第六十三条、农村集体经济组织法第二十七条（三分之二以上）',
  },
  {
    key: 'scheme.attendance',
    side: 'min',
    limit: '2/3',
    article: '农村集体经济组织法第二十七条（三分之二以上成员参加）',
  },
  {
    key: 'scheme.delegates-min',
    side: 'min',
    limit: '21',
    article: '农村集体经济组织法第二十八条（成员代表二十人以上）',
  },
  {
    key: 'scheme.lease-years-max',
    side: 'max',
    limit: '20',
    article: '民法典第七百零五条（租赁期限不得超过二十年）',
  },
  {
    key: 'listing.deposit-ratio',
    side: 'min',
    limit: '20%',
    article: '国土资发〔2010〕34号（保证金不得低于出让最低价的20%）',
  },
  { key: 'registration.deed-tax-rate', side: 'min', limit: '3%', article: '契税法第三条（税率为3%至5%）' },
  { key: 'registration.deed-tax-rate', side: 'max', limit: '5%', article: '契税法第三条（税率为3%至5%）' },
  {
    key: 'listing.bidders-min',
    side: 'min',
    limit: '3',
    article: '国土资源部令第39号第十三条、第十五条（不足三人应当终止）',
  },
  {
    key: 'tenure.idle-fee-years',
    side: 'min',
    limit: '1',
    article: '城市房地产管理法第二十六条（满一年未动工方可征收闲置费）',
  },
  {
    key: 'tenure.idle-return-years',
    side: 'min',
    limit: '2',
    article: '城市房地产管理法第二十六条（满二年未动工方可无偿收回）',
  },
  {
    key: 'tenure.idle-fee-ratio',
    side: 'max',
    limit: '20%',
    article: '城市房地产管理法第二十六条（百分之二十以下）',
  },
  {
    key: 'tenure.transfer-invested',
    side: 'min',
    limit: '25%',
    article: '城市房地产管理法第三十九条（完成开发投资总额的百分之二十五以上）',
  },
  {
    key: 'contract.earnest-ratio-max',
    side: 'max',
    limit: '20%',
    article: '民法典第五百八十六条（定金不得超过主合同标的额的20%）',
  },
];

export const CLOCK_FLOORS: readonly ClockFloor[] = [
  {
    key: 'scheme.members-notice',
    side: 'min',
    limit: '10',
    kind: 'calendar',
    article: '农村集体经济组织法第二十七条（会议召开十日前通知）',
  },
  {
    key: 'procedure.report-before-notice',
    side: 'min',
    limit: '10',
    kind: 'working',
    article: '土地管理法实施条例第四十条（不少于十个工作日前）',
  },
  {
    key: 'procedure.modification-opinion',
    side: 'max',
    limit: '5',
    kind: 'working',
    article: '土地管理法实施条例第四十条（五个工作日内提出修改意见）',
  },
  {
    key: 'listing.notice',
    side: 'min',
    limit: '20',
    kind: 'calendar',
    article: '国土资源部令第39号第八条（至少二十日前公告）',
  },
  {
    key: 'listing.period',
    side: 'min',
    limit: '10',
    kind: 'calendar',
    article: '国土资源部令第39号第十八条（挂牌时间不得少于十日）',
  },
  {
    key: 'listing.result-publication',
    side: 'max',
    limit: '10',
    kind: 'working',
    article: '国土资源部令第39号第二十二条（十个工作日内公布结果）',
  },
  {
    key: 'listing.deposit-refund',
    side: 'max',
    limit: '5',
    kind: 'working',
    article: '国土资源部令第39号第二十一条（五个工作日内退还保证金）',
  },
  {
    key: 'listing.contract',
    side: 'max',
    limit: '10',
    kind: 'working',
    article: '国土资发〔2010〕34号（十个工作日内签订合同）',
  },
  {
    key: 'registration.decision',
    side: 'max',
    limit: '30',
    kind: 'working',
    article: '不动产登记暂行条例第二十条（三十个工作日内办结）',
  },
];

/** 国务院令55号第十二条; 仓储 goes with 工业. */
export const TERM_CEILINGS: Readonly<Record<Use, number>> = {
  工业: 50,
  仓储: 50,
  商服: 40,
  科教文卫体: 50,
  综合: 50,
  居住: 70,
};
export const TERM_ARTICLE = '城镇国有土地使用权出让和转让暂行条例第十二条（土地管理法第六十三条参照执行）';

/** 财税〔2016〕41号: 20 % to 50 % of the gain. Rates on the price have no national bounds. */
export const GAIN_RATE_MIN = '20%';
export const GAIN_RATE_MAX = '50%';
export const GAIN_RATE_ARTICLE = '财税〔2016〕41号（按土地增值收益的20%—50%征收）';

/** Switches that the law has set: no pack may turn them. */
export const FIXED_SWITCHES: readonly Readonly<{ key: string; value: boolean; article: string }>[] = [
  {
    key: 'distribution.personal-account',
    value: false,
    article: '农村集体经济组织法第四十四条（不得以个人名义开立账户）',
  },
];

/** Shares of one whole. */
export const WHOLES: readonly (readonly string[])[] = [
  ['levy.share-county', 'levy.share-township'],
  ['distribution.tier-county', 'distribution.tier-township', 'distribution.tier-village'],
];

/**
 * 土地增值税暂行条例第二条 leaves collective land to the fee; the second word is known so that it can be refused with its
 * article.
 */
export const LEVY_KINDS = ['调节金', '土地增值税'] as const;

/** How rent becomes the income of the fee: all of it at once, or each period as it is received. */
export const LEASE_BASES = ['whole-term', 'period'] as const;

/** True when the value leaves what the statute requires. */
export function loosens({ side, limit }: ScalarFloor, value: string): boolean {
  const order = compareRates(value, limit);
  return side === 'min' ? order < 0 : order > 0;
}
