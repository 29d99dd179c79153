import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Parking, START, SimulatedClock } from '#kernel';
import type { Recorded } from '#kernel';
import { LandModule, Simulation, checkInvariants, loadLayers } from '#land';
import type { LandEvent } from '#land';
import { loadPolicies } from '#policy';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { alarmsOf, logOf } from './crash/beside.js';
import { startApp } from './kernel/app.js';
import { PAIRINGS, canRun, openBeside, titleOf, unable } from './pairings.js';
import type { Pairing } from './pairings.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.drop());

/** A small county with too little quota, lived through on one pairing or the other. */
async function livedThrough(pairing: Pairing) {
  const beside = await openBeside(pairing);
  const environment = { DATABASE_URL: database.url, ...beside.urls };
  const log = logOf(environment);
  const clock = new SimulatedClock('2026-03-01T16:00:00.000Z');
  const policies = loadPolicies();
  const schema = `county_${PAIRINGS.indexOf(pairing)}`;
  const app = await startApp(LandModule.forRoot({ policies, layers: loadLayers() }), { url: database.url, clock, schema, log, extra: [await alarmsOf(environment)] });
  const store = app.get(EventStore);
  await new Simulation(app.engine, store, clock, { parcels: 16, seed: 7, from: '2026-03-02', spreadDays: 20, until: '2026-07-31', policy: 'jinan@2026.1', supplyM2: '40000.00' }).run();
  const events = (await store.readAll(START, 20_000)) as Recorded<LandEvent>[];
  const parked = await app.get(Parking).parked();
  await app.close();
  await log?.close();
  await beside.close();
  const facts = events.map(({ stream, version, type, data }) => ({ stream, version, type, data })).sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.version - b.version));
  return { facts, parked, violations: checkInvariants(events, policies.latest.calendar).flatMap(({ violations }) => violations) };
}

describe('a simulated county', () => {
  const [home, ...others] = PAIRINGS as readonly [Pairing, ...Pairing[]];
  let here: Awaited<ReturnType<typeof livedThrough>>;
  beforeAll(async () => {
    here = await livedThrough(home);
  }, 120_000);

  it(`keeps every law with ${titleOf(home)}`, () => {
    expect(here.facts.length).toBeGreaterThan(500);
    expect([here.parked, here.violations]).toEqual([[], []]);
  });

  for (const pairing of others) {
    (canRun(pairing) ? it : it.skip)(`lives through the same, fact by fact, with ${canRun(pairing) ? titleOf(pairing) : unable(pairing)}`, async () => {
      expect(await livedThrough(pairing)).toEqual(here);
    }, 120_000);
  }
});
