/**
 * The codes of choices and what people call them: a form lists them, a refusal tells them, and the terms of
 * the interface publish them. A choice whose codes are Chinese words needs no entry.
 */
import type { Collective } from '../ledgers/registers/index.js';
import type { Annex, Clause } from '../stages/contract/contract.events.js';
import type { StopCause, VoidCause } from '../stages/listing/listing.events.js';
import type { Scheme } from '../stages/scheme/scheme.events.js';
import type { Act, Excuse, ReturnGround } from '../stages/tenure/tenure.events.js';
import { BURDENS } from './burdens.rules.js';
import type { QuotaKind } from './need.rules.js';
import type { Burden, Method, Route } from './terms.js';

export const METHOD_NAMES = {
  tender: '招标',
  auction: '拍卖',
  listing: '挂牌',
  agreement: '协议',
} as const satisfies Record<Method, string>;

export const ROUTE_NAMES = {
  'in-place': '就地入市',
  adjusted: '异地调整入市',
  consolidated: '整备入市',
} as const satisfies Record<Route, string>;

export const LAND_SOURCE_NAMES = { existing: '存量建设用地', new: '新增建设用地' } as const;

export const OCCUPATION_NAMES = {
  none: '没有违法占地',
  handled: '已依法处理完毕',
  open: '尚未处理',
} as const;

/** 济政字〔2021〕60号: relaxations of the siting. */
export const EXCEPTION_NAMES = {
  'point-supply': '点状供地',
  'case-by-case': '一事一议',
} as const satisfies Record<NonNullable<Scheme['exception']>['kind'], string>;

export const BASIS_NAMES = { members: '成员大会', delegates: '成员代表大会' } as const;

/** 农村集体经济组织法第二条、第十九条 and 土地管理法第十一条: who holds land for its members. */
export const COLLECTIVE_KINDS = {
  village: '村经济合作社',
  'village-shares': '村股份经济合作社',
  group: '村民小组经济合作社',
  'group-shares': '村民小组股份经济合作社',
  township: '乡镇经济联合社',
  'township-shares': '乡镇股份经济联合社',
  committee: '村民委员会（代行职能）',
} as const satisfies Record<Collective['kind'], string>;

export const HOLDING_NAMES = { acquired: '收购', trust: '托管' } as const;

export const BURDEN_NAMES = Object.fromEntries(
  Object.entries(BURDENS).map(([kind, { zh }]) => [kind, zh]),
) as Readonly<Record<Burden['kind'], string>>;

export const QUOTA_NAMES = {
  supply: '年度建设用地供应计划',
  new: '新增计划',
  total: '总量控制',
  linkage: '增减挂钩',
} as const satisfies Record<QuotaKind, string>;

export const CRITERION_NAMES = { price: '价高者得', score: '综合评价（仅招标）' } as const;
export const BID_PHASE_NAMES = { listed: '挂牌报价', live: '现场竞价' } as const;
export const RESULT_NAMES = { sold: '成交', failed: '流拍' } as const;
export const FAULT_NAMES = { buyer: '受让人', owner: '土地所有权人', law: '法定原因' } as const;
export const RESCISSION_NAMES = { price: '价款逾期', breach: '其他违约' } as const;
export const ACCOUNT_NAMES = { collective: '集体账户', personal: '个人账户' } as const;

export const VOID_CAUSE_NAMES = {
  'false-documents': '提供虚假文件或者隐瞒事实',
  bribery: '行贿',
  collusion: '恶意串通',
} as const satisfies Record<VoidCause, string>;

export const STOP_CAUSE_NAMES = {
  seizure: '查封',
  dispute: '权属争议',
  collusion: '涉嫌串通',
  'policy-change': '政策调整',
  'system-failure': '系统故障',
  other: '其他',
} as const satisfies Record<StopCause, string>;

export const ACT_NAMES = {
  sale: '出售',
  exchange: '交换',
  gift: '赠与',
  lease: '出租',
  equity: '作价出资',
} as const satisfies Record<Act, string>;

export const EXCUSE_NAMES = {
  'force-majeure': '不可抗力',
  government: '政府原因',
  preparation: '必需的前期工作',
} as const satisfies Record<Excuse, string>;

export const RETURN_GROUND_NAMES = {
  'public-interest': '公共利益需要',
  idle: '闲置',
  misuse: '擅自改变用途',
  disuse: '停止使用',
} as const satisfies Record<ReturnGround, string>;

export const CLAUSE_NAMES = {
  boundary: '土地界址',
  area: '面积',
  use: '用途',
  planning: '规划条件',
  term: '使用期限',
  payment: '价款及支付',
  delivery: '交付土地',
  schedule: '开工竣工期限',
  admission: '产业准入和生态环境保护要求',
  'take-back': '提前收回',
  compensation: '补偿',
  renewal: '续期和地上物处理',
  liability: '违约责任',
  disputes: '争议解决',
} as const satisfies Record<Clause, string>;

export const ANNEX_NAMES = {
  'boundary-map': '宗地平面界址图',
  'vertical-limits': '竖向界限',
  'planning-conditions': '规划条件',
  'industry-admission': '产业准入要求',
  'ecology-requirements': '生态环境保护要求',
} as const satisfies Record<Annex, string>;

export const YES_NO_NAMES = { yes: '是', no: '否' } as const;
export const YES_NAMES = { yes: '是' } as const;
