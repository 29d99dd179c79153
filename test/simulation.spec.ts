import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Parking, SimulatedClock } from '#kernel';
import { LandModule, Simulation, loadLayers } from '#land';
import { loadPolicies } from '#policy';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { startApp } from './kernel/app.js';

let database: TestDatabase;
beforeAll(async () => { database = await openTestDatabase(); }, 60_000);
afterAll(() => database.drop());

describe('a simulated county', () => {
  it('drives every entry to an end', async () => {
    const clock = new SimulatedClock('2025-02-10T00:00:00.000Z');
    const app = await startApp(LandModule.forRoot({ policies: loadPolicies(), layers: loadLayers() }), { url: database.url, clock });
    const store = app.get(EventStore);
    const simulation = new Simulation(app.engine, store, clock, { parcels: 60, seed: 7, from: '2025-02-10', spreadDays: 60, until: '2026-10-30', policy: 'jinan@2026.1', supplyM2: '400000.00' });
    await simulation.run();
    const tally = new Map<string, number>();
    let p = 0n;
    for (;;) { const page = await store.readAll(p, 1000); if (!page.length) break; for (const e of page) tally.set(e.type, (tally.get(e.type) ?? 0) + 1); p = page[page.length-1]!.position; }
    const parked = await app.get(Parking).parked();
    expect(parked.length).toBe(0);
    await app.close();
  }, 300_000);
});
