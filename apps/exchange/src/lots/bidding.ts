/** What bidders may do, by method (39号令); pure. */
import type { Bidder } from './bidders.js';
import type { Day } from './days.js';
import { yuanOf } from './fen.js';
import { effective, leadOf, remarked } from './lot.js';
import type { Lot } from './lot.js';
import { Refused } from './refused.js';

export type Now = Readonly<{
  /** Rushi's day. */
  day: Day;
  /** Real milliseconds: a countdown runs in real seconds. */
  ms: number;
  /** How long the last countdown is, and the one after each live bid. */
  countdownMs: number;
}>;

/** Of each of the three calls of an auctioneer. */
export const callMs = (countdownMs: number): number => Math.max(1_000, Math.floor(countdownMs / 3));

/** @throws Refused */
export function payDeposit(lot: Lot, bidder: Bidder, { day }: Now): Lot {
  requireRunning(lot);
  if (bidder.defaulted)
    throw new Refused('defaulter', `${bidder.name}有竞得后拒签合同的记录，不得参加竞买。请联系交易机构。`);
  if (['closing', 'live', 'judging', 'closed'].includes(lot.stage))
    throw new Refused('deposit-late', '保证金应在截止倒计时开始之前到账，现已截止。');
  if (!lot.terms || !['announced', 'open'].includes(lot.stage))
    throw new Refused('not-announced', '该标的不在公告或者交易期间，不能交纳保证金。请在公告后办理。');
  if (lot.deposits.some((deposit) => deposit.bidder === bidder.uscc))
    throw new Refused('deposit-known', `${bidder.name}已交纳保证金，无需重复交纳。`);
  const { uscc, name } = bidder;
  const deposit = { bidder: uscc, name, paidFen: lot.terms.depositFen, paidOn: day };
  return { ...lot, deposits: [...lot.deposits, deposit] };
}

/** The operator's check found something; bids that it made do not count. @throws Refused */
export function disqualify(lot: Lot, uscc: string, reason: string, { day }: Now): Lot {
  const found = lot.deposits.find(({ bidder }) => bidder === uscc);
  if (!found) throw new Refused('deposit-missing', '没有这一竞买人的保证金记录，请核对。');
  if (['closed', 'sold', 'failed', 'stopped'].includes(lot.stage))
    throw new Refused('too-late', '交易已经结束，不能再取消竞买资格。');
  const deposits = lot.deposits.map((deposit) =>
    deposit === found ? { ...deposit, disqualified: reason } : deposit,
  );
  return remarked({ ...lot, deposits }, day, `${found.name}不符合竞买条件：${reason}`);
}

/** A bid cannot be withdrawn. @throws Refused, and the bid was not made */
export function bid(lot: Lot, bidder: Bidder, amountFen: bigint, now: Now): Lot {
  requireRunning(lot);
  requireTaking(lot, now);
  if (bidder.defaulted)
    throw new Refused('defaulter', `${bidder.name}有竞得后拒签合同的记录，不得参加竞买。请联系交易机构。`);
  const deposit = lot.deposits.find(({ bidder: payer }) => payer === bidder.uscc);
  if (!deposit) throw new Refused('deposit-missing', `${bidder.name}没有交纳保证金，不能报价。请先交纳。`);
  if (deposit.disqualified !== undefined)
    throw new Refused('disqualified', `${bidder.name}不符合竞买条件：${deposit.disqualified}。`);
  requireEnough(lot, bidder, amountFen);
  const [last] = lot.bids.slice(-1);
  const phase = lot.stage === 'live' ? ('live' as const) : ('listed' as const);
  const made = {
    sequence: (last?.sequence ?? 0) + 1,
    bidder: bidder.uscc,
    amountFen: String(amountFen),
    phase,
    at: new Date(now.ms).toISOString(),
  };
  const bids = [...lot.bids, made];
  // Each live bid, and each bid of an auction, has the whole time again.
  return goesOn(lot) && lot.session
    ? { ...lot, bids, session: { endsAtMs: now.ms + now.countdownMs, calls: 0 } }
    : { ...lot, bids };
}

/** The auctioneer waits no longer: the countdown, or the call, is over. @throws Refused */
export function endCountdown(lot: Lot, { ms }: Now): Lot {
  if (!lot.session) throw new Refused('too-late', '该标的现在没有倒计时。');
  return { ...lot, session: { ...lot.session, endsAtMs: Math.min(ms, lot.session.endsAtMs) } };
}

/** Whether each bid begins the countdown anew and three calls end it. */
export const goesOn = ({ stage, ordered }: Lot): boolean =>
  stage === 'live' || (stage === 'closing' && ordered.deal.method === 'auction');

function requireRunning({ paused, holds, stage }: Lot): void {
  if (paused) throw new Refused('lot-paused', '交易已中止，请等待恢复交易的公告。');
  if (holds.length > 0) throw new Refused('lot-paused', '宗地上有查封、争议等限制，解除之前不得交易。');
  if (['sold', 'failed', 'stopped'].includes(stage)) throw new Refused('closed', '该标的的交易已经结束。');
}

function requireTaking({ stage, session, ordered: { deal }, notice }: Lot, { ms }: Now): void {
  if (
    stage === 'closed' ||
    stage === 'judging' ||
    (session && ms >= session.endsAtMs && !isCalled(session, stage, deal.method))
  )
    throw new Refused('closed', '报价已经截止，不再接受报价。');
  if (stage === 'closing' || stage === 'live') return;
  if (stage !== 'open')
    throw new Refused('not-open', `交易尚未开始${notice ? `，将于 ${notice.opensOn} 开始` : ''}。`);
  if (deal.method === 'auction')
    throw new Refused('not-open', `拍卖会于 ${notice!.closesOn} 举行，届时方可应价。`);
}

/** Before the third call has ended somebody may still bid. */
const isCalled = ({ calls }: { calls: number }, stage: string, method: string): boolean =>
  (stage === 'live' || method === 'auction') && calls < CALLS;

/** 三次报价: after the third nobody bids. */
export const CALLS = 3;

function requireEnough(lot: Lot, { uscc, name }: Bidder, amountFen: bigint): void {
  const terms = lot.terms!;
  if (amountFen < BigInt(terms.startFen))
    throw new Refused('below-start', `报价低于起始价 ${yuanOf(terms.startFen)} 元，请不低于起始价报价。`);
  if (lot.ordered.deal.method === 'tender') {
    if (lot.bids.some(({ bidder }) => bidder === uscc))
      throw new Refused('second-tender', `${name}已经投标，每个投标人只能投标一次。`);
    return;
  }
  const lead = leadOf(effective(lot));
  const least = lead ? BigInt(lead.amountFen) + BigInt(terms.incrementFen) : BigInt(terms.startFen);
  if (amountFen < least)
    throw new Refused(
      'below-increment',
      `当前最高报价 ${yuanOf(lead!.amountFen)} 元，增价幅度 ${yuanOf(terms.incrementFen)} 元，` +
        `请不低于 ${yuanOf(least)} 元报价。`,
    );
}
