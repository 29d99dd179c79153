import type { Decider } from '#kernel/messages';
import { addDays, civilDate, daysBetween, deposit, fen, mulRate } from '#policy';
import type { Pack, Policies } from '#policy';
import type { Day } from '../terms.js';
import type { AnnounceListing, ListingCommand, Relist, ReportFailure, ReportSale, ResumeListing, TerminateListing } from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import { evolve, failureOf, saleOf } from './listing.state.js';
import type { Listing } from './listing.state.js';

/** What can be asked of a listing once it was ordered. */
type Ordered = Exclude<Listing, { status: 'none' }>;
const NOTHING: readonly ListingEvent[] = [];
const FIRST_ROUND = 1;

/**
 * The public sale of one entry, round after round. The platform runs it and reports; what it reports is held against
 * the periods of 39号令, and a report that comes twice is taken once.
 */
export const listing = (policies: Policies): Decider<Listing, ListingCommand, ListingEvent> => ({
  initial: { status: 'none' },
  keepsPolicy: true,

  decide(command, state): readonly ListingEvent[] {
    const pack = policies.of(command.meta.policy);
    const today = civilDate(command.meta.at);
    if (command.type === 'OrderListing') {
      if (state.status !== 'none') return NOTHING;
      const { subject, deal, earliestNoticeOn } = command.data;
      return [{ type: 'ListingOrdered', data: { subject, round: FIRST_ROUND, deal, depositFen: depositOf(pack, deal.priceFen), earliestNoticeOn } }];
    }
    if (state.status === 'none') {
      // Unwinding asks every part; one that was never begun has nothing to undo.
      if (command.type === 'TerminateListing' && command.data.by === 'procedure') return NOTHING;
      throw refuse('listing.not-ordered');
    }
    const { subject, round } = state;
    switch (command.type) {
      case 'Relist':
        return relist(command, state, pack);
      case 'AnnounceListing':
        return announce(command, state, pack);
      case 'OpenListing':
        // The deadline of an earlier round, or of one that was suspended or ended meanwhile, has nothing to open.
        if (state.status !== 'announced' || state.suspendedOn !== null || command.data.round !== round) return NOTHING;
        if (today < state.opensOn) throw refuse('listing.not-yet', { round, opensOn: state.opensOn });
        return [{ type: 'ListingOpened', data: { subject, round, openedOn: state.opensOn } }];
      case 'ReportSale':
        return sell(command, state, today);
      case 'ReportFailure':
        return fail(command, state, pack, today);
      case 'SuspendListing':
        if (state.status !== 'announced' && state.status !== 'open') throw refuse('listing.not-open', { round });
        return state.suspendedOn === null ? [{ type: 'ListingSuspended', data: { subject, round, reason: command.data.reason, suspendedOn: today } }] : NOTHING;
      case 'ResumeListing':
        return resume(command, state, pack, today);
      case 'TerminateListing':
        return terminate(command, state, pack);
    }
  },

  evolve,
});

const depositOf = (pack: Pack, priceFen: string) => deposit(pack, fen(priceFen)).value.toString();
const relistMax = (pack: Pack) => pack.number('listing.relist-max').value;
/** The first round is no relisting: with a limit of two there are three rounds. */
const mayRelistAfter = (pack: Pack, round: number) => round <= relistMax(pack);

function relist({ data }: Relist, state: Ordered, pack: Pack): readonly ListingEvent[] {
  const { subject, round, earliestNoticeOn } = state;
  if (state.status !== 'failed' && state.status !== 'stopped') throw refuse('listing.not-relistable');
  if (!mayRelistAfter(pack, round)) throw refuse('listing.relist-limit', { rounds: round, max: relistMax(pack) });
  const deal = { ...state.deal, priceFen: data.priceFen ?? state.deal.priceFen };
  // The collective benchmark prices of Jinan are not public, so the approved price stands in for them: a price that fell
  // further than the pack's ratio is another deal than the one that was voted on and approved.
  const ratio = pack.text('listing.price-floor-ratio').value;
  const floor = mulRate(fen(state.approvedFen), ratio);
  if (fen(deal.priceFen) < floor) throw refuse('listing.below-floor', { priceFen: deal.priceFen, floorFen: floor.toString(), ratio });
  return [{ type: 'ListingOrdered', data: { subject, round: round + 1, deal, depositFen: depositOf(pack, deal.priceFen), earliestNoticeOn } }];
}

function announce({ data }: AnnounceListing, state: Ordered, pack: Pack): readonly ListingEvent[] {
  const { subject, round, earliestNoticeOn } = state;
  if (state.status === 'announced' || state.status === 'open') {
    if (state.announcementNo === data.announcementNo) return NOTHING;
    throw refuse('listing.already-announced', { round, announcementNo: state.announcementNo });
  }
  if (state.status !== 'ordered') throw refuse('listing.not-ordered');
  const { announcedOn, opensOn, closesOn } = data;
  if (announcedOn < earliestNoticeOn) throw refuse('listing.notice-too-early', { announcedOn, earliest: earliestNoticeOn });
  const opensEarliest = pack.due('listing.notice', announcedOn);
  if (opensOn < opensEarliest) throw refuse('listing.notice-too-short', { opensOn, earliest: opensEarliest, days: pack.clock('listing.notice').days });
  requirePeriod(pack, closesOn, pack.due('listing.period', opensOn));
  return [{ type: 'ListingAnnounced', data: { subject, round, ...data } }];
}

function requirePeriod(pack: Pack, closesOn: Day, earliest: Day): void {
  if (closesOn < earliest) throw refuse('listing.period-too-short', { closesOn, earliest, days: pack.clock('listing.period').days });
}

function sell({ data }: ReportSale, state: Ordered, today: Day): readonly ListingEvent[] {
  const { resultId, winner, priceFen, closedOn } = data;
  const { subject, round, deal } = state;
  if (isKnownResult(state, resultId, saleOf(winner.uscc, priceFen, closedOn))) return NOTHING;
  requireClosing(state, closedOn, today);
  if (fen(priceFen) < fen(deal.priceFen)) throw refuse('listing.below-start', { priceFen, startFen: deal.priceFen });
  return [{ type: 'ListingSold', data: { subject, round, resultId, winner, priceFen, closedOn, deal } }];
}

function fail({ data }: ReportFailure, state: Ordered, pack: Pack, today: Day): readonly ListingEvent[] {
  const { resultId, reason, closedOn } = data;
  const { subject, round } = state;
  if (isKnownResult(state, resultId, failureOf(closedOn))) return NOTHING;
  requireClosing(state, closedOn, today);
  return [{ type: 'ListingFailed', data: { subject, round, resultId, reason, closedOn, mayRelist: mayRelistAfter(pack, round) } }];
}

/** The same result again is the same fact; another one for a finished round cannot be true beside it. */
function isKnownResult({ status, results }: Ordered, resultId: string, outcome: string): boolean {
  const same = results.find((result) => result.resultId === resultId);
  if (same?.outcome === outcome) return true;
  const against = same ?? (status === 'sold' || status === 'failed' ? results.at(-1) : undefined);
  if (against) throw refuse('listing.result-contradicts', { round: against.round, known: `${against.resultId} ${against.outcome}`, resultId });
  return false;
}

function requireClosing(state: Ordered, closedOn: Day, today: Day): void {
  const { round } = state;
  if ((state.status === 'open' || state.status === 'announced') && state.suspendedOn !== null) throw refuse('listing.suspended', { round });
  if (state.status !== 'open') throw refuse('listing.not-open', { round });
  if (closedOn < state.closesOn || closedOn > today) throw refuse('listing.not-closed', { closesOn: state.closesOn, closedOn, today });
}

/** Suspended days do not count as listing days, and the day that was announced is never brought forward. */
function resume({ data: { closesOn } }: ResumeListing, state: Ordered, pack: Pack, today: Day): readonly ListingEvent[] {
  const { subject, round } = state;
  if ((state.status !== 'announced' && state.status !== 'open') || state.suspendedOn === null) throw refuse('listing.not-suspended');
  const resumed: ListingEvent = { type: 'ListingResumed', data: { subject, round, closesOn, resumedOn: today } };
  if (state.status === 'announced') {
    const opensOn = today < state.opensOn ? state.opensOn : today;
    requirePeriod(pack, closesOn, later(state.closesOn, pack.due('listing.period', opensOn)));
    // Its opening day passed while it stood still: it opens with the resumption.
    return today < state.opensOn ? [resumed] : [resumed, { type: 'ListingOpened', data: { subject, round, openedOn: today } }];
  }
  const lost = [...state.frozen, { from: state.suspendedOn, to: today }].reduce((days, { from, to }) => days + daysBetween(from, to), 0);
  requirePeriod(pack, closesOn, later(state.closesOn, addDays(pack.due('listing.period', state.openedOn), lost)));
  return [resumed];
}

const later = (a: Day, b: Day) => (a < b ? b : a);

function terminate({ data: { reason, by } }: TerminateListing, state: Ordered, pack: Pack): readonly ListingEvent[] {
  const { subject, round } = state;
  const ended = (relistDecisionOpen: boolean): readonly ListingEvent[] => [
    { type: 'ListingTerminated', data: { subject, round, reason, by, relistDecisionOpen, mayRelist: by === 'platform' && mayRelistAfter(pack, round) } },
  ];
  switch (state.status) {
    case 'ordered':
    case 'announced':
    case 'open':
      return ended(false);
    case 'failed':
    case 'stopped':
      // The round is over, but somebody may still be asked whether to list again: the procedure takes that question back.
      return by === 'procedure' && state.mayRelist ? ended(true) : NOTHING;
    case 'sold':
      if (by === 'procedure') return NOTHING;
      throw refuse('listing.sold', { round });
    case 'closed':
      return NOTHING;
  }
}
