import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbLog } from '#eventstoredb';
import { NO_STREAM, START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { CHECKPOINT_EVENTS } from '../../libs/eventstoredb/src/listening.js';
import { PAGE_EVENTS } from '../../libs/eventstoredb/src/pages.js';
import { RETRY_MS_FIRST } from '../../libs/eventstoredb/src/retry.js';
import { EventStoreDouble } from './double.js';
import { grpc, refusal } from './double/messages.js';
import { tooSlow } from './double/reads.js';
import { until } from '../kernel/app.js';
import { followed } from './followed.js';
import type { Followed } from './followed.js';

const FOREIGN = 5_000;
const EVENTS_PER_APPEND = 100;
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
const append = async (type: string) =>
  (await store.append(freshStream(), NO_STREAM, [fact(type, type)])).position;

/** How many events the server had to look at for it, and how many it had to send. */
async function costOf<T>(work: () => Promise<T>): Promise<{ looked: number; sent: number; answer: T }> {
  const { looked, sent } = double.reads;
  const answer = await work();
  return { looked: double.reads.looked - looked, sent: double.reads.sent - sent, answer };
}

describe('a log among thousands of events of other people', () => {
  it('is skipped by the server once, not at every look, and none of it is sent', async () => {
    const position = await append('A');
    double.log.foreign(FOREIGN);
    const first = await costOf(() => store.readAll(position, 100));
    expect(first.answer).toEqual([]);
    expect(first.sent).toBeLessThan(FEW);
    const again = await costOf(() => store.readAll(position, 100));
    expect(again.answer).toEqual([]);
    expect(again.looked).toBeLessThan(FEW);
    expect((await costOf(() => store.readAll(START, FEW))).sent).toBeLessThan(2 * FEW);
    expect((await costOf(() => store.behind(position))).looked).toBeLessThan(FEW);
  });

  it('is read from before, between and behind them, and only what is ours comes', async () => {
    const first = await append('A');
    double.log.foreign(FOREIGN);
    await append('B');
    double.log.foreign(FOREIGN);
    await append('C');
    double.log.foreign(FOREIGN);
    const types = async (after: Position) => (await store.readAll(after, 100)).map(({ type }) => type);
    expect(await costOf(() => types(START))).toMatchObject({ answer: ['A', 'B', 'C'], sent: 5 });
    expect(await types(first)).toEqual(['B', 'C']);
    expect((await store.readAll(START, 2)).map(({ type }) => type)).toEqual(['A', 'B']);
  });

  it('knows its end without walking back over them every time', async () => {
    const position = await append('A');
    double.log.foreign(FOREIGN);
    expect(await costOf(() => store.head())).toMatchObject({ answer: position, sent: 3 });
    const { answer, looked } = await costOf(() => store.head());
    expect(answer).toBe(position);
    expect(looked).toBeLessThan(FEW);
  });

  it('has no end as long as all are of other people, and is not walked through for it twice', async () => {
    double.log.foreign(FOREIGN);
    expect(await store.head()).toBe(START);
    const { answer, looked } = await costOf(() => store.head());
    expect(answer).toBe(START);
    expect(looked).toBeLessThan(FEW);
    expect(await costOf(() => store.readAll(START, 10))).toMatchObject({ answer: [], sent: 2 });
  });

  it('is caught up with page by page, without a look at its end before each', async () => {
    const appends = (2.5 * PAGE_EVENTS) / EVENTS_PER_APPEND;
    const facts = Array.from({ length: EVENTS_PER_APPEND }, (_, n) => fact('A', `c${n}`));
    for (let n = 0; n < appends; n++) {
      double.log.foreign(1);
      await store.append(freshStream(), NO_STREAM, facts);
    }
    double.log.foreign(FOREIGN);
    const before = double.reads.ends;
    let position = START;
    for (const events of [PAGE_EVENTS, PAGE_EVENTS, PAGE_EVENTS / 2]) {
      const page = await store.readAll(position, PAGE_EVENTS);
      expect(page).toHaveLength(events);
      position = page[page.length - 1]!.position;
    }
    // Before the first, and where the log ends.
    expect(double.reads.ends - before).toBe(2);
    // What follows is nobody's, and known as that from then on.
    expect(await store.readAll(position, PAGE_EVENTS)).toEqual([]);
    expect((await costOf(() => store.readAll(position, PAGE_EVENTS))).looked).toBeLessThan(FEW);
  });

  it('does not take what is written and not yet shown for nothing', async () => {
    const position = await append('A');
    double.log.foreign(1);
    await append('B');
    double.log.foreign(1);
    double.reads.unindexed = 2;
    expect(await store.readAll(position, 10)).toEqual([]);
    await store.head();
    double.reads.unindexed = 0;
    expect((await store.readAll(position, 10)).map(({ type }) => type)).toEqual(['B']);
  });

  it('is carried over them by the checkpoints of the server while its followers wait', async () => {
    const from = await append('A');
    const first = followerFrom(from);
    // It looked, listened, and looked once more when the server had confirmed that.
    await until(() => store.over === 2);
    const waiting = [first, followerFrom(from), followerFrom(from)];
    const { looked } = await costOf(async () => {
      double.log.foreign(FOREIGN);
      await append('B');
      await Promise.all(waiting.map(({ until }) => until(1)));
    });
    for (const { types } of waiting) expect(types).toEqual(['B']);
    // The last checkpoint may be one too far: what is sure is the one before it.
    expect(looked).toBeLessThan(waiting.length * (2 * CHECKPOINT_EVENTS + FEW));
    expect((await costOf(() => store.readAll(from, 100))).looked).toBeLessThan(2 * CHECKPOINT_EVENTS + FEW);
    expect((await costOf(() => store.head())).looked).toBeLessThan(FEW);
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

  it('misses nothing though the server reports an event reached and goes before it tells it', async () => {
    const from = await append('A');
    const follower = followerFrom(from);
    await until(() => double.reads.subscribed === 1);
    await append('B');
    await follower.until(1);
    double.log.foreign(CHECKPOINT_EVENTS);
    double.reads.checkpointsAhead = 1;
    await append('C');
    await follower.until(2);
    expect(double.reads.checkpointsAhead).toBe(0);
    expect((await store.readAll(from, 10)).map(({ type }) => type)).toEqual(['B', 'C']);
    await append('D');
    await follower.until(3);
    expect(follower.types).toEqual(['B', 'C', 'D']);
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

describe('events that come fast', () => {
  const EVENTS = 600;
  const ABREAST = 20;
  /** As on a real server (Enumerators.cs). */
  const LIVE_MAX = 32;

  it('are fetched many at once, and each follower sees each once', async () => {
    const from = await store.head();
    const all = [followerFrom(from), followerFrom(from), followerFrom(from)];
    await until(() => double.reads.subscribed === 1);
    // So many in one append that they lie there together, however slow the machine is.
    const many = EVENTS / ABREAST;
    const { sent } = await costOf(async () => {
      await Promise.all(
        Array.from({ length: ABREAST }, (_, n) => {
          const facts = Array.from({ length: many }, (_, i) => fact(`A${n * many + i}`, `A${n * many + i}`));
          return store.append(freshStream(), NO_STREAM, facts);
        }),
      );
      await Promise.all(all.map(({ until }) => until(EVENTS)));
    });
    for (const { types } of all) expect(new Set(types).size).toBe(EVENTS);
    for (const { types } of all) expect(types).toEqual(all[0]!.types);
    // How far followers share what is fetched depends on how close they are: see `pages.spec.ts`.
    expect(sent).toBeGreaterThan(EVENTS / 2);
    // When they are over the subscription is there again, and tells of the next.
    await until(() => double.reads.subscribed === 2);
    const looks = store.begun;
    await append('last');
    await Promise.all(all.map(({ until }) => until(EVENTS + 1)));
    expect(store.begun).toBe(looks);
  });

  it('are not missed when they are more than the server keeps, and it ends the subscription', async () => {
    double.reads.liveMax = LIVE_MAX;
    const follower = followerFrom(await store.head());
    await until(() => double.reads.subscribed === 1);
    const written: string[] = [];
    for (let round = 1; round <= 5; round++) {
      // In one append: faster than anybody can take them.
      const types = Array.from({ length: 2 * LIVE_MAX }, (_, n) => `A${round}-${n}`);
      await store.append(
        freshStream(),
        NO_STREAM,
        types.map((type) => fact(type, type)),
      );
      written.push(...types);
      await follower.until(written.length);
    }
    expect(double.reads.tooSlow).toBeGreaterThan(0);
    expect(follower.types).toEqual(written);
  });

  it('are not missed when the server drops the subscription for them, or goes away', async () => {
    const follower = followerFrom(await store.head());
    await until(() => double.reads.subscribed === 1);
    for (let done = 0; done < EVENTS; done += ABREAST) {
      await Promise.all(Array.from({ length: ABREAST }, (_, n) => append(`A${done + n}`)));
      if (done === EVENTS / 2) {
        double.stop();
        await double.listen();
      }
    }
    await follower.until(EVENTS);
    expect(new Set(follower.types).size).toBe(EVENTS);
    expect(follower.types).toHaveLength(EVENTS);
  });
});

describe('a subscription that the server drops', () => {
  it.each([
    ['because its consumer is too slow', tooSlow],
    ['because the server is not ready', () => refusal(grpc.status.UNAVAILABLE, 'Server Is Not Ready')],
    [
      'for a reason it does not tell',
      () => refusal(grpc.status.UNKNOWN, 'Unexpected SubscriptionDropReason: NotFound'),
    ],
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
    double.stop();
    await until(() => store.begun > store.over); // It has noticed, and asks a server that is not there.
    await double.listen();
    await append('B');
    await follower.until(2);
    expect(follower.types).toEqual(['A', 'B']);
  });
});
