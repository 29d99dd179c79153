import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { TAIL_EVENTS, RecentEvents } from './recent-events.js';

const event = (position: bigint) => recorded({ type: 'Told', data: {} }, { position });
const positions = (recent: RecentEvents, after: bigint, limit = 10) =>
  recent.after(after, limit)?.map(({ position }) => position);

describe('the newest events that a subscription told of', () => {
  it('are there behind any position that it reaches, and nothing is said of what lies before', () => {
    const recent = new RecentEvents();
    recent.begin(100n);
    expect(positions(recent, 100n)).toEqual([]);
    for (const position of [150n, 220n, 300n]) recent.push(event(position));
    expect(positions(recent, 100n)).toEqual([150n, 220n, 300n]);
    expect(positions(recent, 199n)).toEqual([220n, 300n]); // A checkpoint between two events.
    expect(positions(recent, 150n, 1)).toEqual([220n]);
    expect(positions(recent, 300n)).toEqual([]);
    expect(positions(recent, 99n)).toBeUndefined();
  });

  it('reach back to the first one only, when nobody knows where the subscription began', () => {
    const recent = new RecentEvents();
    recent.begin(undefined);
    expect(positions(recent, 0n)).toBeUndefined();
    recent.push(event(500n));
    recent.push(event(600n));
    expect(positions(recent, 499n)).toBeUndefined();
    expect(positions(recent, 500n)).toEqual([600n]);
  });

  it('are forgotten with the subscription, and what comes late from it is not taken', () => {
    const recent = new RecentEvents();
    recent.begin(1n);
    recent.push(event(2n));
    recent.end();
    recent.push(event(3n));
    expect(positions(recent, 1n)).toBeUndefined();
    recent.begin(5n);
    expect(positions(recent, 5n)).toEqual([]);
  });

  it('are found by their stream, from a version that is here', () => {
    const recent = new RecentEvents();
    recent.begin(1n);
    const told = [
      ['a', 4],
      ['b', 0],
      ['a', 5],
    ] as const;
    told.forEach(([stream, version], index) =>
      recent.push(recorded({ type: 'Told', data: {} }, { stream, version, position: BigInt(index + 2) })),
    );
    const versions = (stream: string, from: number) =>
      recent.streams.from(stream, from).map(({ version }) => version);
    expect([
      versions('a', 4),
      versions('a', 5),
      versions('a', 6),
      versions('a', 3),
      versions('b', 0),
      versions('c', 0),
    ]).toEqual([[4, 5], [5], [], [], [0], []]);
    recent.end();
    expect(versions('a', 4)).toEqual([]);
  });

  it('are bounded: the oldest go, and a reader that far behind asks the server', () => {
    const recent = new RecentEvents();
    recent.begin(0n);
    for (let n = 1n; n <= BigInt(2 * TAIL_EVENTS); n++) recent.push(event(n));
    expect(positions(recent, 0n)).toBeUndefined();
    expect(positions(recent, BigInt(TAIL_EVENTS), 1)).toEqual([BigInt(TAIL_EVENTS) + 1n]);
    expect(recent.after(BigInt(TAIL_EVENTS), 3 * TAIL_EVENTS)).toHaveLength(TAIL_EVENTS);
  });
});
