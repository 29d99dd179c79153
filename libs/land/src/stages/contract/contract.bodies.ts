import { ReasonBody } from '../../body/common.bodies.js';
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
  Pattern,
  Ratio,
  Uscc,
  Whole,
} from '../../body/fields.js';
import { ANNEX_NAMES, CLAUSE_NAMES, FAULT_NAMES, RESCISSION_NAMES } from '../../shared/choice-names.js';
import type { Annex, Clause } from './contract.events.js';

const RATE = /^\d{1,2}(\.\d{1,4})?[%‰]$/;
const INSTALMENTS_MAX = 120;

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

export class SupervisionBody {
  @DocumentNo() agreementNo!: string;
  @Line() supervisor!: string;
  @Day() on!: string;
}

export class InstalmentBody {
  @Day() dueOn!: string;
  @Fen() amountFen!: string;
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

export class RescindBody extends ReasonBody {
  @Choice(FAULT_NAMES)
  fault!: 'buyer' | 'owner' | 'law';
  @Optional() @Choice(RESCISSION_NAMES) ground?: 'price' | 'breach';
  @Optional() @Fen() compensationFen?: string;
}

export class RentNoticeBody {
  @DocumentNo() noticeNo!: string;
  @Day() issuedOn!: string;
}

/** 出资证明书, and the report that verified the contribution. */
export class ContributionBody {
  @DocumentNo() certificateNo!: string;
  @DocumentNo() documentNo!: string;
  @Ratio('35%') shareRatio!: string;
  @Day() contributedOn!: string;
}

export class FilingBody {
  @DocumentNo()
  filingNo!: string;
  @Day() filedOn!: string;
}
