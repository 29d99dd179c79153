import { describe, expect, it } from '@jest/globals';
import { refused } from './answered.js';
import { bid, disqualify, payDeposit } from './bidding.js';
import type { Now } from './bidding.js';
import { bidderOf } from './bidders.js';
import { noWeekend, offeredBy } from './days.js';
import { fenOf, yuanOf } from './fen.js';
import { hear, lotOrdered } from './hear.js';
import type { FeedEvent } from './hear.js';
import type { Lot, Method } from './lot.js';
import { Refused } from './refused.js';
import { judge, supplement, voidResult } from './operating.js';
import { isDue, step } from './step.js';

const [ENTRY, START_FEN, STEP_FEN] = ['370114001001JB00001-1', 300_000_000n, 1_000_000n];
const [OPENS, CLOSES] = ['2026-04-07', '2026-04-17'];
const MAKING = { noticeNo: 1, urlOf: (lot: string) => `http://127.0.0.1:3001/lots/${lot}` };
const [FIRST, SECOND, THIRD] = [
  bidderOf('甲公司', '91370100MA3C00001H'),
  bidderOf('乙公司', '91370100MA3C00002L'),
  bidderOf('丙公司', '91370100MA3C00003P'),
] as const;

const at = (day: string, ms = 0): Now => ({ day, ms, countdownMs: 3_000 });
const event = (type: string, data: object): FeedEvent => ({
  id: type,
  type: `cn.rushi.${type}.v1`,
  subject: ENTRY,
  sequence: '1',
  time: '2026-03-17T02:00:00.000Z',
  data: { entry: ENTRY, round: 1, ...data },
});
const afterHearing = (lot: Lot, type: string, data: object): Lot => hear(lot, event(type, data), OPENS).lot;

function ready(method: Method): Lot {
  const deal = { form: 'grant', method, use: {}, areaM2: '100.00', termYears: 50, priceFen: '300000000' };
  const lot = lotOrdered(event('listing.ordered', { deal, earliestNoticeOn: '2026-03-16' }));
  return afterHearing(lot, 'listing.terms-decided', {
    startFen: String(START_FEN),
    depositFen: '60000000',
    incrementFen: method === 'tender' ? '0' : String(STEP_FEN),
    criterion: 'price',
    hasReserve: false,
  });
}

const announced = (method: Method): Lot =>
  afterHearing(ready(method), 'listing.announced', {
    announcementNo: '1号',
    announcedOn: '2026-03-17',
    opensOn: OPENS,
    closesOn: CLOSES,
    url: 'https://example.com/1',
  });

/** With deposits of so many, on the opening day. */
function open(method: Method, ...bidders: (typeof FIRST)[]): Lot {
  const { lot } = step(announced(method), at(OPENS), MAKING);
  return bidders.reduce((paid, bidder) => payDeposit(paid, bidder, at(OPENS)), lot);
}
const closing = (lot: Lot): Lot => step(lot, at(CLOSES), MAKING).lot;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'taken';
};
/** Lets every countdown run out. */
function closed(lot: Lot): Lot {
  let [now, last] = [lot, lot.session?.endsAtMs ?? 0];
  while (now.session) {
    last = Math.max(last, now.session.endsAtMs);
    now = step(now, at(CLOSES, last), MAKING).lot;
  }
  return now;
}

describe('a notice', () => {
  it('comes on the first lawful day, and is reported with its days and its page', () => {
    expect(isDue(ready('listing'), at('2026-03-15'))).toBe(false);
    const { lot, reports } = step(ready('listing'), at('2026-03-17'), MAKING);
    expect(reports).toEqual([
      {
        key: `exchange.${ENTRY}.1.announcement.1`,
        lot: `${ENTRY}.1`,
        entry: ENTRY,
        kind: 'announcement',
        body: {
          announcementNo: '济公易土〔2026〕1号',
          announcedOn: '2026-03-17',
          opensOn: '2026-04-06',
          closesOn: '2026-04-16',
          url: `http://127.0.0.1:3001/lots/${ENTRY}.1`,
        },
      },
    ]);
    expect(isDue(lot, at('2026-03-17'))).toBe(false);
  });

  it('takes the date that a refusal gives and says so', () => {
    const asked = step(ready('listing'), at('2026-03-17'), MAKING);
    const detail = '2026-04-06不是工作日，不能开始交易。请定在2026-04-07或之后的工作日。';
    const again = refused(
      asked.lot,
      asked.reports[0]!,
      { code: 'listing.opens-off-day', detail },
      '2026-03-17',
    );
    expect(again.lot.remarks.at(-1)!.text).toContain('2026-04-07');
    const next = step(again.lot, at('2026-03-17'), MAKING);
    expect(next.reports).toMatchObject([
      { key: `exchange.${ENTRY}.1.announcement.2`, body: { opensOn: '2026-04-07', closesOn: '2026-04-17' } },
    ]);
  });

  it('waits for the day before which Rushi takes none, and after any other refusal for the next day', () => {
    const asked = step(ready('listing'), at('2026-03-17'), MAKING);
    const said = (code: string, detail: string) =>
      refused(asked.lot, asked.reports[0]!, { code, detail }, '2026-03-17').lot;
    const early = said('listing.notice-too-early', '公告日2026-03-17过早。请于2026-03-19或之后公告。');
    expect(['2026-03-17', '2026-03-18', '2026-03-19'].map((day) => isDue(early, at(day)))).toEqual([
      false,
      false,
      true,
    ]);
    const held = said('listing.held', '宗地上有查封。');
    expect(['2026-03-17', '2026-03-18'].map((day) => isDue(held, at(day)))).toEqual([false, true]);
  });

  it('asks once a day where the day that it asked for is refused with that very day', () => {
    const asked = step(ready('listing'), at('2026-03-17'), MAKING);
    const { opensOn } = asked.lot.notice!;
    const refusal = { code: 'listing.opens-off-day', detail: `请于${opensOn}或之后开始。` };
    const { lot } = refused(asked.lot, asked.reports[0]!, refusal, '2026-03-17');
    expect(['2026-03-17', '2026-03-18'].map((day) => isDue(lot, at(day)))).toEqual([false, true]);
  });
});

describe('挂牌', () => {
  it('takes a bid only with a deposit, from the start price, by a whole step, in its time', () => {
    const lot = open('listing', FIRST, SECOND);
    const now = at(OPENS);
    expect(codeOf(() => bid(announced('listing'), FIRST, START_FEN, now))).toBe('not-open');
    expect(codeOf(() => bid(lot, THIRD, START_FEN, now))).toBe('deposit-missing');
    expect(codeOf(() => bid(lot, FIRST, START_FEN - 1n, now))).toBe('below-start');
    const led = bid(lot, FIRST, START_FEN, now);
    expect(codeOf(() => bid(led, SECOND, START_FEN + STEP_FEN - 1n, now))).toBe('below-increment');
    expect(codeOf(() => bid(led, SECOND, START_FEN + STEP_FEN, now))).toBe('taken');
    expect(codeOf(() => bid(closed(closing(led)), SECOND, START_FEN + STEP_FEN, at(CLOSES)))).toBe('closed');
  });

  it('refuses a defaulter, a second deposit, one after the close, and whoever is not qualified', () => {
    const defaulter = { ...THIRD, defaulted: true };
    const lot = open('listing', FIRST);
    expect(codeOf(() => payDeposit(lot, defaulter, at(OPENS)))).toBe('defaulter');
    expect(codeOf(() => payDeposit(lot, FIRST, at(OPENS)))).toBe('deposit-known');
    expect(codeOf(() => payDeposit(closing(lot), SECOND, at(CLOSES)))).toBe('deposit-late');
    const out = disqualify(lot, FIRST.uscc, '欠缴土地价款', at(OPENS));
    expect(codeOf(() => bid(out, FIRST, START_FEN, at(OPENS)))).toBe('disqualified');
  });

  it('goes to its only bidder, or on to 现场竞价 where others may go on', () => {
    const alone = closed(closing(bid(open('listing', FIRST), FIRST, START_FEN, at(OPENS))));
    expect(alone.result).toMatchObject({ outcome: 'sold', winner: { uscc: FIRST.uscc } });
    const led = closing(bid(open('listing', FIRST, SECOND), FIRST, START_FEN, at(OPENS)));
    const live = step(led, at(CLOSES, 3_000), MAKING).lot;
    expect(live.stage).toBe('live');
    const over = closed(bid(live, SECOND, START_FEN + STEP_FEN, at(CLOSES, 4_000)));
    expect(over.bids.map(({ sequence, phase }) => [sequence, phase])).toEqual([
      [1, 'listed'],
      [2, 'live'],
    ]);
    expect(over.result).toMatchObject({ winner: { uscc: SECOND.uscc }, priceFen: '301000000' });
    // Nobody went on: the highest bid of the listing wins.
    expect(closed(live).result).toMatchObject({ winner: { uscc: FIRST.uscc }, priceFen: '300000000' });
  });

  it('fails without a bid, and where the reserve turns out to be higher', () => {
    expect(closed(closing(open('listing', FIRST, SECOND))).result).toMatchObject({
      outcome: 'failed',
      reason: '没有有效报价',
    });
    const sold = closed(closing(bid(open('listing', FIRST), FIRST, START_FEN, at(OPENS))));
    const report = { key: '', lot: '', entry: '', kind: 'results', body: {} } as const;
    const detail = '最高报价低于底价，应为未成交';
    const { lot, reports } = refused(sold, report, { code: 'listing.result-refuted', detail }, CLOSES);
    expect(lot.result).toMatchObject({ outcome: 'failed', reason: '最高报价低于底价' });
    expect(reports).toMatchObject([
      { key: expect.stringContaining('results.2'), body: { outcome: 'failed' } },
    ]);
  });
});

describe('拍卖', () => {
  it('is held on its day, each bid begins the calls anew, and the third ends it', () => {
    const lot = open('auction', FIRST, SECOND, THIRD);
    expect(codeOf(() => bid(lot, FIRST, START_FEN, at(OPENS)))).toBe('not-open');
    const led = bid(closing(lot), FIRST, START_FEN, at(CLOSES, 1_000));
    const called = step(led, at(CLOSES, 4_000), MAKING).lot;
    expect(called.session).toMatchObject({ calls: 1 });
    const higher = bid(called, SECOND, START_FEN + STEP_FEN, at(CLOSES, 4_500));
    expect(higher.session).toEqual({ calls: 0, endsAtMs: 7_500 });
    expect(closed(higher).result).toMatchObject({ winner: { uscc: SECOND.uscc }, priceFen: '301000000' });
  });

  it('ends without a deal where fewer than three may bid', () => {
    const led = bid(closing(open('auction', FIRST, SECOND)), FIRST, START_FEN, at(CLOSES));
    expect(closed(led).result).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('不足 3 人'),
    });
  });
});

describe('招标', () => {
  it('takes one sealed tender of each, of equal ones the earlier wins', () => {
    const lot = open('tender', FIRST, SECOND, THIRD);
    const one = bid(lot, FIRST, START_FEN + STEP_FEN, at(OPENS));
    expect(codeOf(() => bid(one, FIRST, START_FEN + STEP_FEN * 2n, at(OPENS)))).toBe('second-tender');
    const all = bid(bid(one, SECOND, START_FEN + STEP_FEN, at(OPENS)), THIRD, START_FEN, at(OPENS));
    expect(closed(closing(all)).result).toMatchObject({ winner: { uscc: FIRST.uscc } });
  });
});

describe('what Rushi says', () => {
  it('stops a countdown, which begins anew when the trade is resumed', () => {
    const counting = closing(bid(open('listing', FIRST), FIRST, START_FEN, at(OPENS)));
    const still = afterHearing(counting, 'listing.suspended', { cause: 'seizure', suspendedOn: CLOSES });
    expect([still.stage, still.session, isDue(still, at('2026-04-30'))]).toEqual(['open', undefined, false]);
    expect(codeOf(() => bid(still, FIRST, START_FEN + STEP_FEN, at(CLOSES)))).toBe('lot-paused');
    const going = afterHearing(still, 'listing.resumed', { closesOn: '2026-04-28', resumedOn: '2026-04-20' });
    expect(['2026-04-27', '2026-04-28'].map((day) => isDue(going, at(day)))).toEqual([false, true]);
  });

  it('asks for the resumption when the last hold is lifted', () => {
    const held = afterHearing(open('listing'), 'listing.held', { burden: '查1', organ: '法院', on: OPENS });
    const still = afterHearing(held, 'listing.suspended', { cause: 'seizure', suspendedOn: OPENS });
    const { reports } = hear(still, event('listing.hold-lifted', { burden: '查1' }), '2026-04-20');
    expect(reports).toMatchObject([{ kind: 'resumption', body: { closesOn: '2026-04-20' } }]);
  });

  it('ends a lot, whose deposits go back', () => {
    const { lot, reports } = hear(
      open('listing', FIRST),
      event('listing.terminated', { by: 'procedure' }),
      '2026-04-08',
    );
    expect([lot.stage, lot.deposits[0]!.refundedOn]).toEqual(['stopped', '2026-04-08']);
    expect(reports.map(({ kind }) => kind)).toEqual(['refunds']);
    expect(codeOf(() => bid(lot, FIRST, START_FEN, at(OPENS)))).toBe('closed');
  });

  it('takes a result: the losers’ deposits go back and it is published', () => {
    const led = bid(open('listing', FIRST, SECOND), FIRST, START_FEN, at(OPENS));
    const over = closed(step(closing(led), at(CLOSES, 3_000), MAKING).lot);
    const taken = event('result.accepted', { resultId: over.result!.resultId });
    const { lot, reports } = hear(over, taken, CLOSES);
    expect(reports.map(({ kind }) => kind)).toEqual(['refunds', 'result-publication']);
    expect(lot.deposits.map(({ refundedOn }) => refundedOn)).toEqual([undefined, CLOSES]);
  });
});

describe('amounts and days', () => {
  it('reads yuan as people type them, to the 分', () => {
    expect(['3,050,000', '3050000.5', '１', '1.234', '-1', ''].map(fenOf)).toEqual([
      305_000_000n,
      305_000_050n,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(yuanOf(305_000_050n)).toBe('3,050,000.50');
  });

  it('moves from a weekend to Monday, and finds the date that a refusal offers', () => {
    expect(['2026-04-03', '2026-04-04', '2026-04-05'].map(noWeekend)).toEqual([
      '2026-04-03',
      '2026-04-06',
      '2026-04-06',
    ]);
    expect(offeredBy('公告日2026-03-16过早。请于2026-03-17或之后公告。')).toBe('2026-03-17');
    expect(offeredBy('宗地上有查封。')).toBeUndefined();
  });

  it('registers whoever has a credit code that holds', () => {
    expect(codeOf(() => bidderOf('甲公司', '91370100MA3C00001X'))).toBe('bidder-malformed');
    expect(codeOf(() => bidderOf(' ', FIRST.uscc))).toBe('bidder-malformed');
  });
});

describe('a tender by score', () => {
  const byScore = () => {
    const lot = open('tender', FIRST, SECOND, THIRD);
    const tendered = [FIRST, SECOND, THIRD].reduce<Lot>(
      (now, bidder, index) => bid(now, bidder, START_FEN + BigInt(3 - index), at(OPENS)),
      { ...lot, terms: { ...lot.terms!, criterion: 'score' as const } },
    );
    return closed(closing(tendered));
  };

  it('waits for the points of the judges, and takes no tender meanwhile', () => {
    const lot = byScore();
    expect([lot.stage, lot.session, lot.result]).toEqual(['judging', undefined, undefined]);
    expect(isDue(lot, at(CLOSES, 1e9))).toBe(false);
    expect(codeOf(() => bid(lot, FIRST, START_FEN, at(CLOSES)))).toBe('closed');
    expect(codeOf(() => payDeposit(lot, FIRST, at(CLOSES)))).toBe('deposit-late');
  });

  it('goes to the most points and not to the highest price', () => {
    const points = new Map([
      [FIRST.uscc, '90'],
      [SECOND.uscc, '96.5'],
      [THIRD.uscc, '96.45'],
    ]);
    const { lot, reports } = judge(byScore(), (bidder) => points.get(bidder)!, at(CLOSES));
    expect(lot.result).toMatchObject({
      outcome: 'sold',
      winner: { uscc: SECOND.uscc },
      priceFen: String(START_FEN + 2n),
    });
    expect(reports.map(({ kind }) => kind)).toEqual(['results']);
  });

  it('of equal points goes to the higher price', () => {
    const { lot } = judge(byScore(), () => '80', at(CLOSES));
    expect(lot.result!.winner!.uscc).toBe(FIRST.uscc);
  });

  it.each(['', '100.01', '-1', '9.999', 'viel'])('takes no points like “%s”', (text) => {
    expect(codeOf(() => judge(byScore(), () => text, at(CLOSES)))).toBe('setting-malformed');
  });

  it('of too few ends without judges', () => {
    const lot = open('tender', FIRST, SECOND);
    const alone = closed(closing({ ...lot, terms: { ...lot.terms!, criterion: 'score' } }));
    expect([alone.stage, alone.result!.outcome]).toEqual(['closed', 'failed']);
  });
});

describe('what the operator tells', () => {
  it('is a supplement with a number of its own, between the notice and the opening', () => {
    const change = { reason: '补充规划条件', opensOn: '2026-04-14', closesOn: '2026-04-24' };
    const { reports } = supplement(announced('listing'), change, at('2026-03-20'));
    expect(reports).toMatchObject([
      { kind: 'supplements', body: { ...change, supplementNo: '1号补1', publishedOn: '2026-03-20' } },
    ]);
    expect(codeOf(() => supplement(open('listing'), change, at(OPENS)))).toBe('not-announced');
  });

  it('is a voidance of what was sold, for a cause of the law', () => {
    const sold: Lot = { ...announced('listing'), stage: 'sold' };
    const found = { cause: 'collusion', documentNo: '认〔2026〕1号', reason: '串通' };
    expect(voidResult(sold, found).reports).toMatchObject([{ kind: 'voidance', body: found }]);
    expect(codeOf(() => voidResult(sold, { ...found, cause: 'bad mood' }))).toBe('setting-malformed');
    expect(codeOf(() => voidResult(announced('listing'), found))).toBe('not-sold');
  });
});

describe('a dispute', () => {
  const told = { dispute: 1, claim: 'c1', kind: 'results', code: 'listing.result-contradicts' };

  it('is shown as open until it is settled, either way', () => {
    const lot = afterHearing(announced('listing'), 'result.disputed', told);
    expect(lot.disputes).toEqual([{ ...told, state: 'open' }]);
    expect(afterHearing(lot, 'result.upheld', told).disputes).toMatchObject([{ state: 'upheld' }]);
    const wrong = afterHearing(lot, 'result.found-wrong', { ...told, documentNo: '认1' });
    expect(wrong.disputes).toMatchObject([{ state: 'wrong', documentNo: '认1' }]);
    expect(wrong.remarks.at(-1)!.text).toContain('认1');
  });
});
