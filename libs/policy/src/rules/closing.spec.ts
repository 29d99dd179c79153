import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fen, parseYuan } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { closing } from './closing.js';
import type { Bid, Method, Trade } from './closing.js';

const pack = loadPacks().latest.on('2026-03-02', 'any');
const bid = (sequence: number, bidder: string, yuan: number, phase?: Bid['phase']): Bid => ({
  sequence,
  bidder,
  amountFen: parseYuan(String(yuan)),
  phase,
});
const trade = (bids: readonly Bid[], more: Partial<Trade> = {}): Trade => ({
  method: 'listing',
  startFen: parseYuan('100'),
  incrementFen: parseYuan('10'),
  reserveFen: parseYuan('120'),
  bids,
  ...more,
});
const of = (bids: readonly Bid[], more: Partial<Trade> = {}) => {
  const { outcome, reason, winner, priceFen } = closing(pack, trade(bids, more)).value;
  return outcome === 'sold' ? [winner, Number(priceFen) / 100] : reason;
};

describe('a listing closes (39号令第十九条)', () => {
  it.each([
    ['one bidder at the reserve', [bid(1, '甲', 120)], {}, ['甲', 120]],
    ['one bidder below the reserve', [bid(1, '甲', 119)], {}, 'below-reserve'],
    ['one bidder, no reserve set', [bid(1, '甲', 100)], { reserveFen: undefined }, ['甲', 100]],
    ['below the start price', [bid(1, '甲', 99)], { reserveFen: undefined }, 'no-bid'],
    ['nobody', [], {}, 'no-bid'],
    ['two bidders', [bid(1, '甲', 120), bid(2, '乙', 130)], {}, ['乙', 130]],
    [
      'equal bids: the earlier wins',
      [bid(1, '甲', 120), bid(2, '乙', 130), bid(3, '甲', 130)],
      {},
      ['乙', 130],
    ],
    ['less than one step higher', [bid(1, '甲', 120), bid(2, '乙', 129.99)], {}, ['甲', 120]],
    [
      'not an integer multiple of the step, which is enough',
      [bid(1, '甲', 120), bid(2, '乙', 133.5)],
      {},
      ['乙', 133.5],
    ],
    [
      'the highest was not qualified',
      [bid(1, '甲', 120), bid(2, '乙', 150), bid(3, '丙', 140)],
      { disqualified: ['乙'] },
      ['丙', 140],
    ],
    [
      'the highest was not qualified, whatever the case and width of its code',
      [bid(1, '91X', 120), bid(2, '９2y ', 150)],
      { disqualified: ['92Y'] },
      ['91X', 120],
    ],
    [
      'somebody goes on: the live phase decides',
      [bid(1, '甲', 120), bid(2, '乙', 130), bid(3, '甲', 140, 'live'), bid(4, '乙', 150, 'live')],
      {},
      ['乙', 150],
    ],
    [
      'nobody takes part in the live phase: the listed bid wins',
      [bid(1, '甲', 120), bid(2, '乙', 130)],
      {},
      ['乙', 130],
    ],
    [
      'a live bid must be a step above the listed one',
      [bid(1, '甲', 130), bid(2, '乙', 135, 'live')],
      {},
      ['甲', 130],
    ],
    [
      'a live bid where nobody had bid in the listing',
      [bid(1, '甲', 130, 'live'), bid(2, '乙', 150, 'live')],
      {},
      'no-bid',
    ],
    ['a live bid where no listed bid counted', [bid(1, '甲', 99), bid(2, '乙', 150, 'live')], {}, 'no-bid'],
    [
      'live, but still below the reserve',
      [bid(1, '甲', 120), bid(2, '乙', 150, 'live')],
      { reserveFen: parseYuan('200') },
      'below-reserve',
    ],
  ] as const)('%s', (_, bids, more, expected) => {
    expect(of(bids, more)).toEqual(expected);
  });

  it('says of every bid that did not count why', () => {
    expect(
      closing(
        pack,
        trade([bid(1, '甲', 90), bid(2, '甲', 120), bid(3, '乙', 121), bid(4, '丙', 200)], {
          disqualified: ['丙'],
        }),
      ).value.ineffective,
    ).toEqual([
      { sequence: 1, reason: 'below-start' },
      { sequence: 3, reason: 'below-increment' },
      { sequence: 4, reason: 'disqualified' },
    ]);
  });
});

describe('an auction and a tender need three bidders (39号令第十三条、第十五条)', () => {
  it.each([
    ['auction', 2, 'too-few-bidders'],
    ['auction', 3, ['甲', 130]],
    ['tender', 2, 'too-few-bidders'],
    ['tender', 3, ['甲', 130]],
    ['listing', 1, ['甲', 130]],
  ] as const)('%s with %i registered', (method: Method, bidders, expected) => {
    expect(of([bid(1, '甲', 130)], { method, bidders })).toEqual(expected);
  });

  it('count who bid where nobody says who registered, without the disqualified', () => {
    const three = [bid(1, '甲', 120), bid(2, '乙', 130), bid(3, '丙', 140)];
    expect(of(three, { method: 'auction' })).toEqual(['丙', 140]);
    expect(of(three, { method: 'auction', disqualified: ['乙'] })).toBe('too-few-bidders');
  });

  it('tenders are sealed: no steps, one for each, and of equal ones the earlier', () => {
    expect(
      of([bid(1, '甲', 130), bid(2, '乙', 125), bid(3, '丙', 130), bid(4, '甲', 900)], { method: 'tender' }),
    ).toEqual(['甲', 130]);
  });
});

describe('bids', () => {
  it.each([
    ['one number twice', [bid(1, '甲', 120), bid(1, '乙', 130)], {}],
    ['a listed bid after a live one', [bid(1, '甲', 120, 'live'), bid(2, '乙', 130)], {}],
    ['a live bid in an auction', [bid(1, '甲', 120, 'live')], { method: 'auction' as const }],
    ['a number that is none', [bid(1.5, '甲', 120)], {}],
    ['fewer who registered than bid', [bid(1, '甲', 120), bid(2, '乙', 130)], { bidders: 1 }],
    [
      'fewer who registered than bid, the disqualified left out',
      [bid(1, '甲', 120), bid(2, '乙', 130), bid(3, '丙', 140)],
      { bidders: 1, disqualified: ['丙'] },
    ],
  ] as const)('are refused with %s', (_, bids, more) => {
    expect(() => of(bids, more)).toThrow(expect.objectContaining({ code: 'listing.bid-malformed' }));
  });

  const some = fc.uniqueArray(
    fc.record({
      sequence: fc.nat(1_000),
      bidder: fc.constantFrom('甲', '乙', '丙', '丁'),
      amount: fc.bigInt({ min: 5_000n, max: 50_000n }),
    }),
    { selector: ({ sequence }) => sequence, maxLength: 15 },
  );
  const bidsOf = (list: readonly { sequence: number; bidder: string; amount: bigint }[]): Bid[] =>
    list.map(({ amount, ...rest }) => ({ ...rest, amountFen: fen(amount) }));

  it('come in the order of their numbers, whatever order they are handed in', () => {
    fc.assert(
      fc.property(
        some.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        fc.constantFrom<Method>('listing', 'auction', 'tender'),
        ([list, shuffled], method) => {
          expect(closing(pack, trade(bidsOf(shuffled), { method }))).toEqual(
            closing(pack, trade(bidsOf(list), { method })),
          );
        },
      ),
    );
  });

  it('never sell below start or reserve, nor to anybody but the highest effective bidder', () => {
    fc.assert(
      fc.property(some, (list) => {
        const { value } = closing(pack, trade(bidsOf(list)));
        if (value.outcome === 'unsold') return value.winner === undefined && value.priceFen === undefined;
        const counted = list.filter(
          ({ sequence }) => !value.ineffective.some((one) => one.sequence === sequence),
        );
        return (
          value.priceFen! >= 12_000n &&
          counted.every(({ amount }) => amount <= value.priceFen!) &&
          list.some(
            ({ sequence, bidder, amount }) =>
              sequence === value.sequence && bidder === value.winner && amount === value.priceFen,
          )
        );
      }),
    );
  });
});
