/** How a round begins: ordered, resolved by the collective, and after a failure perhaps once more. Pure. */
import type { Given } from '#kernel/messages';
import { deposit, fen } from '#policy';
import type { PackOn } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import { dossierOf } from '../../shared/dossier.js';
import type { Day } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Decided, Ordered } from './listing.state.js';
import { requireFree } from './standstill.rules.js';
import { requireDecision, requireFloors, requireRelistFloor, reserveContext } from './trade.rules.js';
import type { Vault } from './vault.js';

const FIRST_ROUND = 1;

/** The first round, as soon as the procedure wants one. */
export function order(
  { data }: Given<ListingCommand, 'OrderListing'>,
  pack: PackOn,
): readonly ListingEvent[] {
  const { subject, deal } = data;
  const depositFen = depositOf(pack, deal.priceFen);
  return [
    {
      type: 'ListingOrdered',
      data: { subject, round: FIRST_ROUND, deal, depositFen, ...dossierOf(data) },
    },
  ];
}

const depositOf = (pack: PackOn, priceFen: string) => deposit(pack, fen(priceFen)).value.toString();

export function decideTrade(
  { data }: Given<ListingCommand, 'DecideTrade'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { reserveFen, round: asked, ...decision } = data;
  const { subject, round, decided } = state;
  requireRound(asked, round);
  const sealed = () =>
    reserveFen === undefined ? null : vault.seal(reserveFen, reserveContext(subject.entry, round));
  if (decided) {
    const contradiction = (found: Contradiction) =>
      refuse('listing.already-decided', { round, documentNo: decided.decision.documentNo, ...found });
    isRepeat(
      ['交易决定', 'The trade decision'],
      { ...decided.decision, reserveFen: decided.reserve },
      { ...decision, reserveFen: sealed() },
      contradiction,
    );
    return [];
  }
  if (state.status !== 'ordered') throw refuse('listing.not-decidable', { round });
  requireDecision(pack, state, decision, reserveFen, today);
  return [{ type: 'TradeDecided', data: { subject, round, decision, reserve: sealed() } }];
}

export function decidedOf({ decided, round }: Ordered): Decided {
  if (!decided) throw refuse('listing.not-decided', { round });
  return decided;
}

export function relist(
  { data }: Given<ListingCommand, 'Relist'>,
  state: Ordered,
  pack: PackOn,
): readonly ListingEvent[] {
  const { subject, round, dossier } = state;
  requireRound(data.round, round);
  if (state.status !== 'failed' && state.status !== 'stopped') throw refuse('listing.not-relistable');
  if (!mayRelistAfter(pack, round))
    throw refuse('listing.relist-limit', { rounds: round, max: relistMax(pack) });
  requireFree(state);
  const deal = { ...state.deal, priceFen: data.priceFen ?? state.deal.priceFen };
  requireRelistFloor(pack, state.approvedFen, deal.priceFen);
  requireFloors(pack, deal, subject.district, deal.priceFen);
  return [
    {
      type: 'ListingOrdered',
      data: { subject, round: round + 1, deal, depositFen: depositOf(pack, deal.priceFen), ...dossier },
    },
  ];
}

const relistMax = (pack: PackOn) => pack.number('listing.relist-max').value;

/** The first round is no relisting: with a limit of two there are three rounds. */
export const mayRelistAfter = (pack: PackOn, round: number) => round <= relistMax(pack);
