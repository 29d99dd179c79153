import { describe, expect, it } from '@jest/globals';
import { EventStoreDbLog, addressOf } from '#eventstoredb';
import { PREFIX } from '#eventstoredb/settings';
import { eventStoreContract } from '../../libs/kernel/testing/event-store.contract.js';
import { setAside } from '../jest/real-server.mjs';
import { freshPrefix, onRealServer } from '../pairings.js';
import { EventStoreDouble } from './double.js';

for (const [name, batches] of [
  ['EventStoreDB, over a double of its server', true],
  ['EventStoreDB, over a double of a server too old for batches', false],
] as const) {
  eventStoreContract(name, async () => {
    const double = await EventStoreDouble.start({ batches });
    const store = new EventStoreDbLog({ url: double.url });
    return {
      store,
      close: async () => {
        await store.close();
        double.stop();
      },
    };
  });
}

onRealServer('the log', (url) =>
  eventStoreContract('a real EventStoreDB', async () => {
    const store = new EventStoreDbLog({ url, prefix: freshPrefix() });
    return { store, close: () => store.close() };
  }),
);

describe('the tests that run on a real server', () => {
  it('each have streams of their own, named as an installation may name them and by the day', () => {
    const prefixes = Array.from({ length: 100 }, () => freshPrefix(new Date('2026-03-02T02:00:00.000Z')));
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const prefix of prefixes)
      expect(prefix).toEqual(expect.stringMatching(/^test_20260302_[0-9a-f]{10}-$/));
    expect(prefixes.filter((prefix) => !PREFIX.test(prefix))).toEqual([]);
  });

  it('alone know of it: no program that another test starts can find it', () => {
    const url = 'esdb://db:2113?tls=false';
    const environment: Record<string, string | undefined> = {
      PATH: '/bin',
      EVENTSTORE_URL: url,
      EVENTSTORE_URL_FILE: '/run/secrets/url',
      EVENTSTORE_PREFIX: 'jinan-',
    };
    setAside(environment);
    expect(environment).toEqual({ PATH: '/bin', EVENTSTORE_URL_OF_TESTS: url });
    setAside(environment); // As where one run of tests starts another.
    expect(environment).toEqual({ PATH: '/bin', EVENTSTORE_URL_OF_TESTS: url });
    expect(process.env.EVENTSTORE_URL).toBeUndefined();
  });
});

describe('the address of an EventStoreDB', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113?tls=false'],
    ['esdb+discover://cluster.example', 'esdb+discover://cluster.example'],
    ['kurrentdb://user:pass@host:2113', 'esdb://user:pass@host:2113'],
    ['kurrentdb+discover://host', 'esdb+discover://host'],
    ['kdb://host', 'esdb://host'],
  ])('%s is understood', (url, known) => expect(addressOf(url)).toBe(known));
  it.each(['http://host', 'esdb:', 'esdb://host?throwOnAppendFailure=false'])('%s is refused', (url) =>
    expect(() => addressOf(url)).toThrow('EVENTSTORE_URL'),
  );
});
