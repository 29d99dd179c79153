import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbLog } from '#eventstore';
import { NO_STREAM, START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { RETRY_MS_FIRST } from '../../libs/eventstore/src/patience.js';
import { EventStoreDouble } from './double.js';
import { grpc, refusal } from './double/messages.js';
import { until } from '../kernel/app.js';
import { followed } from './followed.js';
import type { Followed } from './followed.js';

const FOREIGN = 2_000;
/** Foreign events that one checkpoint of the server covers: at most so many are walked over again. */
const CHECKPOINT_EVENTS = 500;
/** What a look costs besides: where it begins is read again. */
const FEW = 5;
/** No poll helps a reader out here. */
const POLL_MS = 60_000;

/** A log of which a test can tell how often somebody looked into it. */
class Watched extends EventStoreDbLog {
  begun = 0;
  /** Looks that are over; whoever found nothing waits again by then. */
  over = 0;

  override async readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    this.begun += 1;
    const page = await super.readAll(after, limit);
    setImmediate(() => (this.over += 1));
    return page;
  }
}

let double: EventStoreDouble;
let store: Watched;
const followers: Followed[] = [];
beforeEach(async () => {
  double = await EventStoreDouble.start();
  store = new Watched({ url: double.url, pollMs: POLL_MS });
});
afterEach(async () => {
  await Promise.all(followers.splice(0).map(({ stop }) => stop()));
  await store.close();
  double.stop();
});

const followerFrom = (after: Position): Followed => {
  const follower = followed(store, after);
  followers.push(follower);
  return follower;
};
const append = async (type: string) => (await store.append(freshStream(), NO_STREAM, [fact(type, type)])).position;

/** How many events the server had to send for it. */
async function sentFor<T>(work: () => Promise<T>): Promise<{ sent: number; answer: T }> {
  const before = double.reads.sent;
  const answer = await work();
  return { sent: double.reads.sent - before, answer };
}

describe('a log among thousands of events of other people', () => {
  it('is read past them once, not at every look', async () => {
    const position = await append('A');
    double.log.foreign(FOREIGN);
    expect(await sentFor(() => store.readAll(position, 100))).toMatchObject({ answer: [], sent: expect.any(Number) });
    expect(await sentFor(() => store.readAll(position, 100))).toEqual({ answer: [], sent: 1 });
    expect((await sentFor(() => store.readAll(START, FEW))).sent).toBeLessThan(3 * FEW);
    expect((await sentFor(() => store.behind(position))).sent).toBe(1);
  });

  it('is read from the middle of them, by whoever comes second, as if they were not there', async () => {
    const first = await append('A');
    double.log.foreign(FOREIGN);
    await append('B');
    double.log.foreign(FOREIGN);
    await append('C');
    const types = async (after: Position) => (await store.readAll(after, 100)).map(({ type }) => type);
    expect((await sentFor(() => types(START))).sent).toBeGreaterThan(2 * FOREIGN);
    expect(await sentFor(() => types(START))).toEqual({ answer: ['A', 'B', 'C'], sent: expect.any(Number) });
    const { answer, sent } = await sentFor(() => types(first));
    expect(answer).toEqual(['B', 'C']);
    expect(sent).toBeLessThan(100 + 2 * FEW);
  });

  it('knows its end without walking back over them every time', async () => {
    const position = await append('A');
    double.log.foreign(FOREIGN);
    expect(await sentFor(() => store.head())).toMatchObject({ answer: position, sent: expect.any(Number) });
    const { answer, sent } = await sentFor(() => store.head());
    expect(answer).toBe(position);
    expect(sent).toBeLessThan(4 * FEW);
  });

  it('has no end as long as all are of other people, and is not walked through for it twice', async () => {
    double.log.foreign(FOREIGN);
    expect(await store.head()).toBe(START);
    const { answer, sent } = await sentFor(() => store.head());
    expect(answer).toBe(START);
    expect(sent).toBeLessThan(4 * FEW);
    expect(await store.readAll(START, 10)).toEqual([]);
  });

  it('is carried over them by the checkpoints of the server while its followers wait', async () => {
    const from = await append('A');
    const first = followerFrom(from);
    await until(() => store.over === 2); // It looked, listened, and looked once more when the server had confirmed that.
    // Whoever comes now is told by that listening that there is nothing, and waits at once.
    const waiting = [first, followerFrom(from), followerFrom(from)];
    const { sent } = await sentFor(async () => {
      double.log.foreign(FOREIGN);
      await append('B');
      await Promise.all(waiting.map(({ until }) => until(1)));
    });
    for (const { types } of waiting) expect(types).toEqual(['B']);
    expect(sent).toBeLessThan(waiting.length * (CHECKPOINT_EVENTS + FEW));
    // Its checkpoints came before that event: who reads from the old place now need not walk over them either.
    expect((await sentFor(() => store.readAll(from, 100))).sent).toBeLessThan(CHECKPOINT_EVENTS + FEW);
    expect((await sentFor(() => store.head())).sent).toBeLessThan(4 * FEW);
  });
});

describe('a follower among them', () => {
  it('misses nothing that comes right before, right after or right on a checkpoint', async () => {
    const follower = followerFrom(await store.head());
    const written: string[] = [];
    for (let index = 0; index < 10; index++) {
      // The last of a window, the first of the next, and everything in one burst with the checkpoint.
      double.log.foreign(CHECKPOINT_EVENTS - 3 + (index % 5));
      const types = [`A${index}`, `B${index}`];
      for (const type of types) {
        await append(type);
        written.push(type);
      }
      if (index % 3 === 0) await follower.until(written.length);
    }
    await follower.until(written.length);
    expect(follower.types).toEqual(written);
  });

  it('misses nothing when a late reader comes from far behind at the same time', async () => {
    const from = await store.head();
    const [early, late] = [followerFrom(from), followerFrom(from)];
    const written: string[] = [];
    for (let index = 0; index < 20; index++) {
      double.log.foreign(41 * (index % 7));
      await Promise.all(['A', 'B', 'C'].map((type) => append(`${type}${index}`)));
      written.push(`A${index}`, `B${index}`, `C${index}`);
    }
    const last = followerFrom(from);
    await Promise.all([early, late, last].map(({ until }) => until(written.length)));
    for (const { types } of [early, late, last]) expect([...types].sort()).toEqual([...written].sort());
  });
});

describe('a subscription that the server drops', () => {
  /** In the words of a real server (Enumerator.AllSubscriptionFiltered.cs). */
  const tooSlow = () => refusal(grpc.status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.');

  it.each([
    ['because its consumer is too slow', tooSlow],
    ['because the server is not ready', () => refusal(grpc.status.UNAVAILABLE, 'Server Is Not Ready')],
    ['for a reason it does not tell', () => refusal(grpc.status.UNKNOWN, 'Unexpected SubscriptionDropReason: NotFound')],
    ['politely', () => undefined],
  ])('%s, while events arrive, costs nobody an event', async (_, reason) => {
    const follower = followerFrom(await store.head());
    const written: string[] = [];
    const write = async (type: string) => {
      await append(type);
      written.push(type);
    };
    for (let round = 1; round <= 5; round++) {
      await until(() => double.reads.subscribed === round);
      double.log.foreign(CHECKPOINT_EVENTS);
      const writing = write(`before-${round}`);
      double.reads.drop(reason());
      await writing;
      await write(`after-${round}`);
      await follower.until(written.length);
    }
    expect(follower.types).toEqual(written);
  });

  it('is not asked for again at once, again and again', async () => {
    const dropping = setInterval(() => double.reads.drop(tooSlow()), 1);
    const began = performance.now();
    const follower = followerFrom(await store.head());
    await until(() => double.reads.subscribed >= 5);
    clearInterval(dropping);
    // A pause lies between any two, on a slow machine a longer one; a timer may be early by its rounding.
    const pauses = double.reads.subscribed - 1;
    expect(performance.now() - began).toBeGreaterThan((pauses - 1) * RETRY_MS_FIRST);
    await append('A');
    await follower.until(1);
  });

  it('does not keep a follower from what comes after the server was away', async () => {
    const follower = followerFrom(await store.head());
    await append('A');
    await follower.until(1);
    const { begun } = store;
    double.stop();
    await until(() => store.begun > begun); // It has noticed, and asks a server that is not there.
    await double.listen();
    await append('B');
    await follower.until(2);
    expect(follower.types).toEqual(['A', 'B']);
  });
});
