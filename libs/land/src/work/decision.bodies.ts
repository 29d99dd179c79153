import {
  Choice,
  Choices,
  Day,
  DocumentNo,
  Fen,
  Line,
  Nested,
  NestedList,
  Optional,
  Paragraph,
  Pattern,
  Uscc,
  Whole,
} from '../body/fields.js';
import {
  ACCOUNT_NAMES,
  ANNEX_NAMES,
  BASIS_NAMES,
  CLAUSE_NAMES,
  CRITERION_NAMES,
  FAULT_NAMES,
  RESCISSION_NAMES,
} from '../shared/choice-names.js';
import type { Annex, Clause } from '../stages/contract/contract.events.js';

const RATE = /^\d{1,2}(\.\d{1,4})?[%‰]$/;
const RATIO = /^\d{1,3}(\.\d{1,4})?%$/;
const INSTALMENTS_MAX = 120;
const MEMBERS_MAX = 20_000;

class Text {
  @Paragraph()
  reason!: string;
}

export class ReasonBody extends Text {}
export class NothingBody {}

export class ItemBody {
  @Line()
  field!: string;
  @Paragraph()
  opinion!: string;
}

export class ItemsBody {
  @NestedList(() => ItemBody, { min: 1, max: 100, what: '退回时至少列明一项需要修改的内容' })
  items!: ItemBody[];
}

export class ConditionBody {
  @Line()
  issuer!: string;
  @DocumentNo()
  documentNo!: string;
  @Day()
  on!: string;
  @Paragraph()
  text!: string;
}

export class DoubtAnswerBody {
  @Line({ max: 100 }) code!: string;
  @Paragraph() answer!: string;
}

export class OpinionBody {
  @Paragraph()
  text!: string;
  /** To the doubts about the scheme, each under its code. */
  @Optional()
  @NestedList(() => DoubtAnswerBody, { max: 50 })
  answers?: DoubtAnswerBody[];
}

export class DocumentBody {
  @DocumentNo()
  documentNo!: string;
}

export class RefusalBody extends DocumentBody {
  @Paragraph()
  reason!: string;
}

export class RelistBody extends Text {
  @Optional()
  @Fen()
  priceFen?: string;
}

export class PartyBody {
  @Line({ example: '山东示范实业有限公司' })
  name!: string;
  @Uscc()
  uscc!: string;
}

export class PublishDealBody {
  @Nested(() => PartyBody)
  buyer!: PartyBody;
  @Fen()
  priceFen!: string;
  @Day()
  publishedOn!: string;
}

export class TradeDecisionBody {
  @Fen() startFen!: string;
  @Fen() depositFen!: string;
  @Fen() incrementFen!: string;
  /** 底价: sealed as soon as it is taken, and told to nobody before the close. */
  @Optional() @Fen() reserveFen?: string;
  @Optional()
  @Choice(CRITERION_NAMES)
  criterion?: 'price' | 'score';
  @Day() heldOn!: string;
  @DocumentNo() documentNo!: string;
}

export class SupervisionBody {
  @DocumentNo() agreementNo!: string;
  @Line() supervisor!: string;
  @Day() on!: string;
}

export class InstalmentBody {
  @Day() dueOn!: string;
  @Fen() amountFen!: string;
}

export class UrgeBody {
  @DocumentNo() documentNo!: string;
  @Day() urgedOn!: string;
}

export class ContractPaperBody {
  @DocumentNo()
  contractNo!: string;
  @Day() signedOn!: string;
  @Day() deliveryOn!: string;
  @Day() startOn!: string;
  @Day() completionOn!: string;
  @DocumentNo({ empty: true }) planningNo!: string;
  @DocumentNo({ empty: true }) industryNo!: string;
  @DocumentNo({ empty: true }) ecologyNo!: string;
  @Line({ empty: true }) grantor!: string;
  @Nested(() => SupervisionBody) supervision!: SupervisionBody;
  @Choices(CLAUSE_NAMES) clauses!: Clause[];
  @Choices(ANNEX_NAMES) annexes!: Annex[];
  @Optional() @Whole(1, 100) termYears?: number;
  @Optional() @Fen() earnestFen?: string;
  @Optional() @Pattern(RATE, '每日的千分率或百分率', '0.5‰') lateRate?: string;
  @Optional() @NestedList(() => InstalmentBody, { max: INSTALMENTS_MAX }) instalments?: InstalmentBody[];
}

export class RescindBody extends Text {
  @Choice(FAULT_NAMES)
  fault!: 'buyer' | 'owner' | 'law';
  @Optional() @Choice(RESCISSION_NAMES) ground?: 'price' | 'breach';
  @Optional() @Fen() compensationFen?: string;
}

/** Taking a right back: by whose approval, when, and what the buildings are worth. */
export class ReturnBody {
  @DocumentNo() approvalNo!: string;
  @Day() returnedOn!: string;
  @Fen() buildingsFen!: string;
}

export class RentNoticeBody {
  @DocumentNo() noticeNo!: string;
  @Day() issuedOn!: string;
}

/** 出资证明书, and the report that verified the contribution. */
export class ContributionBody {
  @DocumentNo() certificateNo!: string;
  @DocumentNo() documentNo!: string;
  @Pattern(RATIO, '百分数', '35%') shareRatio!: string;
  @Day() contributedOn!: string;
}

/** 先租后让: by which decision, upon which acceptance of the conditions, by which contract, at what price. */
export class ConversionBody {
  @DocumentNo() documentNo!: string;
  @DocumentNo() acceptanceNo!: string;
  @DocumentNo() contractNo!: string;
  @Day() signedOn!: string;
  @Fen() priceFen!: string;
  /** Where the rate of the levy has expired: by which paper finance keeps it. */
  @Optional() @DocumentNo() rateDocumentNo?: string;
}

export class FilingBody {
  @DocumentNo()
  filingNo!: string;
  @Day() filedOn!: string;
}

export class NoticeBody {
  @DocumentNo()
  noticeNo!: string;
  @Day() issuedOn!: string;
  /** 分期缴纳 where the rules allow it. */
  @Optional()
  @Whole(1, 60)
  instalments?: number;
}

export class ResolutionBody {
  @Whole(1, 1_000_000) total!: number;
  @Whole(0, 1_000_000, { called: '同意票数' }) yes!: number;
  @Optional() @Choice(BASIS_NAMES) basis?: 'members' | 'delegates';
  @Optional() @Whole(0, 1_000_000) attended?: number;
  /** 会前十日提供方案（农村集体经济组织法第四十六条）. */
  @Day() planShownOn!: string;
  @Optional() @Day() noticedOn?: string;
  @Day({ called: '表决日期' }) heldOn!: string;
}

export class MemberBody {
  @Line({ max: 100, called: '成员或者户', example: '张三' }) id!: string;
  @Pattern(/^(0|[1-9]\d{0,11})$/, '非负整数（加引号）', '3') weight!: string;
}

export class MembersBody {
  @Choice(['股份', '户']) by!: '股份' | '户';
  @NestedList(() => MemberBody, { min: 1, max: MEMBERS_MAX })
  list!: MemberBody[];
}

export class PlanBody {
  @Fen() costsFen!: string;
  @Optional() @Fen() taxFen?: string;
  @Optional() @Pattern(RATIO, '百分数', '30%') membersRatio?: string;
  @Optional() @Pattern(RATIO, '百分数', '30%') groupRatio?: string;
  @Optional() @Nested(() => MembersBody) members?: MembersBody;
  @Optional() @Choice(['股份', '现金']) payout?: '股份' | '现金';
  @Nested(() => ResolutionBody)
  resolution!: ResolutionBody;
}

export class LevyRateBody extends DocumentBody {
  @Optional() @Fen() acquisitionFen?: string;
  @Optional() @Fen() developmentFen?: string;
}

export class PublishedBody {
  @Day() publishedOn!: string;
}

export class PayoutBody {
  @Day() paidOn!: string;
  @DocumentNo() voucherNo!: string;
}

export class DistributedBody extends PayoutBody {
  @Optional() @Choice(ACCOUNT_NAMES, { called: '收款账户' }) account?: 'collective' | 'personal';
}

/** Upon which paper a payment is taken that is older than what made it due. */
export class CorrectionBody {
  @DocumentNo() documentNo!: string;
  @Paragraph() reason!: string;
}

export class PaymentBody extends PayoutBody {
  @Fen() amountFen!: string;
  @Optional() @Nested(() => CorrectionBody) correction?: CorrectionBody;
}

export class RightBody {
  @Pattern(/^[0-9A-Z]{28}$/, '28位不动产单元号', '370114001002JB00001W00000000') unitNo!: string;
  @DocumentNo() certificateNo!: string;
  @DocumentNo() supervisionNo!: string;
  @DocumentNo({ empty: true }) deedTaxVoucher!: string;
  @Fen() deedTaxFen!: string;
  @Optional() @Line() deedTaxRelief?: string;
  @Day() registeredOn!: string;
}
