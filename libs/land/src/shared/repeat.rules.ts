/**
 * A report that comes again is either the same fact, and answered as it was, or it contradicts what was
 * recorded: then both values are named and nothing is taken. It is never passed over in silence.
 */
import type { Rejected } from '#kernel/messages';
import { normalNo } from '#policy';
import { inYuan, refuser } from './refusal.js';

const refuse = refuser({
  'report.contradicts': {
    zh: '{what}已经登记，与本次填报的内容不一致：{differences}。请核对；登记有误的，请联系自然资源部门更正，是另一件事的，请使用另一个编号。',
    en:
      '{whatEn} is recorded, and this report says something else: {differencesEn}. Check it; what was ' +
      'recorded by mistake is for the natural-resources bureau to correct, and another matter has another ' +
      'number.',
  },
});

export const REPEAT_REFUSALS = refuse.catalogue;

/** What of two reports is compared: plain values by their fields. */
export type Report = Readonly<Record<string, unknown>>;
/** Where two reports differ, in words and value by value. */
export type Contradiction = Readonly<{
  differences: string;
  differencesEn: string;
  recorded: Readonly<Record<string, string>>;
  reported: Readonly<Record<string, string>>;
}>;
type What = readonly [zh: string, en: string];

/**
 * What was reported again is compared with nothing that would tell a secret: the words then say only that it
 * differs.
 */
const SECRET = ['reserveFen'];
/** Written exactly or not at all: capitals are part of an address. */
const EXACT = ['url', 'reserveFen'];

const FIELDS: Readonly<Record<string, What>> = {
  acceptanceNo: ['验收文号', 'acceptance'],
  account: ['账户', 'account'],
  act: ['方式', 'act'],
  amountFen: ['金额', 'amount'],
  announcedOn: ['公告日', 'announced on'],
  announcementNo: ['公告编号', 'announcement'],
  annexes: ['附件', 'annexes'],
  answer: ['答复', 'answer'],
  answers: ['疑点说明', 'answers'],
  appliedOn: ['申请日', 'applied on'],
  areaM2: ['面积', 'area'],
  batchNo: ['批次', 'batch'],
  bidders: ['竞买人数', 'bidders'],
  bids: ['报价', 'bids'],
  buyer: ['受让人', 'buyer'],
  cause: ['原因类别', 'cause'],
  certificateNo: ['证书号', 'certificate'],
  changedOn: ['变更日', 'changed on'],
  clauses: ['条款', 'clauses'],
  closedOn: ['截止日', 'closed on'],
  closesOn: ['截止日', 'closes on'],
  compensationFen: ['补偿', 'compensation'],
  completedOn: ['竣工日', 'completed on'],
  completionOn: ['竣工日', 'completion'],
  consentNo: ['所有权人同意书', 'consent'],
  contractNo: ['合同编号', 'contract'],
  criterion: ['评定标准', 'criterion'],
  days: ['天数', 'days'],
  deedTaxFen: ['契税', 'deed tax'],
  deedTaxRelief: ['契税减免', 'deed tax relief'],
  deedTaxVoucher: ['契税凭证', 'deed tax voucher'],
  deliveryOn: ['交地日', 'delivery'],
  deltaM2: ['调整数量', 'change'],
  depositFen: ['保证金', 'deposit'],
  developmentFen: ['开发支出', 'development'],
  disqualified: ['取消资格的竞买人', 'disqualified'],
  documentNo: ['文号', 'document'],
  earnestFen: ['定金', 'earnest money'],
  ecologyNo: ['生态环境要求文号', 'ecology document'],
  excuse: ['延期原因', 'excuse'],
  extraFen: ['补缴价款', 'extra price'],
  fault: ['责任方', 'fault'],
  filedOn: ['备案日', 'filed on'],
  filingNo: ['备案号', 'filing'],
  grantor: ['出让人', 'grantor'],
  ground: ['解除理由', 'ground'],
  heldOn: ['会议日', 'held on'],
  id: ['文号', 'document'],
  incomeFen: ['收入', 'income'],
  incrementFen: ['加价幅度', 'increment'],
  industryNo: ['产业准入文号', 'industry document'],
  instalments: ['分期', 'instalments'],
  investedFen: ['已投资额', 'invested'],
  issuedOn: ['开具日', 'issued on'],
  issuer: ['出具单位', 'issuer'],
  items: ['修改意见', 'items'],
  kind: ['种类', 'kind'],
  lateRate: ['违约金比例', 'late rate'],
  limitM2: ['面积上限', 'limit'],
  mortgageeNoticeNo: ['抵押权人通知', 'notice to the mortgagee'],
  name: ['名称', 'name'],
  noticeNo: ['通知编号', 'notice'],
  noticedOn: ['通知日', 'noticed on'],
  objector: ['异议人', 'objector'],
  on: ['日期', 'day'],
  openedOn: ['开启日', 'opened on'],
  opensOn: ['开始日', 'opens on'],
  organ: ['机关', 'organ'],
  origin: ['复垦来源', 'origin'],
  outcome: ['结论', 'outcome'],
  paidOn: ['付款日', 'paid on'],
  plannedFen: ['计划投资额', 'planned'],
  planningNo: ['规划条件文号', 'planning document'],
  priceFen: ['价款', 'price'],
  publishedOn: ['公布日', 'published on'],
  rateDocumentNo: ['费率确认文号', 'rate document'],
  reason: ['事由', 'reason'],
  refundedOn: ['退还日', 'refunded on'],
  registeredOn: ['登记日', 'registered on'],
  reserveFen: ['底价', 'reserve'],
  resultId: ['结果编号', 'result'],
  signedOn: ['签订日', 'signed on'],
  startFen: ['起始价', 'starting price'],
  startOn: ['开工日', 'start'],
  startedOn: ['开工日', 'started on'],
  supervision: ['监管协议', 'supervision'],
  supervisionNo: ['监管协议号', 'supervision number'],
  supplementNo: ['补充公告编号', 'supplement'],
  termYears: ['年限', 'term'],
  text: ['内容', 'text'],
  to: ['受让方', 'new holder'],
  unitNo: ['不动产单元号', 'unit'],
  upheld: ['是否成立', 'upheld'],
  url: ['网址', 'address'],
  use: ['用途', 'use'],
  voucherNo: ['凭证号', 'voucher'],
  winner: ['竞得人', 'winner'],
  years: ['年限', 'years'],
};

/**
 * True when both say the same: numbers and names by their normal form, lists whatever their order.
 * @throws Rejected with both values where they differ: `report.contradicts`, or what `contradiction` makes
 *   of them
 */
export function isRepeat(
  what: What,
  recorded: Report,
  reported: Report,
  contradiction: (found: Contradiction) => Rejected = (found) =>
    refuse('report.contradicts', { what: what[0], whatEn: what[1], ...found }),
): true {
  const differing = [...new Set([...Object.keys(recorded), ...Object.keys(reported)])].filter(
    (field) => formOf(field, recorded[field]) !== formOf(field, reported[field]),
  );
  if (differing.length === 0) return true;
  const words = (report: Report, en: boolean) =>
    Object.fromEntries(
      differing.map((field) => [
        field,
        SECRET.includes(field) ? SEALED[en ? 1 : 0] : said(field, report[field], en),
      ]),
    );
  const sentence = (en: boolean) =>
    differing
      .map((field) => difference(field, words(recorded, en)[field]!, words(reported, en)[field]!, en))
      .join(en ? '; ' : '；');
  throw contradiction({
    differences: sentence(false),
    differencesEn: sentence(true),
    recorded: words(recorded, false),
    reported: words(reported, false),
  });
}

const SEALED: What = ['已密封', 'sealed'];
const ABSENT: What = ['未填', 'nothing'];
/** As much of a list as helps to find the place. */
const CHARACTERS_MAX = 200;

function difference(field: string, recorded: string, reported: string, en: boolean): string {
  const name = FIELDS[field]?.[en ? 1 : 0] ?? field;
  if (SECRET.includes(field)) return en ? `${name} differs` : `${name}不同`;
  return en
    ? `${name} is recorded as ${recorded}, reported as ${reported}`
    : `${name}已登记为${recorded}，本次为${reported}`;
}

/** The one form in which equal values are equal texts. */
function formOf(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return EXACT.includes(field) ? value : normalNo(value);
  if (Array.isArray(value))
    return `[${value
      .map((each) => formOf(field, each))
      .sort()
      .join()}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}:${formOf(key, part)}`)
      .filter((part) => !part.endsWith(':'))
      .sort()
      .join()}}`;
  return JSON.stringify(value);
}

function said(field: string, value: unknown, en: boolean): string {
  if (value === undefined || value === null || value === '') return ABSENT[en ? 1 : 0];
  if (typeof value === 'string') return field.endsWith('Fen') ? inYuan(value, en ? 'en' : 'zh') : value;
  const text = JSON.stringify(value);
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
}
