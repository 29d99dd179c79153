/** What the platform reports after the close, and what becomes of a result. Pure. */
import type { Given } from '#kernel/messages';
import { fen, sameNo } from '#policy';
import type { PackOn } from '#policy';
import { requireCompany } from '../../shared/company.rules.js';
import { requireUsccs } from '../../shared/party.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction, Report } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import { dutiesOf } from './listing.duties.rules.js';
import type { ListingEvent, Proceedings } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import { failureOf, failureReport, saleOf, saleReport } from './listing.state.js';
import type { Ordered } from './listing.state.js';
import { decidedOf, mayRelistAfter } from './round.rules.js';
import { requireFree } from './standstill.rules.js';
import { requireFailure, requireSale } from './trade.rules.js';
import type { Vault } from './vault.js';

export function sell(
  { data }: Given<ListingCommand, 'ReportSale'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { resultId, winner, priceFen, closedOn } = data;
  const { subject, round, deal } = state;
  requireUsccs(winner.uscc, ...namedIn(data));
  if (isKnownResult(state, resultId, saleOf(winner.uscc, priceFen, closedOn), saleReport(data))) return [];
  requireClosing(state, closedOn, today);
  const decided = decidedOf(state);
  const { startFen, depositFen } = decided.decision;
  if (fen(priceFen) < fen(startFen)) throw refuse('listing.below-start', { priceFen, startFen });
  requireCompany(deal, winner);
  requireSale(pack.on(closedOn), vault, state, decided, data, { winner: winner.uscc, priceFen });
  return [
    {
      type: 'ListingSold',
      data: {
        subject,
        round,
        resultId,
        winner,
        priceFen,
        closedOn,
        deal,
        depositFen,
        ...toldOf(data),
        ...dutiesOf(pack, closedOn),
      },
    },
  ];
}

export function fail(
  { data }: Given<ListingCommand, 'ReportFailure'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { resultId, reason, closedOn } = data;
  const { subject, round } = state;
  requireUsccs(...namedIn(data));
  if (isKnownResult(state, resultId, failureOf(closedOn), failureReport(data))) return [];
  requireClosing(state, closedOn, today);
  requireFailure(pack.on(closedOn), vault, state, decidedOf(state), data);
  return [
    {
      type: 'ListingFailed',
      data: {
        subject,
        round,
        resultId,
        reason,
        closedOn,
        mayRelist: mayRelistAfter(pack, round),
        ...toldOf(data),
        ...dutiesOf(pack, closedOn),
      },
    },
  ];
}

/** The same result again is the same fact; another one for a finished round cannot be true beside it. */
function isKnownResult(
  { status, results }: Ordered,
  resultId: string,
  outcome: string,
  report: Report,
): boolean {
  const same = results.find((result) => sameNo(result.resultId, resultId));
  const against =
    same ?? (status === 'sold' || status === 'voided' || status === 'failed' ? results.at(-1) : undefined);
  if (against) {
    const { round } = against;
    const contradiction = (found: Contradiction) =>
      refuse('listing.result-contradicts', {
        round,
        known: `${against.resultId} ${against.outcome}`,
        resultId,
        told: `${resultId} ${outcome}`,
        ...found,
      });
    return isRepeat(
      ['结果', 'The result'],
      { resultId: against.resultId, ...against.report },
      { resultId, ...report },
      contradiction,
    );
  }
  return false;
}

function requireClosing(state: Ordered, closedOn: Day, today: Day): void {
  const { round } = state;
  if ((state.status === 'open' || state.status === 'announced') && state.holds.length > 0) requireFree(state);
  if ((state.status === 'open' || state.status === 'announced') && state.suspendedOn !== null)
    throw refuse('listing.suspended', { round });
  if (state.status === 'stopped') throw refuse('listing.stopped', { round });
  // A day that is still to come is wrong, whatever else is missing.
  const early = (state.status === 'ordered' || state.status === 'announced') && closedOn <= today;
  if (state.status !== 'open') throw refuse('listing.not-open', { round, ...(early ? { early } : {}) });
  if (closedOn < state.closesOn || closedOn > today)
    throw refuse('listing.not-closed', { closesOn: state.closesOn, closedOn, today });
}

const namedIn = ({ bids = [], disqualified = [] }: Proceedings): readonly string[] => [
  ...bids.map(({ bidder }) => bidder),
  ...disqualified,
];

const toldOf = ({ bids, bidders, disqualified }: Proceedings): Proceedings => ({
  ...(bids ? { bids } : {}),
  ...(bidders === undefined ? {} : { bidders }),
  ...(disqualified ? { disqualified } : {}),
});

/**
 * The winner's deposit is lost, whatever became of the contract; others' damages are for the court (39号令 Art.
 * 25).
 */
export function voidResult(
  { data: { cause, reason, documentNo } }: Given<ListingCommand, 'VoidResult'>,
  state: Ordered,
  today: Day,
): readonly ListingEvent[] {
  if (
    state.status === 'voided' &&
    isRepeat(['成交无效', 'The voidance'], state.voidance, { cause, reason, documentNo })
  )
    return [];
  if (state.status !== 'sold') throw refuse('listing.not-sold');
  const { subject, round, winner, depositFen } = state;
  return [
    {
      type: 'ResultVoided',
      data: { subject, round, winner, cause, reason, documentNo, forfeitFen: depositFen, voidedOn: today },
    },
  ];
}

/** Who won and does not sign or pay loses the deposit. */
export function recordDefault(
  { data: { reason } }: Given<ListingCommand, 'RecordDefault'>,
  state: Ordered,
  today: Day,
): readonly ListingEvent[] {
  if (state.status !== 'sold' || state.defaulted) return [];
  const { subject, round, winner, depositFen: forfeitFen } = state;
  return [
    { type: 'WinnerDefaulted', data: { subject, round, winner, reason, forfeitFen, defaultedOn: today } },
  ];
}
