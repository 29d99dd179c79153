/*
 * Shows: after a failure or a crash of the database, work begins at the checkpoint that is really stored,
 * here or in another process. How: in memory; checkpoints are set back by hand, and answers about leases are
 * held up.
 */
import { describe, expect, it } from '@jest/globals';
import { fact, freshStream } from '../../testing/event-store.contract.js';
import { SharedMemory } from '../../testing/in-memory/index.js';
import { until } from '../../testing/patience.js';
import { NO_STREAM } from '../log/event-store.js';
import type { Position, Recorded } from '../messages/messages.js';
import { followInLanes } from './lanes.js';
import { followInPages } from './pages.js';
import { LEASE_RENEW_MS, Subscriptions } from './subscriptions.js';
import type { Lease } from './subscriptions.js';

const NAME = 'told';
const handles = (type: string) => type === 'Told';

/** Leases whose next answer can be held up, as on a slow line. */
class SlowSubscriptions extends Subscriptions {
  private line: Promise<void> | undefined;
  asked = 0;

  constructor(private readonly real: Subscriptions) {
    super();
  }

  holdUp(until: Promise<void>): void {
    this.line = until;
  }

  async acquire(subscription: string, partitions: number, from?: Position): Promise<readonly Lease[]> {
    const answer = await this.real.acquire(subscription, partitions, from);
    this.asked += 1;
    await this.line;
    return answer;
  }

  advance: Subscriptions['advance'] = (...moved) => this.real.advance(...moved);
  release: Subscriptions['release'] = (subscription) => this.real.release(subscription);
  others: Subscriptions['others'] = (subscription) => this.real.others(subscription);
  forget: Subscriptions['forget'] = (subscription) => this.real.forget(subscription);
  progress: Subscriptions['progress'] = () => this.real.progress();
}

function installation(leaseMs?: number) {
  const memory = new SharedMemory();
  const { store, subscriptions } = memory.open({ leaseMs });
  const tell = async () => {
    const stream = freshStream('told');
    const { position } = await store.append(stream, NO_STREAM, [fact('Told', stream)]);
    return { id: `${stream}@0`, position };
  };
  /** What a crash of the database does to the last moments. */
  const takeBack = (position: Position) => {
    for (const partition of memory.leases.of(NAME)) partition.position = position;
  };
  const stored = async (position: Position) =>
    (await subscriptions.progress()).every((partition) => partition.position >= position);
  return { memory, store, subscriptions, tell, takeBack, stored };
}

describe('a checkpoint that a crash took back', () => {
  it('is where pages begin again, though nothing happens after it', async () => {
    const { memory, store, subscriptions, tell, takeBack } = installation();
    const saved: string[] = [];
    const runner = followInPages(store, subscriptions, {
      name: NAME,
      handles,
      save: async (lease, position, events) => {
        memory.leases.fence(lease, position);
        saved.push(...events.map(({ id }) => id));
      },
    });
    runner.start();
    const told = [await tell(), await tell()];
    await runner.passed(told[1]!.position);
    takeBack(told[0]!.position);
    await until(() => saved.length === 3);
    await runner.stop();
    expect(saved).toEqual([told[0]!.id, told[1]!.id, told[1]!.id]);
  });

  it('is where lanes begin again, though nothing happens after it', async () => {
    const { store, subscriptions, tell, takeBack, stored } = installation();
    const handled: string[] = [];
    const runner = followInLanes(store, subscriptions, {
      name: NAME,
      partitions: 1,
      handles,
      handle: async ({ id }: Recorded) => void handled.push(id),
    });
    runner.start();
    const told = [await tell(), await tell()];
    await runner.passed(told[1]!.position);
    await until(() => stored(told[1]!.position));
    takeBack(told[0]!.position);
    await until(() => handled.length === 3);
    await runner.stop();
    expect(handled).toEqual([told[0]!.id, told[1]!.id, told[1]!.id]);
  });
});

describe('an answer about leases that was on its way during a failure', () => {
  it('is not believed: a page that was saved though its end was not heard is not saved again', async () => {
    const { memory, store, subscriptions, tell } = installation();
    const slow = new SlowSubscriptions(subscriptions);
    const saved: string[] = [];
    let isLineCut = false;
    const runner = followInPages(store, slow, {
      name: NAME,
      handles,
      save: async (lease, position, events) => {
        memory.leases.fence(lease, position);
        saved.push(...events.map(({ id }) => id));
        if (!isLineCut) return;
        isLineCut = false;
        throw new Error('the line was cut before the answer');
      },
    });
    runner.start();
    const told = [await tell()];
    await runner.passed(told[0]!.position);
    let answer!: () => void;
    slow.holdUp(new Promise((resolve) => (answer = resolve)));
    const before = slow.asked;
    await until(() => slow.asked > before);
    isLineCut = true;
    told.push(await tell());
    await until(() => runner.fault !== undefined);
    answer();
    told.push(await tell());
    await runner.passed(told[2]!.position);
    await runner.stop();
    expect(saved).toEqual(told.map(({ id }) => id));
  });
});

describe('a process whose handler fails', () => {
  it('gives way to another one while it waits to try again, though it lives', async () => {
    const leaseMs = LEASE_RENEW_MS + 500;
    const { memory, store, subscriptions, tell } = installation(leaseMs);
    const failing = followInPages(store, subscriptions, {
      name: NAME,
      handles,
      save: () => Promise.reject(new Error('not understood by this release')),
    });
    failing.start();
    const { position } = await tell();
    await until(() => failing.fault !== undefined);
    const other = memory.open({ leaseMs });
    const saved: Position[] = [];
    const better = followInPages(other.store, other.subscriptions, {
      name: NAME,
      handles,
      save: async (lease, to) => {
        memory.leases.fence(lease, to);
        saved.push(to);
      },
    });
    better.start();
    await better.passed(position);
    await Promise.all([failing.stop(), better.stop()]);
    expect(saved).toEqual([position]);
  });
});
