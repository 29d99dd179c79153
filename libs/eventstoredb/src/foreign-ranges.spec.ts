import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { START } from '#kernel';
import { ForeignRanges, STRETCHES_MAX } from './foreign-ranges.js';

/** Byte offsets between two events, as on a server: sparse. */
const STEP = 10n;
const EVENTS = 40;

const foreignAfter = (...stretches: Parameters<ForeignRanges['learn']>[0][]): ForeignRanges => {
  const foreign = new ForeignRanges();
  for (const stretch of stretches) foreign.learn(stretch);
  return foreign;
};

describe('what is known of the quiet of $all', () => {
  it('never hides an event of ours, whatever was learnt, in whatever order', () => {
    const log = fc.array(fc.boolean(), { minLength: EVENTS, maxLength: EVENTS });
    const walks = fc.array(fc.record({ from: fc.nat(EVENTS), to: fc.nat(EVENTS), looked: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(log, walks, (ours, all) => {
        const isOwn = (index: number) => index === 0 || ours[index - 1]!;
        const ownBetween = (from: bigint, to: bigint) =>
          ours.some((own, index) => own && from < BigInt(index + 1) * STEP && BigInt(index + 1) * STEP <= to);
        const foreign = new ForeignRanges();
        let end: bigint | undefined;
        let lastOwn = START;
        for (const { from, to, looked } of all) {
          const stretch = { from: BigInt(from) * STEP, to: BigInt(to) * STEP, own: looked && isOwn(from) };
          if (from > to || ownBetween(stretch.from, stretch.to)) continue;
          foreign.learn(stretch);
          if (end === undefined || stretch.to > end) end = stretch.to;
          if (stretch.own && stretch.from > lastOwn) lastOwn = stretch.from;
          // Between two events as well: nobody promises that a position is an event's.
          for (let at = 0n; at <= BigInt(EVENTS) * STEP; at += STEP / 2n) {
            expect(foreign.skip(at) >= at && !ownBetween(at, foreign.skip(at))).toBe(true);
            const around = foreign.around(at);
            if (around)
              expect(
                around.from < at &&
                  at <= around.to &&
                  !ownBetween(around.from, around.to) &&
                  (!around.own || isOwn(Number(around.from / STEP))),
              ).toBe(true);
          }
          expect([foreign.lastOwn, foreign.end]).toEqual([lastOwn, end]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('joins what touches, so that one step leads over all of it', () => {
    const foreign = foreignAfter(
      { from: 10n, to: 50n, own: true },
      { from: 90n, to: 120n, own: false },
      { from: 50n, to: 90n, own: false },
    );
    expect(foreign.skip(10n)).toBe(120n);
    expect(foreign.around(70n)).toEqual({ from: 10n, to: 120n, own: true });
  });

  it('remembers the stretch before an event of ours for those who come later', () => {
    const foreign = foreignAfter({ from: START, to: 500n, own: true }, { from: 510n, to: 510n, own: true });
    expect([foreign.skip(START), foreign.skip(505n), foreign.lastOwn, foreign.end]).toEqual([
      500n,
      505n,
      510n,
      510n,
    ]);
  });

  it('knows the last event of ours, though somebody looked further on and found none', () => {
    expect(foreignAfter({ from: 10n, to: 10n, own: true }, { from: 50n, to: 60n, own: false }).lastOwn).toBe(
      10n,
    );
  });

  it('believes the later look, when an event of ours is there no more: nobody waits for it for ever', () => {
    expect(foreignAfter({ from: 50n, to: 60n, own: true }, { from: 10n, to: 100n, own: false }).lastOwn).toBe(
      START,
    );
  });

  it('lets go of the shortest when there are too many, but never of how far anybody has looked', () => {
    const foreign = foreignAfter({ from: 0n, to: 900n, own: true });
    for (let index = 1n; index <= BigInt(2 * STRETCHES_MAX); index++)
      foreign.learn({ from: index * 1_000n, to: index * 1_000n + index, own: true });
    expect(foreign.skip(0n)).toBe(900n);
    expect(foreign.around(1_001n)).toBeUndefined();
    expect(foreign.end).toBe(BigInt(2 * STRETCHES_MAX) * 1_001n);
    foreign.learn({ from: 1_000_000n, to: 1_000_000n, own: true });
    expect([foreign.end, foreign.lastOwn]).toEqual([1_000_000n, 1_000_000n]);
  });
});
