/**
 * What everybody may read of an entry, without signing in: announcements, results and publications as a
 * notice board has them. Closed as the published language is: a notice has these members, whatever the facts
 * say besides. No officer, no member of a collective, no sentence that a person wrote freely but the
 * conditions, which belong to the announcement.
 */
import {
  day,
  fen,
  integer,
  list,
  object,
  oneOf,
  optional,
  orNull,
  squareMetres,
  text,
  url,
} from '../language/json.js';
import type { ValueOf } from '../language/json.js';
import { BOUNDARY, CONDITION, MATTER, PARTY, USE } from '../language/shapes.js';

/** What a notice is about, and what people call it. */
export const NOTICE_KINDS = {
  listing: '交易公告',
  result: '成交结果',
  deal: '拟成交公示',
  distribution: '收益分配公示',
  registration: '登记公告',
} as const;
export type NoticeKind = keyof typeof NOTICE_KINDS;

/** Where it stands. */
export const NOTICE_STATES = {
  announced: '公告中，交易未开始',
  open: '交易中',
  suspended: '交易已中止',
  closed: '交易已截止',
  failed: '未成交',
  terminated: '交易已终止',
  published: '已公布',
  voided: '成交已作废',
  defaulted: '竞得人未按期签订合同',
  running: '公示中',
  passed: '公示期满',
  stopped: '公示后终止',
  reopened: '异议成立，重新编制',
  registered: '已登记',
} as const;
export type NoticeState = keyof typeof NOTICE_STATES;

const codes = <T extends object>(names: T) => Object.keys(names) as unknown as readonly (keyof T & string)[];

export const NOTICE = object({
  id: text('公告编号：事项编号、种类和第几次，如 370114001018JB00011-1.listing.1'),
  kind: oneOf(codes(NOTICE_KINDS), Object.values(NOTICE_KINDS).join('、')),
  state: oneOf(codes(NOTICE_STATES), '进展'),
  entry: MATTER.entry,
  parcel: MATTER.parcel,
  district: MATTER.district,
  township: MATTER.township,
  village: text('村（居）'),
  location: text('坐落'),
  owner: object({ name: text('农民集体名称'), uscc: text('统一社会信用代码') }),
  approvalNo: optional(text('入市方案批准文号')),
  form: oneOf(['grant', 'lease', 'equity', 'lease-then-grant', 'part-lease'], '供应方式'),
  method: oneOf(['tender', 'auction', 'listing', 'agreement'], '交易方式'),
  use: USE,
  areaM2: squareMetres('面积'),
  termYears: integer('年限（年）'),
  boundary: BOUNDARY,
  conditions: list(CONDITION, '规划条件、产业准入要求、生态环境保护要求'),
  /** Of the announcement, of the publicity, or of the registration. */
  publishedOn: day('公告、公示或者登记之日'),
  announcementNo: optional(text('公告编号')),
  url: optional(url('公告网址')),
  opensOn: optional(day('交易开始日')),
  closesOn: optional(day('交易截止日')),
  startFen: optional(fen('起始价')),
  depositFen: optional(fen('竞买保证金')),
  incrementFen: optional(fen('增价幅度')),
  publicUntil: optional(orNull(day('公示至该日终了；放假安排公布前为 null'))),
  winner: optional(PARTY),
  priceFen: optional(fen('成交价')),
  lines: optional(list(object({ item: text('项目'), amountFen: fen('金额') }), '分配方案各项，不含成员个人')),
  unitNo: optional(text('不动产单元号')),
  objections: optional(
    object({ received: integer('收到异议的件数'), open: integer('正在处理的件数') }, '只有件数，没有内容'),
  ),
  facts: list(text('业务记录编号'), '公告所依据的业务记录'),
  version: integer('第几次变化'),
  updated: text('最近一次变化（RFC 3339）'),
});
export type Notice = ValueOf<typeof NOTICE>;
