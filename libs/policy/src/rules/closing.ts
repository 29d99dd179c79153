/**
 * How a public trade closes (39号令 第十三条、第十五条、第十九条): from the bids to who wins, or why nobody does. Pure. Bids
 * come in the order of the platform's sequence numbers, never by anybody's clock.
 */
import type { Rejected } from '#kernel/messages';
import type { Explained } from '../explained.js';
import { normalNo } from '../identifiers.js';
import { addFen, formatYuan, NOTHING } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative, wrongField } from './field-line.js';

/** 挂牌、拍卖、招标. */
export const METHODS = ['listing', 'auction', 'tender'] as const;
export type Method = (typeof METHODS)[number];

export type Bid = Readonly<{
  /** The platform's number: unique, and the only order there is. */
  sequence: number;
  bidder: string;
  amountFen: Fen;
  /** `live`: 现场竞价 after a listing ended and somebody wanted to go on. */
  phase?: 'listed' | 'live';
}>;

export type Trade = Readonly<{
  method: Method;
  startFen: Fen;
  /** Least step of a higher bid; sealed tenders have none. */
  incrementFen: Fen;
  /** 底价; none was set when absent. */
  reserveFen?: Fen;
  /** Registered bidders who may bid. By default those who bid. */
  bidders?: number;
  /** Who was found not to meet the conditions: their bids do not count. */
  disqualified?: readonly string[];
  bids: readonly Bid[];
}>;

export type Ineffective = Readonly<{
  sequence: number;
  reason: 'below-start' | 'below-increment' | 'disqualified' | 'second-tender' | 'live-without-listed';
}>;
export type Unsold = 'no-bid' | 'below-reserve' | 'too-few-bidders';
export type Closing = Readonly<{
  outcome: 'sold' | 'unsold';
  reason?: Unsold;
  winner?: string;
  priceFen?: Fen;
  sequence?: number;
  /** Distinct bidders with an effective bid. */
  bidders: number;
  ineffective: readonly Ineffective[];
}>;

const ARTICLE_19 = '国土资源部令第39号第十九条（条号待核对）';
const REASONS: Readonly<Record<Unsold, string>> = {
  'no-bid': '没有有效报价',
  'below-reserve': '最高报价低于底价',
  'too-few-bidders': '竞买人不足',
};

/**
 * @throws {@link Rejected} `listing.bid-malformed` for numbers or phases that cannot be, with the bid they
 * stand in. `at` is the path of the trade in what was sent, such as `trade.`.
 */
export function closing(pack: PackOn, trade: Trade, at = ''): Explained<Closing> {
  const { method, reserveFen, startFen, incrementFen } = trade;
  const bids = inOrder(trade, at);
  const { effective, ineffective } = sift(trade, bids);
  const present = presentAt(trade, at);
  const least = pack.number('listing.bidders-min');
  const needsMany = method !== 'listing';
  // Of equal bids the earlier wins, so only a higher one takes the lead.
  const best = effective.reduce<Bid | undefined>(
    (lead, bid) => (lead && bid.amountFen <= lead.amountFen ? lead : bid),
    undefined,
  );
  const reason: Unsold | undefined =
    needsMany && present < least.value
      ? 'too-few-bidders'
      : best === undefined
        ? 'no-bid'
        : reserveFen !== undefined && best.amountFen < reserveFen
          ? 'below-reserve'
          : undefined;
  const sold =
    reason === undefined && best
      ? { winner: best.bidder, priceFen: best.amountFen, sequence: best.sequence }
      : {};
  return {
    value: {
      outcome: reason ? 'unsold' : 'sold',
      ...(reason ? { reason } : {}),
      ...sold,
      bidders: new Set(effective.map(({ bidder }) => normalNo(bidder))).size,
      ineffective,
    },
    formula: sentenceOf(trade, best, reason, present, least.value),
    inputs: {
      method,
      startYuan: formatYuan(startFen),
      incrementYuan: formatYuan(incrementFen),
      ...(reserveFen === undefined ? {} : { reserveYuan: formatYuan(reserveFen) }),
      bids: String(bids.length),
      bidders: String(present),
    },
    rule: needsMany ? least.key : 'listing.closing',
    source: needsMany ? least.source : ARTICLE_19,
    confirmed: needsMany ? least.confirmed : true,
  };
}

/**
 * How many qualified bidders there were: as registered, else as many as bid.
 * @throws {@link Rejected} `listing.bid-malformed` where fewer are said to have registered than bid.
 */
export function presentAt(trade: Pick<Trade, 'bidders' | 'disqualified' | 'bids'>, at = ''): number {
  const barred = barredOf(trade);
  const counted = new Set(
    trade.bids.map(({ bidder }) => normalNo(bidder)).filter((bidder) => !barred.has(bidder)),
  ).size;
  const { bidders = counted } = trade;
  if (bidders < counted) {
    const said =
      `“${bidders}”少于报价的 ${counted} 人，应为不小于 ${counted} 的整数，例如 ${counted}；` +
      '取消资格的竞买人请列入 disqualified';
    throw malformed(at, 'bidders', '竞买人数', said);
  }
  return bidders;
}

const malformed = (at: string, field: string, name: string, said: string): Rejected =>
  wrongField('listing.bid-malformed', { name, field: `${at}${field}`, said }, ARTICLE_19);

function inOrder(trade: Trade, at: string): readonly Bid[] {
  const { bids, bidders = 0, startFen, incrementFen } = trade;
  requireNotNegative(
    'listing.bid-malformed',
    ARTICLE_19,
    [`${at}startFen`, '起始价', startFen],
    [`${at}incrementFen`, '加价幅度', incrementFen],
    ...bids.map(
      ({ amountFen }, index) => [`${at}bids.${index}.amountFen`, bidName(index, '金额'), amountFen] as const,
    ),
  );
  if (bidders < 0)
    throw malformed(at, 'bidders', '竞买人数', `“${bidders}”是负数，应为不小于零的整数，例如 3`);
  const ordered = bids.map((bid, index) => ({ bid, index })).sort((a, b) => a.bid.sequence - b.bid.sequence);
  ordered.forEach(({ bid, index }, place) => requireBid(trade, bid, ordered[place - 1]?.bid, index, at));
  return ordered.map(({ bid }) => bid);
}

const bidName = (index: number, of: string): string => `报价第 ${index + 1} 项的${of}`;

/** @throws Rejected where a bid cannot follow the one before it in the order of their numbers. */
function requireBid(
  { method }: Trade,
  { sequence, phase = 'listed' }: Bid,
  before: Bid | undefined,
  index: number,
  at: string,
): void {
  const wrong = (field: 'sequence' | 'phase', name: string, said: string) =>
    malformed(at, `bids.${index}.${field}`, bidName(index, name), said);
  if (!Number.isSafeInteger(sequence))
    throw wrong('sequence', '报价流水号', `“${sequence}”不是整数，应为交易平台的流水号，例如 1`);
  if (before?.sequence === sequence)
    throw wrong(
      'sequence',
      '报价流水号',
      `“${sequence}”出现两次，不能判定先后，应为交易平台的流水号，例如 ${sequence + 1}`,
    );
  if (phase === 'live' && method !== 'listing')
    throw wrong('phase', '报价方式', '只有挂牌才转入现场竞价，应为 listed（挂牌报价），例如 listed');
  if (phase === 'listed' && before?.phase === 'live')
    throw wrong(
      'phase',
      '报价方式',
      `流水号 ${sequence} 排在现场竞价之后，应为 live（现场竞价），例如 live；流水号有误的请更正`,
    );
}

/** A bidder is one bidder in whatever width and case the name or code was typed. */
const barredOf = ({ disqualified = [] }: Pick<Trade, 'disqualified'>): ReadonlySet<string> =>
  new Set(disqualified.map(normalNo));

/**
 * First bid at least the start price, each later one at least one step higher; a tender is sealed and made
 * once.
 */
function sift(
  trade: Trade,
  bids: readonly Bid[],
): { effective: readonly Bid[]; ineffective: readonly Ineffective[] } {
  const effective: Bid[] = [];
  const tendered = new Set<string>();
  const { method, startFen, incrementFen } = trade;
  const barred = barredOf(trade);
  const ineffective: Ineffective[] = [];
  for (const bid of bids) {
    const lead = effective.at(-1);
    const bidder = normalNo(bid.bidder);
    const reason = barred.has(bidder)
      ? 'disqualified'
      : bid.phase === 'live' && lead === undefined
        ? // 现场竞价 goes on from the highest listed bid: without one, the listing has ended unsold.
          'live-without-listed'
        : bid.amountFen < startFen
          ? 'below-start'
          : method === 'tender'
            ? tendered.has(bidder)
              ? 'second-tender'
              : undefined
            : lead &&
                bid.amountFen < addFen(lead.amountFen, incrementFen > NOTHING ? incrementFen : (1n as Fen))
              ? 'below-increment'
              : undefined;
    if (reason) ineffective.push({ sequence: bid.sequence, reason });
    else {
      effective.push(bid);
      tendered.add(bidder);
    }
  }
  return { effective, ineffective };
}

function sentenceOf(
  { reserveFen }: Trade,
  best: Bid | undefined,
  reason: Unsold | undefined,
  present: number,
  least: number,
): string {
  const reserve = reserveFen === undefined ? '未设底价' : `底价 ${formatYuan(reserveFen)} 元`;
  if (reason === 'too-few-bidders') return `竞买人 ${present} 人，不足 ${least} 人，终止`;
  if (reason || !best)
    return `${REASONS[reason ?? 'no-bid']}${best ? `：${formatYuan(best.amountFen)} 元 < ${reserve}` : ''}，不成交`;
  return (
    `${best.phase === 'live' ? '现场竞价' : '报价'}第 ${best.sequence} 号 ${formatYuan(best.amountFen)} 元最高，` +
    `${reserve}，由 ${best.bidder} 竞得`
  );
}
