/**
 * The closed vocabularies of a pack. Chinese where the law has a word, English where only the software has
 * one.
 */

export const UNITS = [
  'day',
  'working-day',
  'year',
  'ratio',
  'per-day',
  'm2',
  'yuan-per-mu',
  'count',
  'switch',
  'text',
] as const;
export type Unit = (typeof UNITS)[number];

export const CLOCK_KINDS = ['working', 'calendar'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const BOUNDS = ['at-least', 'at-most'] as const;
export type Bound = (typeof BOUNDS)[number];

/** What a district's row may do to the city's: stand for nothing, be stricter only, or say what it likes. */
export const DISTRICT_LEAVES = ['none', 'tighten', 'any'] as const;
export type DistrictLeave = (typeof DISTRICT_LEAVES)[number];

/** Stands where a district's code could: every district that has no row of its own. */
export const ANY_DISTRICT = 'any';

/** Uses by which the maximum term and the rates go (国务院令55号第十二条). */
export const USES = ['工业', '仓储', '商服', '科教文卫体', '综合', '居住'] as const;
export type Use = (typeof USES)[number];

/** Forms of supply. 先租后让 and 租让结合 are granted in the end, so a grant's maximum applies to the whole. */
export const FORMS = ['出让', '租赁', '作价出资', '先租后让', '租让结合'] as const;
export type Form = (typeof FORMS)[number];

export const ACTS = ['入市', '再转让'] as const;
export type Act = (typeof ACTS)[number];

/** A: rate × net gain; B: rate × price; C: rate × (price − area × average cost). */
export const FORMULAS = ['gain', 'price', 'average-cost'] as const;
export type Formula = (typeof FORMULAS)[number];

/** The same digits mean different land in different systems (0701, 1001), so a code is always a pair. */
export const CODE_SYSTEMS = ['用地用海2023', 'GBT21010-2017', '三调'] as const;
export type CodeSystem = (typeof CODE_SYSTEMS)[number];

export const STATUSES = ['allowed', 'restricted', 'prohibited'] as const;
export type EntryStatus = (typeof STATUSES)[number];

export const GATES = ['block', 'consult', 'warn'] as const;
export type Gate = (typeof GATES)[number];

/** Routes of a scheme, as papers are asked for by them. */
export const ROUTES = ['就地', '异地调整', '整备'] as const;
export type RouteName = (typeof ROUTES)[number];

/** The step that a paper belongs to, by the name of the stage. */
export const PAPER_STAGES = [
  'scheme',
  'planning',
  'approval',
  'listing',
  'contract',
  'levy',
  'distribution',
  'registration',
  'tenure',
] as const;
export type PaperStage = (typeof PAPER_STAGES)[number];

/** Must be there; may follow within some days (容缺); or is not asked for, with the reason. */
export const PAPER_NEEDS = ['required', 'may-follow', 'not-needed'] as const;
export type PaperNeed = (typeof PAPER_NEEDS)[number];

/** Filled in in every text of a paper that is sent out. */
export const OFFICIAL_PLACEHOLDERS = [
  '事项编号',
  '宗地代码',
  '坐落',
  '面积',
  '所有权人',
  '所有权人代码',
  '镇街',
  '区县',
  '审批机关',
  '用途',
  '供应方式',
  '交易方式',
  '年限',
  '日期',
] as const;
const SOLD = ['受让人', '受让人代码', '成交价', '成交价大写'] as const;
/** Papers that are sent out after a fact, and what besides may be filled in in each. */
export const OFFICIAL_PAPERS = {
  'acceptance-notice': [],
  'correction-notice': ['退回机关'],
  'consultation-letter': ['反馈期限', '征求部门'],
  'approval-reply': ['审批文号', '公告不早于'],
  'deal-confirmation': [...SOLD, '确认日期', '签约期限'],
  'payment-notice': ['缴款编号', '金额', '金额大写', '缴款期限'],
  'distribution-notice': ['公示开始', '公示截止'],
  'registration-application': ['申请次数', '契税', '契税大写', '办结期限'],
} as const;
export type OfficialPaperKind = keyof typeof OFFICIAL_PAPERS;
export const OFFICIAL_PAPER_KINDS = Object.keys(OFFICIAL_PAPERS) as readonly OfficialPaperKind[];
/** What may be filled in in the texts of a kind; nothing is known of a kind that there is not. */
export const placeholdersOf = (kind: OfficialPaperKind): readonly string[] | undefined =>
  Object.hasOwn(OFFICIAL_PAPERS, kind) ? [...OFFICIAL_PLACEHOLDERS, ...OFFICIAL_PAPERS[kind]] : undefined;
/** The table that a kind has, which stands alone in its paragraph. */
export const OFFICIAL_TABLES: Readonly<Partial<Record<OfficialPaperKind, string>>> = {
  'correction-notice': '补正事项表',
  'payment-notice': '缴款期次表',
  'distribution-notice': '分配明细表',
};
/** What the number of a paper is made of. */
export const NUMBER_PLACEHOLDERS = ['简称', '年', '号'] as const;

export const QUOTA_BOOKINGS = ['all', 'new-land'] as const;
export type QuotaBooking = (typeof QUOTA_BOOKINGS)[number];

export const LEVELS = ['city', 'district', 'township'] as const;
export type OfficeLevel = (typeof LEVELS)[number];

/**
 * What the public resource platform wants to be told beside the deal itself: who runs the trade, and how its
 * dictionaries call things. `layout` is `land` (data sets 600 and 601) or `other` (1800 and 1801).
 */
export const DATASET_KEYS = [
  'layout',
  'platform-code',
  'service-platform-code',
  'agency-name',
  'agency-code',
  'place-code',
  'liaison-unit',
  'contact-number',
  'announcement-type.first',
  'announcement-type.changed',
  'supply-type.tender',
  'supply-type.auction',
  'supply-type.listing',
  'supply-type.agreement',
  'listing-type',
  'buyer-type',
  'currency',
  'class-code',
] as const;
export type DatasetKey = (typeof DATASET_KEYS)[number];
export const DATASET_LAYOUTS = ['land', 'other'] as const;
export type DatasetLayout = (typeof DATASET_LAYOUTS)[number];
/** Characters of codes that have a fixed length. */
export const DATASET_LENGTHS: Readonly<Partial<Record<DatasetKey, number>>> = {
  'platform-code': 18,
  'service-platform-code': 18,
  'agency-code': 18,
  'place-code': 6,
  currency: 3,
};
