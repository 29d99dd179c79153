import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbLog } from '#eventstore';
import { EventStore, Parking, START, SimulatedClock } from '#kernel';
import type { Recorded } from '#kernel';
import { LandModule, Simulation, checkInvariants, loadLayers } from '#land';
import type { LandEvent } from '#land';
import { loadPolicies } from '#policy';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { startApp } from '../kernel/app.js';
import { EventStoreDouble } from './double.js';

let database: TestDatabase;
let double: EventStoreDouble;
beforeAll(async () => {
  [database, double] = await Promise.all([openTestDatabase(), EventStoreDouble.start()]);
}, 60_000);
afterAll(async () => {
  double.stop();
  await database.drop();
});

/** A small county with too little quota, lived through on one log or the other. */
async function livedThrough(schema: string, log?: EventStore) {
  const clock = new SimulatedClock('2026-03-01T16:00:00.000Z');
  const policies = loadPolicies();
  const app = await startApp(LandModule.forRoot({ policies, layers: loadLayers() }), { url: database.url, clock, schema, ...(log ? { log } : {}) });
  const store = app.get(EventStore);
  await new Simulation(app.engine, store, clock, { parcels: 16, seed: 7, from: '2026-03-02', spreadDays: 20, until: '2026-07-31', policy: 'jinan@2026.1', supplyM2: '40000.00' }).run();
  const events = (await store.readAll(START, 20_000)) as Recorded<LandEvent>[];
  const parked = await app.get(Parking).parked();
  await app.close();
  const facts = events.map(({ stream, version, type, data }) => ({ stream, version, type, data })).sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.version - b.version));
  return { facts, parked, events, policies };
}

describe('a county whose log EventStoreDB keeps', () => {
  it('lives through the same as one on PostgreSQL, fact by fact, and keeps every law', async () => {
    const log = new EventStoreDbLog({ url: double.url });
    const there = await livedThrough('on_eventstore', log);
    await log.close();
    const here = await livedThrough('on_postgres');
    expect(there.facts).toEqual(here.facts);
    expect(there.parked).toEqual([]);
    expect(checkInvariants(there.events, there.policies.latest.calendar).flatMap(({ violations }) => violations)).toEqual([]);
  }, 120_000);
});
