import { describe, expect, it } from '@jest/globals';
import { EventStore } from '../log/event-store.js';
import { followInLanes, partitionOf } from './lanes.js';
import type { Position, Recorded } from '../messages/messages.js';
import { ENGINE } from '../messages/messages.js';
import { Subscriptions } from './subscriptions.js';
import type { Lease } from './subscriptions.js';

const PARTITIONS = 2;
const inPartition = (partition: number) =>
  Array.from({ length: 100 }, (_, n) => `entry-${n}`).find(
    (entry) => partitionOf(entry, PARTITIONS) === partition,
  )!;

const event = (position: bigint, correlation: string): Recorded => ({
  id: `${correlation}@${position}`,
  stream: correlation,
  version: Number(position),
  position,
  type: 'Happened',
  data: {},
  meta: {
    correlation,
    causation: 'test',
    command: `c${position}`,
    actor: ENGINE,
    occurredAt: '2026-03-02T02:00:00.000Z',
    policy: 'none',
    schema: 1,
  },
  recordedAt: '2026-03-02T02:00:00.000Z',
});

/**
 * A log that hands out its second page at a chosen moment, whether or not the reader has lost interest: as a
 * query in flight does.
 */
class LateLog extends EventStore {
  private readers = 0;
  private late!: () => void;
  private readonly lateness = new Promise<void>((resolve) => (this.late = resolve));

  constructor(private readonly events: readonly Recorded[]) {
    super();
  }

  handOutTheRest(): void {
    this.late();
  }

  override async *follow(after: Position, signal: AbortSignal) {
    if (this.readers++ === 0) {
      yield this.events.slice(0, 2);
      await this.lateness;
      yield this.events.slice(2);
    } else {
      yield this.events.filter(({ position }) => position > after);
    }
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }

  append = () => Promise.reject(new Error('Only read here.'));
  read = () => Promise.resolve([]);
  recordedUntil = () => undefined;
  readAll = () => Promise.resolve([]);
  head = () => Promise.resolve(4n);
  behind = () => Promise.resolve(0);
  changed = () => Promise.resolve();
}

/** Gives the first partition at once and the second one, whose owner died, with the first renewal. */
class Inheritance extends Subscriptions {
  private asked = 0;

  constructor(private readonly inherited: () => void) {
    super();
  }

  acquire(subscription: string): Promise<readonly Lease[]> {
    const lease = (partition: number): Lease => ({ subscription, partition, token: 1n, position: 0n });
    if (this.asked++ === 0) return Promise.resolve([lease(0)]);
    setImmediate(this.inherited);
    return Promise.resolve([lease(0), lease(1)]);
  }

  advance = () => Promise.resolve();
  release = () => Promise.resolve();
  others = () => Promise.resolve(0);
  forget = () => Promise.resolve();
  progress = () => Promise.resolve([]);
}

describe('lanes', () => {
  it('handle what lies between an inherited checkpoint and a page that was already on its way', async () => {
    const [ours, theirs] = [inPartition(0), inPartition(1)];
    const log = new LateLog([event(1n, ours), event(2n, theirs), event(3n, ours), event(4n, theirs)]);
    const handled: Position[] = [];
    const lanes = followInLanes(log, new Inheritance(() => log.handOutTheRest()), {
      name: 'test',
      partitions: PARTITIONS,
      handles: () => true,
      handle: ({ position }) => Promise.resolve(void handled.push(position)),
    });
    lanes.start();
    await lanes.passed(4n);
    await lanes.stop();
    expect([...new Set(handled)].sort()).toEqual([1n, 2n, 3n, 4n]);
    expect(handled.filter((position) => position % 2n === 0n)).toEqual([2n, 4n]);
  });
});
