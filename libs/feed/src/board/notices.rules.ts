/** Which fact begins a notice, and which one changes it. Pure. */
import type { LandEvent, Subject } from '#land';
import type { CivilDate } from '#policy';
import type { Before } from './board-facts.js';
import type { Notice, NoticeKind, NoticeState } from './notice.js';

type FactOf<F extends BoardFact> = Extract<LandEvent, { type: F }>;
export type BoardEvent = FactOf<BoardFact>;

/** What a notice says besides what it repeats of its entry. */
type Said = Partial<Notice> & Readonly<{ state: NoticeState; publishedOn: string }>;

/** The facts that begin a notice. */
export const BEGINNINGS = [
  'ListingAnnounced',
  'ResultPublished',
  'DealPublished',
  'DistributionPublished',
  'RightRegistered',
] as const satisfies readonly LandEvent['type'][];
type Beginning = (typeof BEGINNINGS)[number];
const CHANGES = [
  'NoticeSupplemented',
  'ListingOpened',
  'ListingSuspended',
  'ListingResumed',
  'ListingSold',
  'ListingFailed',
  'ListingTerminated',
  'ResultVoided',
  'WinnerDefaulted',
  'DealObjected',
  'DealConfirmed',
  'DealClosed',
  'PublicationPassed',
  'DistributionReopened',
  'DistributionCancelled',
] as const satisfies readonly LandEvent['type'][];
export type BoardFact = Beginning | (typeof CHANGES)[number];
export const BOARD_FACTS: readonly BoardFact[] = [...BEGINNINGS, ...CHANGES];

/** Objections to a notice: only how many there are is anybody's to read. */
export const OBJECTION_FACTS = ['ObjectionReceived', 'ObjectionAnswered'] as const;
export type ObjectionToNotice = Extract<LandEvent, { type: (typeof OBJECTION_FACTS)[number] }>;
export const isObjection = (event: BoardEvent | ObjectionToNotice): event is ObjectionToNotice =>
  (OBJECTION_FACTS as readonly string[]).includes(event.type);

/** How many objections a notice has after this one came or was answered. */
export const counted = ({ objections }: Notice, { type }: ObjectionToNotice): Pick<Notice, 'objections'> => {
  const { received, open } = objections ?? { received: 0, open: 0 };
  return {
    objections:
      type === 'ObjectionReceived'
        ? { received: received + 1, open: open + 1 }
        : { received, open: open - 1 },
  };
};

export const begins = (type: LandEvent['type']): type is Beginning =>
  (BEGINNINGS as readonly string[]).includes(type);

const KIND_OF: Readonly<Record<BoardFact, NoticeKind>> = {
  ListingAnnounced: 'listing',
  NoticeSupplemented: 'listing',
  ListingOpened: 'listing',
  ListingSuspended: 'listing',
  ListingResumed: 'listing',
  ListingSold: 'listing',
  ListingFailed: 'listing',
  ListingTerminated: 'listing',
  ResultPublished: 'result',
  ResultVoided: 'result',
  WinnerDefaulted: 'result',
  DealPublished: 'deal',
  DealObjected: 'deal',
  DealConfirmed: 'deal',
  DealClosed: 'deal',
  DistributionPublished: 'distribution',
  PublicationPassed: 'distribution',
  DistributionReopened: 'distribution',
  DistributionCancelled: 'distribution',
  RightRegistered: 'registration',
};

export const kindOf = ({ type }: BoardEvent): NoticeKind => KIND_OF[type];

/** Which notice a fact is about: the first of its kind, or that of its round. */
export function noticeIdOf(event: BoardEvent): string {
  const { subject } = event.data as Readonly<{ subject: Subject }>;
  return `${subject.entry}.${kindOf(event)}.${roundOf(event)}`;
}

function roundOf({ type, data }: BoardEvent): number {
  // It says the round that begins; the plan which it ends is of the one before.
  if (type === 'DistributionReopened') return data.round - 1;
  const isCounted = KIND_OF[type] !== 'deal' && KIND_OF[type] !== 'registration';
  return isCounted ? (data as Readonly<{ round: number }>).round : 1;
}

/** What a notice begins with; undefined where there is nothing to tell, as of a round that failed. */
export function beginning(event: BoardEvent, before: Before): Said | undefined {
  switch (event.type) {
    case 'ListingAnnounced': {
      const { announcementNo, url, opensOn, closesOn, startFen, depositFen, incrementFen, announcedOn } =
        event.data;
      const terms = { announcementNo, url, opensOn, closesOn, startFen, depositFen, incrementFen };
      return { state: 'announced', publishedOn: announcedOn, ...terms };
    }
    case 'ResultPublished': {
      const { round, publishedOn, url } = event.data;
      const sale = before.sales.find((one) => one.round === round);
      return sale && { state: 'published', publishedOn, url, winner: sale.winner, priceFen: sale.priceFen };
    }
    case 'DealPublished': {
      const { buyer, priceFen, publishedOn, publicUntil } = event.data;
      return { state: 'running', publishedOn, publicUntil, winner: buyer, priceFen };
    }
    case 'DistributionPublished': {
      const { round, publishedOn, publicUntil } = event.data;
      const lines = before.plans.find((one) => one.round === round)?.lines;
      return { state: 'running', publishedOn, publicUntil, ...(lines ? { lines } : {}) };
    }
    case 'RightRegistered':
      return { state: 'registered', publishedOn: event.data.registeredOn, unitNo: event.data.unitNo };
    default:
      return undefined;
  }
}

const STATE_AFTER: Readonly<Partial<Record<BoardFact, NoticeState>>> = {
  ListingOpened: 'open',
  ListingSuspended: 'suspended',
  ListingSold: 'closed',
  ListingFailed: 'failed',
  ResultVoided: 'voided',
  WinnerDefaulted: 'defaulted',
  DealObjected: 'stopped',
  DealConfirmed: 'passed',
  DealClosed: 'stopped',
  PublicationPassed: 'passed',
  DistributionReopened: 'reopened',
  DistributionCancelled: 'stopped',
};

const RUNNING: readonly NoticeState[] = ['announced', 'open', 'suspended', 'running'];

/** Whether anybody may object to a notice on that day: while it runs, its last day included. */
export const mayObject = ({ state, publicUntil }: Notice, today: CivilDate): boolean =>
  RUNNING.includes(state) && (!publicUntil || today <= publicUntil);

/** States in which a trade has come to its end. */
const TRADED: readonly NoticeState[] = ['closed', 'failed'];

/** What a later fact changes in a notice. */
export function change(notice: Notice, event: BoardEvent): Partial<Notice> {
  switch (event.type) {
    case 'NoticeSupplemented':
      return { opensOn: event.data.opensOn, closesOn: event.data.closesOn, url: event.data.url };
    case 'ListingOpened':
      return { state: 'open', opensOn: event.data.openedOn };
    case 'ListingResumed':
      return { state: 'open', closesOn: event.data.closesOn };
    case 'ListingTerminated':
      // A trade that is over has its result; that the entry ended afterwards is not said of it.
      return TRADED.includes(notice.state) ? {} : { state: 'terminated' };
    case 'DealClosed':
      // A deal that was confirmed has been public to its end; what ends it later is no matter of the notice.
      return notice.state === 'running' ? { state: 'stopped' } : {};
    default:
      return { state: STATE_AFTER[event.type] ?? notice.state };
  }
}
