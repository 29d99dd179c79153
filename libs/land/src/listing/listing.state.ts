import type { DealTerms, Day, FenText, Subject } from '../terms.js';
import type { ListingEvent } from './listing.events.js';

/** Where a round stands. `failed` and `stopped` are the ends after which another round may come; `sold` and `closed` are for good. */
type Stage =
  | Readonly<{ status: 'ordered' }>
  | Readonly<{ status: 'announced'; announcementNo: string; opensOn: Day; closesOn: Day; suspendedOn: Day | null }>
  | Readonly<{ status: 'open'; announcementNo: string; openedOn: Day; closesOn: Day; suspendedOn: Day | null; frozen: readonly Frozen[] }>
  | Readonly<{ status: 'failed' | 'stopped'; mayRelist: boolean }>
  | Readonly<{ status: 'sold' | 'closed' }>;

export type Frozen = Readonly<{ from: Day; to: Day }>;

export type Result = Readonly<{ resultId: string; round: number; outcome: string }>;

export type Listing =
  | Readonly<{ status: 'none' }>
  /** The entry ended before anything was ordered: an order that comes late begins nothing. */
  | Readonly<{ status: 'never' }>
  | (Stage &
      Readonly<{
        subject: Subject;
        round: number;
        deal: DealTerms;
        earliestNoticeOn: Day;
        /** Starting price of the first round: what the government approved. */
        approvedFen: FenText;
        /** Every result that was taken, in order, so that a redelivered one is recognised even rounds later. */
        results: readonly Result[];
      }>);

export const saleOf = (uscc: string, priceFen: FenText, closedOn: Day) => `sold ${uscc} ${priceFen} ${closedOn}`;
export const failureOf = (closedOn: Day) => `failed ${closedOn}`;

export function evolve(state: Listing, { type, data }: ListingEvent): Listing {
  if (type === 'ListingOrdered') {
    const before = state.status === 'none' || state.status === 'never' ? { approvedFen: data.deal.priceFen, results: [] } : { approvedFen: state.approvedFen, results: state.results };
    return { ...before, status: 'ordered', subject: data.subject, round: data.round, deal: data.deal, earliestNoticeOn: data.earliestNoticeOn };
  }
  if (state.status === 'none') return type === 'ListingTerminated' ? { status: 'never' } : state;
  if (state.status === 'never') return state;
  const { subject, round, deal, earliestNoticeOn, approvedFen, results } = state;
  const common = { subject, round, deal, earliestNoticeOn, approvedFen, results };
  switch (type) {
    case 'ListingAnnounced':
      return { ...common, status: 'announced', announcementNo: data.announcementNo, opensOn: data.opensOn, closesOn: data.closesOn, suspendedOn: null };
    case 'ListingOpened':
      return state.status === 'announced' ? { ...common, status: 'open', announcementNo: state.announcementNo, openedOn: data.openedOn, closesOn: state.closesOn, suspendedOn: null, frozen: [] } : state;
    case 'ListingSold':
      return { ...common, status: 'sold', results: [...results, { resultId: data.resultId, round, outcome: saleOf(data.winner.uscc, data.priceFen, data.closedOn) }] };
    case 'ListingFailed':
      return { ...common, status: 'failed', mayRelist: data.mayRelist, results: [...results, { resultId: data.resultId, round, outcome: failureOf(data.closedOn) }] };
    case 'ListingSuspended':
      return state.status === 'announced' || state.status === 'open' ? { ...state, suspendedOn: data.suspendedOn } : state;
    case 'ListingResumed':
      if (state.status === 'announced') return { ...state, suspendedOn: null, closesOn: data.closesOn };
      if (state.status !== 'open' || state.suspendedOn === null) return state;
      return { ...state, suspendedOn: null, closesOn: data.closesOn, frozen: [...state.frozen, { from: state.suspendedOn, to: data.resumedOn }] };
    case 'ListingTerminated':
      return data.by === 'platform' ? { ...common, status: 'stopped', mayRelist: data.mayRelist } : { ...common, status: 'closed' };
  }
}
