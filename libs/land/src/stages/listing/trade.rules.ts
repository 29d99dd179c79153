/**
 * What the collective may resolve before the notice, and what a reported result must agree with after the
 * close. Pure.
 */
import {
  NOTHING,
  checkDeposit,
  closing,
  fen,
  formatYuan,
  isBlank,
  mulRate,
  presentAt,
  sameNo,
} from '#policy';
import type { Closing, PackOn, Trade } from '#policy';
import { benchmarkFloor, minimumPrice } from '../../shared/benchmark.rules.js';
import type { Day, DealTerms, FenText } from '../../shared/terms.js';
import type { Proceedings, TradeDecision } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Decided, Ordered } from './listing.state.js';
import type { Vault } from './vault.js';

/** A reserve is sealed for its round: the same text does not open in another one. */
export const reserveContext = (entry: string, round: number) => `reserve ${entry} ${round}`;

/** What a start must reach, whatever the collective resolves: benchmark and least price of the use. */
export function requireFloors(pack: PackOn, deal: DealTerms, district: string, startFen: FenText): void {
  // 70 % of the 级别基准地价, where the deal names one (国土资发〔2010〕34号).
  const floor = benchmarkFloor(deal, district, pack);
  if (floor && fen(startFen) < floor.value)
    throw refuse('listing.below-benchmark', {
      startFen,
      floorFen: floor.value.toString(),
      ratio: floor.inputs.ratio,
      documentNo: floor.inputs.documentNo,
      formula: floor.formula,
      rule: floor.rule,
    });
  const least = minimumPrice(deal, district, pack);
  if (least && fen(startFen) < least.value)
    throw refuse('listing.below-minimum', {
      startFen,
      floorFen: least.value.toString(),
      formula: least.formula,
      rule: least.rule,
    });
}

/**
 * The approved price falls in later rounds no further than the pack allows: below that it is another deal
 * than the one that was voted on.
 */
export function requireRelistFloor(pack: PackOn, approvedFen: FenText, priceFen: FenText): void {
  const ratio = pack.text('listing.relist-floor-ratio').value;
  const floor = mulRate(fen(approvedFen), ratio);
  if (fen(priceFen) < floor)
    throw refuse('listing.below-floor', { priceFen, floorFen: floor.toString(), ratio });
}

/** @throws Rejected for a decision that the law or the approved scheme does not allow (39号令 Art. 10). */
export function requireDecision(
  pack: PackOn,
  { deal, subject: { district } }: Pick<Ordered, 'deal' | 'subject'>,
  decision: TradeDecision,
  reserveFen: FenText | undefined,
  today: Day,
): void {
  const { startFen, depositFen, incrementFen, criterion, heldOn, documentNo } = decision;
  if (isBlank(documentNo)) throw refuse('listing.decision-unnumbered');
  if (heldOn > today) throw refuse('listing.date-in-future', { day: heldOn, today });
  if (fen(startFen) < fen(deal.priceFen))
    throw refuse('listing.start-below-approved', { startFen, approvedFen: deal.priceFen });
  requireFloors(pack, deal, district, startFen);
  checkDeposit(pack, fen(startFen), fen(depositFen));
  if (deal.method !== 'tender' && fen(incrementFen) <= NOTHING) throw refuse('listing.increment-missing');
  if (criterion === 'score' && deal.method !== 'tender') throw refuse('listing.criterion-not-tender');
  // The amounts stay out of this refusal: it is answered and may be kept.
  if (reserveFen !== undefined && fen(reserveFen) < fen(startFen))
    throw refuse('listing.reserve-below-start');
}

type Reported = Readonly<{ winner: string; priceFen: FenText }>;

function closed(
  pack: PackOn,
  vault: Vault,
  { subject, round, deal }: Ordered,
  { decision, reserve }: Decided,
  proceedings: Proceedings,
  reported: Reported | undefined,
): Closing {
  const { bids: told, bidders, disqualified } = proceedings;
  const method = deal.method as Trade['method'];
  if (method !== 'listing' && told === undefined && bidders === undefined)
    throw refuse('listing.bidders-missing');
  const bids = told?.map(({ sequence, bidder, amountFen, phase }) => ({
    sequence,
    bidder,
    amountFen: fen(amountFen),
    ...(phase ? { phase } : {}),
  }));
  const sole = reported ? [{ sequence: 1, bidder: reported.winner, amountFen: fen(reported.priceFen) }] : [];
  // 综合评价: not the price decides, so of the tenders only the winner's own is looked at, and how many there
  // were.
  const byScore = decision.criterion === 'score' && reported !== undefined;
  const present =
    bids === undefined
      ? bidders
      : presentAt({
          bids,
          ...(bidders === undefined ? {} : { bidders }),
          ...(disqualified ? { disqualified } : {}),
        });
  return closing(pack, {
    method,
    startFen: fen(decision.startFen),
    incrementFen: fen(decision.incrementFen),
    ...(reserve === null
      ? {}
      : { reserveFen: fen(vault.open(reserve, reserveContext(subject.entry, round))) }),
    ...(present === undefined ? {} : { bidders: present }),
    ...(disqualified ? { disqualified } : {}),
    bids:
      bids === undefined
        ? sole
        : byScore
          ? bids.filter(({ bidder }) => sameNo(bidder, reported.winner))
          : bids,
  }).value;
}

/**
 * @throws Rejected `listing.result-refuted`: by the bids, or by price and reserve alone, somebody else or
 * nobody won.
 */
export function requireSale(
  pack: PackOn,
  vault: Vault,
  state: Ordered,
  decided: Decided,
  proceedings: Proceedings,
  reported: Reported,
): void {
  const { outcome, reason, winner, priceFen } = closed(pack, vault, state, decided, proceedings, reported);
  if (outcome === 'unsold') {
    const [why, whyEn] = UNSOLD[reason!];
    throw refuse('listing.result-refuted', {
      winner: reported.winner,
      priceFen: reported.priceFen,
      why: `${why}，应为未成交`,
      whyEn: `${whyEn}, so nobody won`,
    });
  }
  if (!sameNo(winner, reported.winner) || priceFen !== fen(reported.priceFen)) {
    const price = formatYuan(priceFen!);
    throw refuse('listing.result-refuted', {
      winner: reported.winner,
      priceFen: reported.priceFen,
      why: `按报价应由${winner}以${price}元竞得`,
      whyEn: `by the bids ${winner} won at ${price} yuan`,
    });
  }
}

/** @throws Rejected `listing.failure-refuted` where the bids that were reported with it have a winner. */
export function requireFailure(
  pack: PackOn,
  vault: Vault,
  state: Ordered,
  decided: Decided,
  proceedings: Proceedings,
): void {
  // Without its bids a failure is the platform's word; and by score it takes the judges to say that nobody
  // was fit.
  if (proceedings.bids === undefined || decided.decision.criterion === 'score') return;
  const { outcome, winner, priceFen } = closed(pack, vault, state, decided, proceedings, undefined);
  if (outcome === 'sold') throw refuse('listing.failure-refuted', { winner, priceFen: priceFen!.toString() });
}

const UNSOLD = {
  'no-bid': ['没有有效报价', 'there is no effective bid'],
  'below-reserve': ['最高报价低于底价', 'the highest bid is below the reserve'],
  'too-few-bidders': ['竞买人不足', 'there were too few bidders'],
} as const;
