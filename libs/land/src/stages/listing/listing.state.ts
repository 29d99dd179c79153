import { normalNo } from '#policy';
import { openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { evolveHolds } from '../../shared/holds.rules.js';
import { dossierOf } from '../../shared/dossier.js';
import type { ReportedDossier } from '../../shared/dossier.js';
import type { Burden, DealTerms, Day, FenText, Party, Subject } from '../../shared/terms.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Duties, ListingEvent, StopCause, TradeDecision, VoidCause } from './listing.events.js';

/**
 * `suspension`: why it stands still, or last stood still; `resumedTo`: the closing day that the last
 * resumption gave.
 */
type Announced = Readonly<{
  announcementNo: string;
  closesOn: Day;
  suspendedOn: Day | null;
  suspension?: Stopped;
  resumedTo?: Day;
  announcedOn: Day;
}>;
type Stopped = Readonly<{ reason: string; cause: StopCause | 'procedure'; documentNo?: string }>;

/**
 * Where a round stands. `failed` and `stopped` are the ends after which another round may come; `sold`,
 * `voided` and `closed` are for good.
 */
type Stage =
  | Readonly<{ status: 'ordered' }>
  | (Announced & Readonly<{ status: 'announced'; opensOn: Day }>)
  | (Announced & Readonly<{ status: 'open'; openedOn: Day; frozen: readonly Frozen[] }>)
  | Readonly<{ status: 'failed'; mayRelist: boolean }>
  | Readonly<{ status: 'stopped'; mayRelist: boolean; stopped: Stopped }>
  | Readonly<{ status: 'sold'; winner: Party; depositFen: FenText; defaulted: boolean }>
  | Readonly<{ status: 'voided'; voidance: Voidance }>
  | Readonly<{ status: 'closed' }>;

export type Frozen = Readonly<{ from: Day; to: Day }>;
type Voidance = Readonly<{ cause: VoidCause; reason: string; documentNo: string }>;
/** What the platform reported, to know it again. */
export type Result = Readonly<{ resultId: string; round: number; outcome: string; report: Report }>;
type Announcement = Readonly<{
  announcementNo: string;
  announcedOn: Day;
  opensOn: Day;
  closesOn: Day;
  url: string;
}>;
type Supplement = Readonly<{
  supplementNo: string;
  publishedOn: Day;
  opensOn: Day;
  closesOn: Day;
  reason: string;
  url: string;
}>;
/** What the collective resolved for the round; the reserve stays sealed. */
export type Decided = Readonly<{ decision: TradeDecision; reserve: string | null }>;
/**
 * What the platform owes after a round; a day that is open is null; it need not publish a round that was
 * stopped.
 */
export type Duty = Readonly<{
  round: number;
  refundBy: Day | null;
  refunded: boolean;
  refundOverdue: boolean;
  publishes: boolean;
  publishBy: Day | null;
  published: boolean;
  publicationOverdue: boolean;
  closedOn: Day;
  refund?: Report;
  publication?: Report;
}> &
  MayBeOpen;

type Common = Readonly<{
  subject: Subject;
  round: number;
  deal: DealTerms;
  dossier: ReportedDossier;
  /** Starting price of the first round: what the government approved. */
  approvedFen: FenText;
  decided: Decided | null;
  /** Every result that was taken, in order, so that a redelivered one is recognised even rounds later. */
  results: readonly Result[];
  /** Every notice of every round, in the platform's words. */
  announcements: readonly Announcement[];
  supplements: readonly Supplement[];
  duties: readonly Duty[];
}>;

type Held = Readonly<{ holds: readonly Burden[] }>;
/** `ended`: the entry ended before a listing was ordered; one that is ordered late begins nothing. */
export type Listing = Held &
  (Readonly<{ status: 'none' }> | Readonly<{ status: 'ended' }> | (Stage & Common));
/** What can be asked of a listing once it was ordered. */
export type Ordered = Extract<Listing, Common>;

export const saleOf = (uscc: string, priceFen: FenText, closedOn: Day) =>
  `sold ${normalNo(uscc)} ${priceFen} ${closedOn}`;
export const failureOf = (closedOn: Day) => `failed ${closedOn}`;

type Told = Readonly<{ bids?: unknown; bidders?: number; disqualified?: readonly string[] }>;
export const saleReport = ({
  winner,
  priceFen,
  closedOn,
  bids,
  bidders,
  disqualified,
}: Told & Readonly<{ winner: Party; priceFen: FenText; closedOn: Day }>): Report => ({
  outcome: 'sold',
  winner,
  priceFen,
  closedOn,
  bids,
  bidders,
  disqualified,
});
export const failureReport = ({
  reason,
  closedOn,
  bids,
  bidders,
  disqualified,
}: Told & Readonly<{ reason: string; closedOn: Day }>): Report => ({
  outcome: 'failed',
  reason,
  closedOn,
  bids,
  bidders,
  disqualified,
});

export function evolve(state: Listing, event: ListingEvent): Listing {
  if (event.type === 'ListingHeld' || event.type === 'ListingHoldLifted')
    return { ...state, holds: evolveHolds(state.holds, event) };
  return stageAfter(state, event);
}

function stageAfter(
  state: Listing,
  { type, data }: Exclude<ListingEvent, { type: 'ListingHeld' | 'ListingHoldLifted' }>,
): Listing {
  if (type === 'ListingOrdered') {
    const { subject, round, deal } = data;
    const none = {
      approvedFen: deal.priceFen,
      results: [],
      announcements: [],
      supplements: [],
      duties: [],
      holds: state.holds,
    };
    const before = state.status === 'none' || state.status === 'ended' ? none : commonOf(state);
    return {
      ...before,
      status: 'ordered',
      subject,
      round,
      deal,
      dossier: dossierOf(data),
      decided: null,
    };
  }
  if (state.status === 'none' || state.status === 'ended')
    return type === 'ListingTerminated' ? { status: 'ended', holds: state.holds } : state;
  const common = commonOf(state);
  switch (type) {
    case 'TradeDecided':
      return { ...state, decided: { decision: data.decision, reserve: data.reserve } };
    case 'ListingAnnounced': {
      const { announcementNo, announcedOn, opensOn, closesOn, url } = data;
      const announcements = [
        ...common.announcements,
        { announcementNo, announcedOn, opensOn, closesOn, url },
      ];
      return {
        ...common,
        announcements,
        status: 'announced',
        announcementNo,
        announcedOn,
        opensOn,
        closesOn,
        suspendedOn: null,
      };
    }
    case 'NoticeSupplemented':
      return state.status === 'announced'
        ? {
            ...state,
            opensOn: data.opensOn,
            closesOn: data.closesOn,
            supplements: [...state.supplements, supplementOf(data)],
          }
        : state;
    case 'ListingOpened':
      if (state.status !== 'announced') return state;
      return {
        ...common,
        status: 'open',
        announcementNo: state.announcementNo,
        announcedOn: state.announcedOn,
        openedOn: data.openedOn,
        closesOn: state.closesOn,
        suspendedOn: null,
        frozen: [],
        ...(state.resumedTo === undefined
          ? {}
          : { resumedTo: state.resumedTo, suspension: state.suspension }),
      };
    case 'ListingSold':
      return {
        ...ended(
          common,
          {
            resultId: data.resultId,
            round: data.round,
            outcome: saleOf(data.winner.uscc, data.priceFen, data.closedOn),
            report: saleReport(data),
          },
          data,
        ),
        status: 'sold',
        winner: data.winner,
        depositFen: data.depositFen,
        defaulted: false,
      };
    case 'ListingFailed':
      return {
        ...ended(
          common,
          {
            resultId: data.resultId,
            round: data.round,
            outcome: failureOf(data.closedOn),
            report: failureReport(data),
          },
          data,
        ),
        status: 'failed',
        mayRelist: data.mayRelist,
      };
    case 'ListingSuspended':
      return state.status === 'announced' || state.status === 'open'
        ? { ...state, suspendedOn: data.suspendedOn, suspension: { reason: data.reason, cause: data.cause } }
        : state;
    case 'ListingResumed':
      if (state.status === 'announced')
        return { ...state, suspendedOn: null, closesOn: data.closesOn, resumedTo: data.closesOn };
      if (state.status !== 'open' || state.suspendedOn === null) return state;
      return {
        ...state,
        suspendedOn: null,
        closesOn: data.closesOn,
        resumedTo: data.closesOn,
        frozen: [...state.frozen, { from: state.suspendedOn, to: data.resumedOn }],
      };
    case 'ListingTerminated': {
      const { round, refundBy } = data;
      const stopped =
        refundBy === undefined || !('announcedOn' in state)
          ? common
          : {
              ...common,
              duties: [
                ...common.duties,
                { ...NO_DUTY, round, refundBy, closedOn: state.announcedOn, ...openOf(data) },
              ],
            };
      return data.by === 'platform'
        ? {
            ...stopped,
            status: 'stopped',
            mayRelist: data.mayRelist,
            stopped: { reason: data.reason, cause: data.cause, documentNo: data.documentNo },
          }
        : { ...stopped, status: 'closed' };
    }
    case 'ResultVoided':
      return {
        ...common,
        status: 'voided',
        voidance: { cause: data.cause, reason: data.reason, documentNo: data.documentNo },
      };
    case 'WinnerDefaulted':
      return state.status === 'sold' ? { ...state, defaulted: true } : state;
    case 'DepositsRefunded':
      return withDuty(state, data.round, {
        refunded: true,
        refund: { refundedOn: data.refundedOn, documentNo: data.documentNo },
      });
    case 'RefundsOverdue':
      return withDuty(state, data.round, { refundOverdue: true });
    case 'ResultPublished':
      return withDuty(state, data.round, {
        published: true,
        publication: { publishedOn: data.publishedOn, url: data.url },
      });
    case 'ResultUnpublished':
      return withDuty(state, data.round, { publicationOverdue: true });
  }
}

const NO_DUTY = {
  refunded: false,
  refundOverdue: false,
  publishes: false,
  publishBy: null,
  published: false,
  publicationOverdue: false,
} as const;

const commonOf = ({
  subject,
  round,
  deal,
  dossier,
  approvedFen,
  decided,
  results,
  announcements,
  supplements,
  duties,
  holds,
}: Ordered): Common & Held => ({
  subject,
  round,
  deal,
  dossier,
  approvedFen,
  decided,
  results,
  announcements,
  supplements,
  duties,
  holds,
});

const supplementOf = ({
  supplementNo,
  publishedOn,
  opensOn,
  closesOn,
  reason,
  url,
}: Supplement): Supplement => ({ supplementNo, publishedOn, opensOn, closesOn, reason, url });

const ended = (common: Common & Held, result: Result, data: Duties & Readonly<{ closedOn: Day }>) => ({
  ...common,
  results: [...common.results, result],
  duties: [
    ...common.duties,
    {
      ...NO_DUTY,
      round: result.round,
      publishes: true,
      refundBy: data.refundBy,
      publishBy: data.publishBy,
      closedOn: data.closedOn,
      ...openOf(data),
    },
  ],
});

const withDuty = (state: Ordered, round: number, change: Partial<Duty>): Ordered => ({
  ...state,
  duties: state.duties.map((duty) => (duty.round === round ? { ...duty, ...change } : duty)),
});
