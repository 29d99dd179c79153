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
import { ANNEXES, CLAUSES } from './contract.events.js';
import type { Annex, Clause } from './contract.events.js';

const RATE = /^\d{1,2}(\.\d{1,4})?[%‰]$/;
const INSTALMENTS_MAX = 120;

export class PartyBody {
  @Line()
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
  @Choices(CLAUSES) clauses!: Clause[];
  @Choices(ANNEXES) annexes!: Annex[];
  @Optional() @Whole(1, 100) termYears?: number;
  @Optional() @Fen() earnestFen?: string;
  @Optional() @Pattern(RATE, '每日的千分率或百分率', '0.5‰') lateRate?: string;
  @Optional() @NestedList(() => InstalmentBody, { max: INSTALMENTS_MAX }) instalments?: InstalmentBody[];
}

export class RescindBody extends ReasonBody {
  @Choice(['buyer', 'owner', 'law'])
  fault!: 'buyer' | 'owner' | 'law';
  @Optional() @Choice(['price', 'breach'], 'ground 应为 price（价款逾期）或 breach（其他违约）') ground?:
    'price' | 'breach';
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
