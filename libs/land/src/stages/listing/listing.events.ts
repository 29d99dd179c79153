import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { ReportedDossier } from '../../shared/dossier.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';

/** 司法查封, 权属争议, 串通, 政策调整, 系统故障, 其他; `procedure` when the entry itself ended. */
export const STOP_CAUSES = [
  'seizure',
  'dispute',
  'collusion',
  'policy-change',
  'system-failure',
  'other',
] as const;
export type StopCause = (typeof STOP_CAUSES)[number];
/** 39号令 Art. 25: 虚假文件或隐瞒事实, 行贿, 恶意串通. */
export const VOID_CAUSES = ['false-documents', 'bribery', 'collusion'] as const;
export type VoidCause = (typeof VOID_CAUSES)[number];

/** What the collective resolves before the notice (39号令 Art. 10), but for the reserve. */
export type TradeDecision = Readonly<{
  startFen: FenText;
  depositFen: FenText;
  /** Least step of a higher bid; `0` for a tender, whose bids are sealed. */
  incrementFen: FenText;
  /** A tender may go to the best score (综合评价) instead of the highest price. */
  criterion?: 'price' | 'score';
  heldOn: Day;
  documentNo: string;
}>;

/** A bid in the platform's words: its number is the only order there is, the bidder is a uscc. */
export type ReportedBid = Readonly<{
  sequence: number;
  bidder: string;
  amountFen: FenText;
  phase?: 'listed' | 'live';
}>;

/**
 * What the platform may tell about how a round closed, so that the result can be judged and not only
 * believed.
 */
export type Proceedings = Readonly<{
  bids?: readonly ReportedBid[];
  /** How many could bid: needed for 招标 and 拍卖 where the bids are not reported. Older events do not say it. */
  bidders?: number;
  /** Whose qualification was found wanting (uscc): their bids do not count. Older events do not say it. */
  disqualified?: readonly string[];
}>;

/** What the platform owes after a round, and by which day (39号令 Art. 21, 22). */
export type Duties = Readonly<{ refundBy: Day | null; publishBy: Day | null }> & MayBeOpen;

export type ListingEvent =
  | Event<
      'ListingOrdered',
      {
        subject: Subject;
        round: number;
        deal: DealTerms;
        /** The least deposit at this price. */ depositFen: FenText;
      } & ReportedDossier
    >
  /** `reserve` is sealed; null where the collective set none. */
  | Event<
      'TradeDecided',
      { subject: Subject; round: number; decision: TradeDecision; reserve: string | null }
    >
  | Event<
      'ListingAnnounced',
      {
        subject: Subject;
        round: number;
        announcementNo: string;
        announcedOn: Day;
        opensOn: Day;
        closesOn: Day;
        url: string;
        startFen: FenText;
        depositFen: FenText;
        incrementFen: FenText;
      }
    >
  /** 补充公告 in the same place, before the trade opened (39号令 Art. 8). */
  | Event<
      'NoticeSupplemented',
      {
        subject: Subject;
        round: number;
        supplementNo: string;
        publishedOn: Day;
        opensOn: Day;
        closesOn: Day;
        reason: string;
        url: string;
      }
    >
  | Event<'ListingOpened', { subject: Subject; round: number; openedOn: Day }>
  | Event<
      'ListingSold',
      {
        subject: Subject;
        round: number;
        resultId: string;
        winner: Party;
        priceFen: FenText;
        closedOn: Day;
        deal: DealTerms;
        depositFen: FenText;
      } & Proceedings &
        Duties
    >
  | Event<
      'ListingFailed',
      {
        subject: Subject;
        round: number;
        resultId: string;
        reason: string;
        closedOn: Day;
        mayRelist: boolean;
      } & Proceedings &
        Duties
    >
  | Event<
      'ListingSuspended',
      { subject: Subject; round: number; reason: string; cause: StopCause; suspendedOn: Day }
    >
  | Event<'ListingResumed', { subject: Subject; round: number; closesOn: Day; resumedOn: Day }>
  /**
   * `relistDecisionOpen` and `tradeDecisionOpen`: a person was still to decide. `mayRelist`: the platform
   * ended it, and another round is allowed. Round 0 never began.
   */
  | Event<
      'ListingTerminated',
      {
        subject: Subject;
        round: number;
        reason: string;
        by: 'platform' | 'procedure';
        cause: StopCause | 'procedure';
        relistDecisionOpen: boolean;
        tradeDecisionOpen: boolean;
        mayRelist: boolean;
        /** What it was ended upon; older events do not say it. */ documentNo?: string;
        /** Deposits that were paid go back until then. */ refundBy?: Day | null;
      } & MayBeOpen
    >
  | Event<
      'ResultVoided',
      {
        subject: Subject;
        round: number;
        winner: Party;
        cause: VoidCause;
        reason: string;
        documentNo: string;
        forfeitFen: FenText;
        voidedOn: Day;
      }
    >
  | Event<
      'WinnerDefaulted',
      {
        subject: Subject;
        round: number;
        winner: Party;
        reason: string;
        forfeitFen: FenText;
        defaultedOn: Day;
      }
    >
  /** `late` is null where the last day was open and this is not before the earliest it can be. */
  | Event<
      'DepositsRefunded',
      { subject: Subject; round: number; refundedOn: Day; documentNo: string; late: boolean | null }
    >
  | Event<'RefundsOverdue', { subject: Subject; round: number; refundBy: Day }>
  | Event<
      'ResultPublished',
      { subject: Subject; round: number; publishedOn: Day; url: string; late: boolean | null }
    >
  | Event<'ResultUnpublished', { subject: Subject; round: number; publishBy: Day }>
  | Event<'ListingHeld', { subject: Subject; burden: Burden }>
  | Event<'ListingHoldLifted', { subject: Subject; burdenId: string }>;
