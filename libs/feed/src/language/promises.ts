/**
 * The published language: what machines may rely on, apart from the facts inside. A type is promised for
 * ever under its version; inside a version members are only added, optional ones, and `frozen.spec.ts` holds
 * every release to that. Nothing that a person wrote freely (reasons, opinions) is in it, and nobody's name
 * but those of the parties to a deal.
 */
import { LISTING_KINDS, RECEIPT_KINDS, REGISTRY_KINDS } from '#land';
import { day, fen, flag, integer, list, object, oneOf, optional, orNull, text, url } from './json.js';
import type { Json } from './json.js';
import { BOUNDARY, CAUSE, CONDITION, DEAL, MATTER, OWNER, PARTY, ROUND } from './shapes.js';

/** Who is on the other side: 交易平台, 登记机构, 财政和税务, 土地市场监测. */
export const COUNTERPARTIES = ['platform', 'registry', 'treasury', 'monitor'] as const;
export type Counterparty = (typeof COUNTERPARTIES)[number];

export type Promised<T = unknown> = Readonly<{
  /** What it says, in Chinese, for the page of its schema. */
  zh: string;
  to: readonly Counterparty[];
  data: Json<T>;
}>;

/** Before every type of ours: the reverse of a name that nobody else gives. */
export const NAMESPACE = 'cn.rushi.';

const promised = <T>(zh: string, to: readonly Counterparty[], data: Json<T>): Promised<T> => ({
  zh,
  to,
  data,
});

const TRADE = ['platform', 'monitor'] as const;
const EVERYBODY = ['platform', 'registry', 'treasury', 'monitor'] as const;
const MONEY = ['treasury', 'monitor'] as const;
const REGISTER = ['registry', 'monitor'] as const;

const LISTING = { ...MATTER, round: ROUND };
const TERMS = { startFen: fen('起始价'), depositFen: fen('竞买保证金'), incrementFen: fen('增价幅度') };
const CLAIM = { ...MATTER, claim: text('报送的编号') };
const DISPUTE_OF = { ...CLAIM, dispute: integer('该入市的第几项矛盾') };
const LISTING_KIND = oneOf(
  LISTING_KINDS,
  '公告、补充公告、结果、中止、恢复、终止、保证金退还、结果公布、成交无效',
);
const REGISTRY_KIND = oneOf(REGISTRY_KINDS, '受理、补正、不予登记、登记结果');
const RECEIPT_KIND = oneOf(RECEIPT_KINDS, '调节金、价款或者租金、履约保证金');
const DISPUTE = { ...MATTER, dispute: DISPUTE_OF.dispute, claim: CLAIM.claim, kind: LISTING_KIND };
const CODE = text('未受理的代码，见 /problems');
const DIGEST = text('内容的摘要');
const NOTICE_DAYS = { opensOn: day('开始日'), closesOn: day('截止日') };

export const PROMISES = {
  'listing.ordered.v1': promised(
    '已批准的宗地交公开交易：公告所需的全部内容',
    TRADE,
    object({
      ...LISTING,
      village: text('村（居）'),
      location: text('坐落'),
      owner: OWNER,
      landSource: oneOf(['existing', 'new'], '存量、新增'),
      boundary: BOUNDARY,
      deal: DEAL,
      depositFen: fen('竞买保证金的最低额'),
      approvalNo: text('入市方案批准文号'),
      conditions: list(CONDITION, '规划条件、产业准入要求、生态环境保护要求'),
      earliestNoticeOn: orNull(day('最早公告日；放假安排公布前为 null')),
    }),
  ),
  'listing.terms-decided.v1': promised(
    '交易条件已由集体决议：起始价、保证金、增价幅度',
    TRADE,
    object({
      ...LISTING,
      ...TERMS,
      criterion: oneOf(['price', 'score'], '价高者得；综合评价（仅招标）'),
      hasReserve: flag('是否设有底价；底价本身密封，不发布'),
      heldOn: day('决议日'),
      documentNo: text('决议文号'),
    }),
  ),
  'listing.announced.v1': promised(
    '公告已受理',
    TRADE,
    object({
      ...LISTING,
      ...TERMS,
      ...NOTICE_DAYS,
      announcementNo: text('公告编号'),
      announcedOn: day('公告日'),
      url: url('公告网址'),
    }),
  ),
  'listing.supplemented.v1': promised(
    '补充公告已受理：改变公告内容的，公告期重新计算',
    TRADE,
    object({
      ...LISTING,
      ...NOTICE_DAYS,
      supplementNo: text('补充公告编号'),
      publishedOn: day('发布日'),
      url: url('补充公告网址'),
    }),
  ),
  'listing.opened.v1': promised('交易已开始', TRADE, object({ ...LISTING, openedOn: day('开始日') })),
  'listing.suspended.v1': promised(
    '交易已中止',
    TRADE,
    object({ ...LISTING, cause: CAUSE, suspendedOn: day('中止日') }),
  ),
  'listing.resumed.v1': promised(
    '交易已恢复',
    TRADE,
    object({ ...LISTING, closesOn: day('新的截止日'), resumedOn: day('恢复日') }),
  ),
  'listing.terminated.v1': promised(
    '交易已终止：不得再公告或者成交',
    TRADE,
    object({
      ...LISTING,
      by: oneOf(['platform', 'procedure'], '由交易平台终止；因入市本身撤回、驳回或者终止'),
      cause: CAUSE,
      mayRelist: flag('可否另行一轮'),
      documentNo: optional(text('依据文号')),
      refundBy: optional(orNull(day('保证金最迟退还日；放假安排公布前为 null'))),
    }),
  ),
  'listing.held.v1': promised(
    '宗地上有查封、争议等限制：解除之前不得公告或者成交',
    TRADE,
    object({
      ...MATTER,
      burden: text('限制的文号，解除时以此指明'),
      kind: oneOf(['dispute', 'seizure', 'mortgage', 'occupation'], '权属争议、查封、抵押、违法占地'),
      organ: text('作出机关'),
      on: day('作出日期'),
    }),
  ),
  'listing.hold-lifted.v1': promised(
    '宗地上的限制已解除',
    TRADE,
    object({ ...MATTER, burden: text('所解除的限制的文号') }),
  ),
  'listing.failed.v1': promised(
    '流拍结果已受理',
    TRADE,
    object({
      ...LISTING,
      resultId: text('结果编号'),
      closedOn: day('截止日'),
      mayRelist: flag('可否另行一轮'),
    }),
  ),
  'result.accepted.v1': promised(
    '成交结果已受理',
    TRADE,
    object({
      ...LISTING,
      resultId: text('结果编号'),
      winner: PARTY,
      priceFen: fen('成交价'),
      closedOn: day('成交日'),
      deal: DEAL,
      refundBy: orNull(day('未竞得人保证金最迟退还日；放假安排公布前为 null')),
      publishBy: orNull(day('成交结果最迟公布日；放假安排公布前为 null')),
    }),
  ),
  'result.voided.v1': promised(
    '成交结果无效（招标拍卖挂牌出让国有建设用地使用权规定第二十五条）',
    TRADE,
    object({
      ...LISTING,
      winner: PARTY,
      cause: oneOf(['false-documents', 'bribery', 'collusion'], '虚假文件或隐瞒事实、行贿、恶意串通'),
      documentNo: text('认定文号'),
      forfeitFen: fen('不予退还的保证金'),
      voidedOn: day('认定日'),
    }),
  ),
  'result.disputed.v1': promised(
    '报送与已受理的内容矛盾：已受理的内容不变，由自然资源部门处理',
    ['platform'],
    object({ ...DISPUTE, code: CODE, contentSha256: DIGEST }),
  ),
  'result.upheld.v1': promised('矛盾已处理：维持已受理的内容', ['platform'], object(DISPUTE)),
  'result.found-wrong.v1': promised(
    '矛盾已处理：已受理的内容确有错误，另按作废或者终止办理',
    ['platform'],
    object({ ...DISPUTE, documentNo: text('认定文号') }),
  ),
  'report.refused.v1': promised(
    '先到、等待过的报送未受理',
    ['platform'],
    object({ ...CLAIM, kind: LISTING_KIND, code: CODE }),
  ),
  'result.published.v1': promised(
    '成交结果已公布',
    TRADE,
    object({ ...LISTING, publishedOn: day('公布日'), url: url('网址') }),
  ),
  'winner.defaulted.v1': promised(
    '竞得人逾期未签订合同',
    TRADE,
    object({
      ...LISTING,
      winner: PARTY,
      forfeitFen: fen('不予退还的保证金'),
      defaultedOn: day('认定日'),
    }),
  ),
  'deposits.refunded.v1': promised(
    '保证金退还已受理',
    TRADE,
    object({ ...LISTING, refundedOn: day('退还日'), documentNo: text('凭证编号') }),
  ),
  'deal.confirmed.v1': promised(
    '成交已确认，待签订合同',
    EVERYBODY,
    object({
      ...MATTER,
      deal: DEAL,
      buyer: PARTY,
      priceFen: fen('成交价'),
      confirmedOn: day('确认日'),
      signBy: orNull(day('合同最迟签订日；放假安排公布前为 null')),
    }),
  ),
  'contract.filed.v1': promised(
    '合同已备案',
    EVERYBODY,
    object({
      ...MATTER,
      contractNo: text('合同编号'),
      filingNo: text('备案号'),
      filedOn: day('备案日'),
      signedOn: day('签订日'),
      grantor: text('出让（出租）人'),
      buyer: PARTY,
      deal: DEAL,
      priceFen: fen('合同价款'),
      termYears: integer('年限（年）'),
      deliveryOn: day('约定交地日'),
      startOn: day('约定开工日'),
      completionOn: day('约定竣工日'),
      instalments: list(
        object({ no: integer('第几期'), dueOn: day('最迟付款日'), amountFen: fen('金额') }),
        '付款期次',
      ),
    }),
  ),
  'contract.rescinded.v1': promised(
    '合同已解除',
    EVERYBODY,
    object({
      ...MATTER,
      fault: oneOf(['buyer', 'owner', 'law'], '受让人、土地所有权人、法定原因'),
      refundFen: fen('退还的价款'),
      keptFen: fen('不予退还的定金'),
    }),
  ),
  'price.payment-recorded.v1': promised(
    '价款到账已登记',
    MONEY,
    object({
      ...MATTER,
      amountFen: fen('本次金额；更正为负数'),
      paidOn: day('到账日'),
      voucherNo: text('凭证编号'),
      paidFen: fen('累计已付'),
      unpaidFen: fen('尚欠'),
    }),
  ),
  'price.settled.v1': promised('价款已付清', EVERYBODY, object({ ...MATTER, priceFen: fen('价款') })),
  'levy.noticed.v1': promised(
    '土地增值收益调节金缴款通知书已发出',
    MONEY,
    object({
      ...MATTER,
      noticeNo: text('通知书编号'),
      issuedOn: day('发出日'),
      dueOn: orNull(day('最迟缴款日；放假安排公布前为 null')),
      amountFen: fen('应缴金额'),
      schedule: optional(
        list(object({ dueOn: orNull(day('最迟缴款日')), amountFen: fen('金额') }), '分期缴纳的各期，按先后'),
      ),
    }),
  ),
  'levy.payment-recorded.v1': promised(
    '调节金到账已登记',
    MONEY,
    object({
      ...MATTER,
      amountFen: fen('本次金额；更正为负数'),
      paidOn: day('到账日'),
      voucherNo: text('凭证编号'),
      paidFen: fen('累计已缴'),
      unpaidFen: fen('尚欠，含滞纳金'),
    }),
  ),
  'levy.settled.v1': promised(
    '调节金已缴清',
    EVERYBODY,
    object({
      ...MATTER,
      amountFen: fen('调节金'),
      lateFeeFen: fen('滞纳金'),
      settledOn: day('缴清日'),
      countyFen: optional(fen('入区县国库')),
      townshipFen: optional(fen('归镇街')),
    }),
  ),
  'levy.cancelled.v1': promised('调节金不再征收', MONEY, object(MATTER)),
  'levy.refunded.v1': promised('调节金应退还', MONEY, object({ ...MATTER, amountFen: fen('应退金额') })),
  'registration.requested.v1': promised(
    '登记条件已具备，请予登记',
    REGISTER,
    object({
      ...MATTER,
      decideBy: orNull(day('最迟办结日；放假安排公布前为 null')),
      deedTaxFen: optional(fen('应纳契税；0.1.0 的记录没有')),
      deedTaxRule: optional(text('契税所依据的规则')),
    }),
  ),
  'registration.accepted.v1': promised(
    '登记机构已受理',
    REGISTER,
    object({ ...MATTER, applicationNo: text('受理编号'), acceptedOn: day('受理日') }),
  ),
  'registration.correction-asked.v1': promised(
    '登记机构要求补正：申请人补正后再次请予登记',
    REGISTER,
    object({ ...MATTER, documentNo: text('告知书编号'), askedOn: day('告知日') }),
  ),
  'registration.refused.v1': promised(
    '登记机构不予登记',
    REGISTER,
    object({ ...MATTER, documentNo: text('告知书编号'), refusedOn: day('不予登记之日') }),
  ),
  'registration.disputed.v1': promised(
    '登记机构的报送与已受理的内容矛盾：已受理的内容不变，由自然资源部门处理',
    ['registry'],
    object({ ...DISPUTE_OF, kind: REGISTRY_KIND, code: CODE, contentSha256: DIGEST }),
  ),
  'registration.upheld.v1': promised(
    '矛盾已处理：维持已受理的内容',
    ['registry'],
    object({ ...DISPUTE_OF, kind: REGISTRY_KIND }),
  ),
  'registration.found-wrong.v1': promised(
    '矛盾已处理：已受理的内容确有错误，另按更正登记办理',
    ['registry'],
    object({ ...DISPUTE_OF, kind: REGISTRY_KIND, documentNo: text('认定文号') }),
  ),
  'registration.report-refused.v1': promised(
    '先到、等待过的登记报送未受理',
    ['registry'],
    object({ ...CLAIM, kind: REGISTRY_KIND, code: CODE }),
  ),
  'receipt.disputed.v1': promised(
    '款项已到账而不能对应：由财政部门处理',
    ['treasury'],
    object({ ...DISPUTE_OF, kind: RECEIPT_KIND, code: CODE, contentSha256: DIGEST }),
  ),
  'receipt.returned.v1': promised(
    '不能对应的款项退回缴款人',
    ['treasury'],
    object({ ...DISPUTE_OF, kind: RECEIPT_KIND }),
  ),
  'receipt.corrected.v1': promised(
    '已登记的有误，款项另行更正登记',
    ['treasury'],
    object({ ...DISPUTE_OF, kind: RECEIPT_KIND, documentNo: text('更正文号') }),
  ),
  'receipt.refused.v1': promised(
    '先到、等待过的到账报送未受理',
    ['treasury'],
    object({ ...CLAIM, kind: RECEIPT_KIND, code: CODE }),
  ),
  'right.registered.v1': promised(
    '集体建设用地使用权已登记',
    EVERYBODY,
    object({
      ...MATTER,
      unitNo: text('不动产单元号'),
      certificateNo: text('不动产权证号'),
      supervisionNo: text('电子监管号'),
      registeredOn: day('登记日'),
    }),
  ),
  'entry.completed.v1': promised('入市办结', EVERYBODY, object(MATTER)),
} as const;

export type PublishedName = keyof typeof PROMISES;
export const PUBLISHED_NAMES = Object.keys(PROMISES) as readonly PublishedName[];
/** The data of a published type. */
export type DataOf<N extends PublishedName> = (typeof PROMISES)[N] extends Promised<infer T> ? T : never;
