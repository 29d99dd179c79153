import { describe, expect, it } from '@jest/globals';
import { EventStoreDbLog, addressOf } from '#eventstoredb';
import { eventStoreContract } from '../../libs/kernel/testing/event-store.contract.js';
import { EventStoreDouble } from './double.js';

const REAL = process.env.EVENTSTORE_URL;

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
