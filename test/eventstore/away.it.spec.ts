/*
 * Shows: people are told that the log is away, and what they ask again and again meanwhile happens once.
 * How: the server of the log stops under a running application and comes back at the same address.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, START } from '#kernel';
import { until } from '../../libs/kernel/testing/patience.js';
import { freshKey, openApp, problemOf, soundScheme } from '../http/app.js';
import type { App } from '../http/app.js';
import { EventStoreDouble } from './double.js';

let double: EventStoreDouble;
let app: App;
beforeAll(async () => {
  double = await EventStoreDouble.start();
  app = await openApp([], { EVENTSTORE_URL: double.url, OPERATIONS_OPEN: 'true' });
});
afterAll(async () => {
  await app.close();
  double.stop();
});

describe('a log that is away while people work', () => {
  it('is told to whoever writes and to whoever watches, and what was asked happens once', async () => {
    const headers = { 'Idempotency-Key': freshKey() };
    const handIn = () => app.send('wang', 'post', '/api/v1/schemes', soundScheme(0), headers);
    // Signed in before: this is about the log alone.
    await app.get('wang', '/api/v1/session');
    double.stop();
    const away = await Promise.all([handIn(), app.get('', '/health'), app.get('', '/health/ready')]);
    for (const answer of [...away, await handIn()]) {
      expect([answer.status, problemOf(answer).code, answer.headers['retry-after']]).toEqual([
        503,
        'storage.away',
        '5',
      ]);
    }
    await double.listen();
    await until(async () => (await handIn()).status === 201);
    const facts = await app.app.get(EventStore).readAll(START, 1_000);
    expect(facts.filter(({ type }) => type === 'SchemeSubmitted')).toHaveLength(1);
  });
});
