import { normalNo } from '#policy';
import { openOf } from '../clocks/open-days.rules.js';
import type { MayBeOpen } from '../clocks/open-days.rules.js';
import { evolveHolds } from '../holds.rules.js';
import { earliestNoticeOf } from '../terms.js';
import type { Burden, DealTerms, Day, EarliestNotice, FenText, Party, Subject } from '../terms.js';
import type { Duties, ListingEvent, TradeDecision } from './listing.events.js';

type Announced = Readonly<{ announcementNo: string; closesOn: Day; suspendedOn: Day | null; announcedOn: Day; supplements: readonly string[] }>;

/** Where a round stands. `failed` and `stopped` are the ends after which another round may come; `sold`, `voided` and `closed` are for good. */
type Stage =
  | Readonly<{ status: 'ordered' }>
  | (Announced & Readonly<{ status: 'announced'; opensOn: Day }>)
  | (Announced & Readonly<{ status: 'open'; openedOn: Day; frozen: readonly Frozen[] }>)
  | Readonly<{ status: 'failed' | 'stopped'; mayRelist: boolean }>
  | Readonly<{ status: 'sold'; winner: Party; depositFen: FenText; defaulted: boolean }>
  | Readonly<{ status: 'voided' | 'closed' }>;

export type Frozen = Readonly<{ from: Day; to: Day }>;
export type Result = Readonly<{ resultId: string; round: number; outcome: string }>;
/** What the collective resolved for the round; the reserve stays sealed. */
export type Decided = Readonly<{ decision: TradeDecision; reserve: string | null }>;
/** What the platform owes after a round; a day that is open is null; it need not publish a round that was stopped. */
export type Duty = Readonly<{ round: number; refundBy: Day | null; refunded: boolean; refundOverdue: boolean; publishes: boolean; publishBy: Day | null; published: boolean; publicationOverdue: boolean; closedOn: Day }> & MayBeOpen;

type Common = Readonly<{
  subject: Subject;
  round: number;
  deal: DealTerms;
  notice: EarliestNotice;
  /** Starting price of the first round: what the government approved. */
  approvedFen: FenText;
  decided: Decided | null;
  /** Every result that was taken, in order, so that a redelivered one is recognised even rounds later. */
  results: readonly Result[];
  duties: readonly Duty[];
}>;

type Held = Readonly<{ holds: readonly Burden[] }>;
/** `ended`: the entry ended before a listing was ordered; one that is ordered late begins nothing. */
export type Listing = Held & (Readonly<{ status: 'none' }> | Readonly<{ status: 'ended' }> | (Stage & Common));
/** What can be asked of a listing once it was ordered. */
export type Ordered = Extract<Listing, Common>;

export const saleOf = (uscc: string, priceFen: FenText, closedOn: Day) => `sold ${normalNo(uscc)} ${priceFen} ${closedOn}`;
export const failureOf = (closedOn: Day) => `failed ${closedOn}`;

export function evolve(state: Listing, event: ListingEvent): Listing {
  if (event.type === 'ListingHeld' || event.type === 'ListingHoldLifted') return { ...state, holds: evolveHolds(state.holds, event) };
  return stageAfter(state, event);
}

function stageAfter(state: Listing, { type, data }: Exclude<ListingEvent, { type: 'ListingHeld' | 'ListingHoldLifted' }>): Listing {
  if (type === 'ListingOrdered') {
    const { subject, round, deal } = data;
    const before = state.status === 'none' || state.status === 'ended' ? { approvedFen: deal.priceFen, results: [], duties: [], holds: state.holds } : commonOf(state);
    return { ...before, status: 'ordered', subject, round, deal, notice: earliestNoticeOf(data), decided: null };
  }
  if (state.status === 'none' || state.status === 'ended') return type === 'ListingTerminated' ? { status: 'ended', holds: state.holds } : state;
  const common = commonOf(state);
  switch (type) {
    case 'TradeDecided':
      return { ...state, decided: { decision: data.decision, reserve: data.reserve } };
    case 'ListingAnnounced': {
      const { announcementNo, announcedOn, opensOn, closesOn } = data;
      return { ...common, status: 'announced', announcementNo, announcedOn, opensOn, closesOn, suspendedOn: null, supplements: [] };
    }
    case 'NoticeSupplemented':
      return state.status === 'announced' ? { ...state, opensOn: data.opensOn, closesOn: data.closesOn, supplements: [...state.supplements, data.supplementNo] } : state;
    case 'ListingOpened':
      if (state.status !== 'announced') return state;
      return { ...common, status: 'open', announcementNo: state.announcementNo, announcedOn: state.announcedOn, openedOn: data.openedOn, closesOn: state.closesOn, suspendedOn: null, frozen: [], supplements: state.supplements };
    case 'ListingSold':
      return {
        ...ended(common, { resultId: data.resultId, round: data.round, outcome: saleOf(data.winner.uscc, data.priceFen, data.closedOn) }, data),
        status: 'sold', winner: data.winner, depositFen: data.depositFen, defaulted: false,
      };
    case 'ListingFailed':
      return { ...ended(common, { resultId: data.resultId, round: data.round, outcome: failureOf(data.closedOn) }, data), status: 'failed', mayRelist: data.mayRelist };
    case 'ListingSuspended':
      return state.status === 'announced' || state.status === 'open' ? { ...state, suspendedOn: data.suspendedOn } : state;
    case 'ListingResumed':
      if (state.status === 'announced') return { ...state, suspendedOn: null, closesOn: data.closesOn };
      if (state.status !== 'open' || state.suspendedOn === null) return state;
      return { ...state, suspendedOn: null, closesOn: data.closesOn, frozen: [...state.frozen, { from: state.suspendedOn, to: data.resumedOn }] };
    case 'ListingTerminated': {
      const { round, refundBy } = data;
      const stopped = refundBy === undefined || !('announcedOn' in state) ? common : { ...common, duties: [...common.duties, { ...NO_DUTY, round, refundBy, closedOn: state.announcedOn, ...openOf(data) }] };
      return data.by === 'platform' ? { ...stopped, status: 'stopped', mayRelist: data.mayRelist } : { ...stopped, status: 'closed' };
    }
    case 'ResultVoided':
      return { ...common, status: 'voided' };
    case 'WinnerDefaulted':
      return state.status === 'sold' ? { ...state, defaulted: true } : state;
    case 'DepositsRefunded':
      return withDuty(state, data.round, { refunded: true });
    case 'RefundsOverdue':
      return withDuty(state, data.round, { refundOverdue: true });
    case 'ResultPublished':
      return withDuty(state, data.round, { published: true });
    case 'ResultUnpublished':
      return withDuty(state, data.round, { publicationOverdue: true });
  }
}

const NO_DUTY = { refunded: false, refundOverdue: false, publishes: false, publishBy: null, published: false, publicationOverdue: false } as const;

const commonOf = ({ subject, round, deal, notice, approvedFen, decided, results, duties, holds }: Ordered): Common & Held =>
  ({ subject, round, deal, notice, approvedFen, decided, results, duties, holds });

const ended = (common: Common & Held, result: Result, data: Duties & Readonly<{ closedOn: Day }>) =>
  ({ ...common, results: [...common.results, result], duties: [...common.duties, { ...NO_DUTY, round: result.round, publishes: true, refundBy: data.refundBy, publishBy: data.publishBy, closedOn: data.closedOn, ...openOf(data) }] });

const withDuty = (state: Ordered, round: number, change: Partial<Duty>): Ordered => ({ ...state, duties: state.duties.map((duty) => (duty.round === round ? { ...duty, ...change } : duty)) });
