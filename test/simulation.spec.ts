import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Parking, SimulatedClock } from '#kernel';
import { LandModule, Simulation, reportOf } from '#land';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { startApp } from './kernel/app.js';
import { layers, livedThrough, policies } from './small-county.js';

let database: TestDatabase;
beforeAll(async () => { database = await openTestDatabase(); });
afterAll(() => database.drop());

async function outcomesOf(seed: number, schema: string) {
  const { events, facts } = await livedThrough(seed, { url: database.url, schema });
  const { outcomes, running } = reportOf(events);
  return { outcomes, running, facts };
}

describe('the seed of a simulation', () => {
  let seven: Awaited<ReturnType<typeof outcomesOf>>;
  beforeAll(async () => {
    seven = await outcomesOf(7, 'seven');
  });

  it('decides every outcome and every fact of every stream, in their order', async () => {
    expect(seven.running.waitlisted).toBeGreaterThan(0);
    expect(await outcomesOf(7, 'again')).toEqual(seven);
  });

  it('makes another county when it is another one', async () => {
    const eight = await outcomesOf(8, 'eight');
    expect(eight.facts).not.toEqual(seven.facts);
    expect({ ...eight.outcomes, ...eight.running }).not.toEqual({ ...seven.outcomes, ...seven.running });
  });
});

describe('a simulated county', () => {
  it('drives every entry to an end', async () => {
    const clock = new SimulatedClock('2025-02-10T00:00:00.000Z');
    const app = await startApp(LandModule.forRoot({ policies, layers }), { url: database.url, clock });
    const store = app.get(EventStore);
    const simulation = new Simulation(app.engine, store, clock, { parcels: 60, seed: 7, from: '2025-02-10', spreadDays: 60, until: '2026-10-30', policy: 'jinan@2026.1', supplyM2: '400000.00' });
    await simulation.run();
    const parked = await app.get(Parking).parked();
    expect(parked.length).toBe(0);
    await app.close();
  });
});
