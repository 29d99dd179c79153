import {
  BID_PHASE_NAMES,
  Day,
  DocumentNo,
  Fen,
  Nested,
  NestedList,
  Optional,
  Paragraph,
  PartyBody,
  ReasonBody,
  RequiredWhen,
  RESULT_NAMES,
  STOP_CAUSE_NAMES,
  SomeFen,
  Uscc,
  Usccs,
  VOID_CAUSE_NAMES,
  WebAddress,
  Whole,
  Choice,
} from '#land';
import type { StopCause, VoidCause } from '#land';

const ID_MAX = 100;
/** Bids of one round in one report. */
const BIDS_MAX = 2_000;
const BIDDERS_MAX = 10_000;
const ROUND_MAX = 100;

export class AnnouncementBody {
  @DocumentNo({ max: ID_MAX }) announcementNo!: string;
  @Day() announcedOn!: string;
  @Day() opensOn!: string;
  @Day() closesOn!: string;
  @WebAddress() url!: string;
}

export class SupplementBody {
  @DocumentNo({ max: ID_MAX }) supplementNo!: string;
  @Day() publishedOn!: string;
  @Day() opensOn!: string;
  @Day() closesOn!: string;
  @Paragraph({ max: 500 }) reason!: string;
  @WebAddress() url!: string;
}

export class BidBody {
  @Whole(0, Number.MAX_SAFE_INTEGER) sequence!: number;
  @Uscc() bidder!: string;
  @Fen() amountFen!: string;
  @Optional() @Choice(BID_PHASE_NAMES, { called: '报价方式' }) phase?: 'listed' | 'live';
}

export class ResultBody {
  @DocumentNo({ max: ID_MAX }) resultId!: string;
  @Choice(RESULT_NAMES, { called: '交易结果' }) outcome!: 'sold' | 'failed';
  @Day() closedOn!: string;
  @RequiredWhen(({ outcome }: ResultBody) => outcome === 'sold') @Nested(() => PartyBody) winner?: PartyBody;
  @RequiredWhen(({ outcome }: ResultBody) => outcome === 'sold') @SomeFen() priceFen?: string;
  @RequiredWhen(({ outcome }: ResultBody) => outcome === 'failed') @Paragraph({ max: 500 }) reason?: string;
  /**
   * With the bids the result is judged by them; a tender or an auction needs them or the number of bidders.
   */
  @Optional() @NestedList(() => BidBody, { max: BIDS_MAX }) bids?: BidBody[];
  @Optional() @Whole(0, BIDDERS_MAX) bidders?: number;
  @Optional() @Usccs({ max: BIDS_MAX }) disqualified?: string[];
}

export class ResumptionBody {
  @Day() closesOn!: string;
}

export class RoundBody {
  @Whole(1, ROUND_MAX) round!: number;
}

export class RefundBody extends RoundBody {
  @Day() refundedOn!: string;
  @DocumentNo({ max: ID_MAX }) documentNo!: string;
}

export class ResultPublicationBody extends RoundBody {
  @Day() publishedOn!: string;
  @WebAddress() url!: string;
}

export class VoidanceBody extends ReasonBody {
  @Choice(VOID_CAUSE_NAMES) cause!: VoidCause;
  @DocumentNo({ max: ID_MAX }) documentNo!: string;
}

export class SuspensionBody extends ReasonBody {
  @Optional() @Choice(STOP_CAUSE_NAMES) cause?: StopCause;
}

export class TerminationBody extends SuspensionBody {
  @Optional() @DocumentNo({ max: ID_MAX }) documentNo?: string;
}
