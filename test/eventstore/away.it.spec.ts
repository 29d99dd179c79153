/*
 * Shows: people are told that the log is away, and what they ask again and again meanwhile happens once.
 * How: the server of the log stops under a running application and comes back at the same address.
 */
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, START } from '#kernel';
import { until } from '../../libs/kernel/testing/patience.js';
import { freshKey, openApp, problemOf, soundScheme } from '../http/app.js';
import type { App } from '../http/app.js';
import { EventStoreDouble } from './double.js';

/** The client says that it failed to discover after so many questions (db-client 6.2.1). */
const DISCOVERY_ATTEMPTS = 10;
/** What whoever writes is told while the log is away: not a fault of ours, and when to ask again. */
const AWAY = [503, 'storage.away', '5'];
const told = (answer: Response) => [answer.status, problemOf(answer).code, answer.headers['retry-after']];
const submitted = async (app: App) =>
  (await app.app.get(EventStore).readAll(START, 1_000)).filter(({ type }) => type === 'SchemeSubmitted');

describe('a log that is away while people work', () => {
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

  it('is told to whoever writes and to whoever watches, and what was asked happens once', async () => {
    const headers = { 'Idempotency-Key': freshKey() };
    const handIn = () => app.send('wang', 'post', '/api/v1/schemes', soundScheme(0), headers);
    // Signed in before: this is about the log alone.
    await app.get('wang', '/api/v1/session');
    double.stop();
    const away = await Promise.all([handIn(), app.get('', '/health'), app.get('', '/health/ready')]);
    for (const answer of [...away, await handIn()]) expect(told(answer)).toEqual(AWAY);
    await double.listen();
    await until(async () => (await handIn()).status === 201);
    expect(await submitted(app)).toHaveLength(1);
  });
});

describe('a cluster that elects its leader while people work', () => {
  let leader: EventStoreDouble;
  let other: EventStoreDouble;
  let app: App;
  beforeAll(async () => {
    leader = await EventStoreDouble.start();
    other = await EventStoreDouble.start({ log: leader.log });
    leader.leader = other.leader = leader;
    const seeds = [leader, other].map(({ port }) => `127.0.0.1:${port}`).join(',');
    app = await openApp([], {
      EVENTSTORE_URL: `esdb://${seeds}?tls=false&discoveryInterval=10`,
      OPERATIONS_OPEN: 'true',
    });
  });
  afterAll(async () => {
    await app.close();
    leader.stop();
    other.stop();
  });

  it('is away like any other log, and what was asked happens once when somebody leads again', async () => {
    const headers = { 'Idempotency-Key': freshKey() };
    const handIn = () => app.send('wang', 'post', '/api/v1/schemes', soundScheme(0), headers);
    await app.get('wang', '/api/v1/session');
    // The other node is there and names nobody: the client fails to discover, again and again.
    other.leader = undefined;
    leader.stop();
    const before = other.gossiped;
    const away = await Promise.all([handIn(), app.get('', '/health'), app.get('', '/health/ready')]);
    for (const answer of [...away, await handIn()]) expect(told(answer)).toEqual(AWAY);
    expect(other.gossiped).toBeGreaterThan(before + DISCOVERY_ATTEMPTS);
    other.leader = other;
    await until(async () => (await handIn()).status === 201);
    expect(await submitted(app)).toHaveLength(1);
    expect((await app.get('', '/health/ready')).status).toBe(200);
  });
});
