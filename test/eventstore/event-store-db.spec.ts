import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbLog, addressOf } from '#eventstore';
import { NO_STREAM } from '#kernel';
import { eventStoreContract, fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { EventStoreDouble } from './double.js';

const REAL = process.env.EVENTSTORE_URL;
const APPEND_MS = 300;

eventStoreContract('EventStoreDB, over a double of its server', async () => {
  const double = await EventStoreDouble.start();
  const store = new EventStoreDbLog({ url: double.url });
  return {
    store,
    close: async () => {
      await store.close();
      double.stop();
    },
  };
});

if (REAL === undefined) {
  describe.skip('the log on a real EventStoreDB (skipped: EVENTSTORE_URL is not set)', () => {
    it('needs one', () => undefined);
  });
} else {
  eventStoreContract('a real EventStoreDB', async () => {
    const store = new EventStoreDbLog({ url: REAL, prefix: `rushi-test-${process.pid}-` });
    return { store, close: () => store.close() };
  });
}

describe('an append whose outcome nobody tells', () => {
  let double: EventStoreDouble;
  let store: EventStoreDbLog;
  beforeAll(async () => {
    double = await EventStoreDouble.start();
    store = new EventStoreDbLog({ url: double.url, appendMs: APPEND_MS });
  });
  afterAll(async () => {
    await store.close();
    double.stop();
  });

  it('was taken, and is not taken again: the answer was lost', async () => {
    const stream = freshStream();
    double.loseAnswers = 2;
    const appended = await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
    expect(appended.version).toBe(1);
    expect((await store.read(stream)).map(({ type }) => type)).toEqual(['A', 'B']);
  });

  it('was swallowed, and is asked for again', async () => {
    const stream = freshStream();
    double.swallow = 2;
    const before = double.appends;
    expect((await store.append(stream, NO_STREAM, [fact('A', 'c1')])).version).toBe(0);
    expect(double.appends - before).toBe(3);
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('waits for a server that went away, and is there once when it comes back', async () => {
    const stream = freshStream();
    await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
    double.stop();
    const append = store.append(stream, 0, [fact('B', 'c2')]);
    const read = store.read(stream);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await double.listen();
    expect((await append).version).toBe(1);
    expect((await read).length).toBeGreaterThanOrEqual(1);
    expect((await store.read(stream)).map(({ type }) => type)).toEqual(['A', 'B']);
  });

  it('does not keep a follower from what comes after the server was away', async () => {
    const stream = freshStream();
    const [stop, from] = [new AbortController(), await store.head()];
    const seen: string[] = [];
    const following = (async () => {
      for await (const page of store.follow(from, stop.signal)) {
        seen.push(...page.filter((event) => event.stream === stream).map(({ type }) => type));
        if (seen.length >= 2) return;
      }
    })();
    await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
    double.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await double.listen();
    await store.append(stream, 0, [fact('B', 'c2')]);
    await following;
    stop.abort();
    expect(seen).toEqual(['A', 'B']);
  });
});

describe('the address of an EventStoreDB', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113?tls=false'], ['esdb+discover://cluster.example', 'esdb+discover://cluster.example'],
    ['kurrentdb://user:pass@host:2113', 'esdb://user:pass@host:2113'], ['kurrentdb+discover://host', 'esdb+discover://host'], ['kdb://host', 'esdb://host'],
  ])('%s is understood', (url, known) => expect(addressOf(url)).toBe(known));
  it.each(['http://host', 'esdb:', 'esdb://host?throwOnAppendFailure=false'])('%s is refused', (url) => expect(() => addressOf(url)).toThrow('EVENTSTORE_URL'));
});
