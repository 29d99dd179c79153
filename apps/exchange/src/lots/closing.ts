/** How a round ends (39号令 第十三条、第十五条、第十九条), and what is reported of it; pure. */
import type { Day } from './days.js';
import { yuanOf } from './fen.js';
import { effective, isByScore, leadOf, qualifiedOf, remarked, reporting, unchanged } from './lot.js';
import type { Bid, Changed, Lot, Result } from './lot.js';

/** A tender or an auction with fewer ends without a deal. */
export const BIDDERS_MIN = 3;

/** Who wins, or why nobody does; the reserve is sealed at Rushi's, which refuses a price below it. */
export function resultOf(lot: Lot, closedOn: Day): Result {
  const resultId = `JG-${lot.id}`;
  const failed = (reason: string): Result => ({ resultId, closedOn, outcome: 'failed', reason });
  const { method } = lot.ordered.deal;
  const present = qualifiedOf(lot).length;
  if (method !== 'listing' && present < BIDDERS_MIN)
    return failed(`竞买人 ${present} 人，不足 ${BIDDERS_MIN} 人，终止`);
  const lead = isByScore(lot) ? bestOf(effective(lot)) : leadOf(effective(lot));
  if (!lead) return failed('没有有效报价');
  const { name, bidder: uscc } = lot.deposits.find(({ bidder }) => bidder === lead.bidder)!;
  return { resultId, closedOn, outcome: 'sold', winner: { name, uscc }, priceFen: lead.amountFen };
}

/** Of a tender by score: the most points; of equal ones the higher price, then the earlier tender. */
function bestOf({ bids, points = {} }: Lot): Bid | undefined {
  const of = ({ bidder }: Bid) => points[bidder] ?? 0;
  return [...bids].sort(
    (a, b) => of(b) - of(a) || Number(BigInt(b.amountFen) - BigInt(a.amountFen)) || a.sequence - b.sequence,
  )[0];
}

/** The trade is over: its result is reported with all that was bid. */
export function close(lot: Lot, day: Day): Changed {
  const result = resultOf(lot, day);
  const text =
    result.outcome === 'sold'
      ? `${result.winner!.name}以 ${yuanOf(result.priceFen!)} 元竞得，结果报送中`
      : `${result.reason}，不成交`;
  return reportResult(remarked({ ...lot, session: undefined, stage: 'closed', result }, day, text), result);
}

/** The reserve turned out to be higher: the same bids, and nobody won. */
export function belowReserve(lot: Lot, day: Day): Changed {
  const { resultId, closedOn } = lot.result!;
  const result: Result = { resultId, closedOn, outcome: 'failed', reason: '最高报价低于底价' };
  return reportResult(remarked({ ...lot, result }, day, '最高报价低于底价，不成交'), result);
}

function reportResult(lot: Lot, result: Result): Changed {
  const disqualified = lot.deposits
    .filter((deposit) => deposit.disqualified !== undefined)
    .map(({ bidder }) => bidder);
  const bids = lot.bids.map(({ sequence, bidder, amountFen, phase }) => ({
    sequence,
    bidder,
    amountFen,
    phase,
  }));
  return reporting(unchanged(lot), 'results', {
    ...result,
    bids,
    bidders: qualifiedOf(lot).length,
    ...(disqualified.length > 0 ? { disqualified } : {}),
  });
}

/** Deposits go back at once, but for the winner's, which becomes part of the price (39号令 第二十一条). */
export function refund(lot: Lot, day: Day): Changed {
  if (lot.refunded) return unchanged(lot);
  const winner = lot.result?.winner?.uscc;
  const deposits = lot.deposits.map((deposit) =>
    deposit.bidder === winner ? deposit : { ...deposit, refundedOn: day },
  );
  const { round } = lot.ordered;
  const documentNo = `退〔${lot.ordered.entry}〕${round}号`;
  return reporting(unchanged({ ...lot, deposits }), 'refunds', { round, refundedOn: day, documentNo });
}
