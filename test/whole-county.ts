import { expect, it } from '@jest/globals';
import { EventStore, Parking, SimulatedClock } from '#kernel';
import { LandModule } from '#land';
import { Simulation, checkInvariants } from '#simulation';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import { wholeLog } from './crash/truth.js';
import { startApp } from './kernel/app.js';
import { layers, packs } from './small-county.js';

/** A county over twenty months, of so many parcels, all of whose entries come to an end. */
export function drivesToAnEnd(parcels: number, supplyM2: string): void {
  it('drives every entry to an end, with every law kept and nothing set aside', async () => {
    const database = await openTestDatabase();
    const clock = new SimulatedClock('2025-02-10T00:00:00.000Z');
    const app = await startApp(LandModule.forRoot({ packs, layers }), { url: database.url, clock });
    const store = app.get(EventStore);
    await new Simulation(app.engine, store, clock, {
      parcels,
      seed: 7,
      from: '2025-02-10',
      spreadDays: 60,
      until: '2026-10-30',
      policy: 'jinan@2026.1',
      calendar: packs.of('jinan@2026.1').calendar,
      supplyM2,
    }).run();
    const parked = await app.get(Parking).parked();
    const events = await wholeLog(store);
    await app.close();
    await database.drop();
    expect(parked).toEqual([]);
    expect(
      new Set(events.filter(({ type }) => type === 'SchemeSubmitted').map(({ stream }) => stream)).size,
    ).toBeGreaterThanOrEqual(parcels);
    expect(checkInvariants(events, packs.latest.calendar).flatMap(({ violations }) => violations)).toEqual(
      [],
    );
  });
}

/** What a lease, a lease that becomes a grant and a share go through after the register. */
const LIVES = [
  'LeaseSecured',
  'RentCalled',
  'RentNoticeIssued',
  'LeaseEnded',
  'LeaseConverted',
  'CapitalContributed',
  'DividendPaid',
  'DividendMissing',
  'DividendCaughtUp',
] as const;

/**
 * A county over the years that have calendars, with leases that end, leases that become grants, and
 * dividends.
 */
export function livesItsLeases(parcels: number, supplyM2: string): void {
  it('lives leases, conversions and dividends to their end, lawfully and with nothing parked', async () => {
    const database = await openTestDatabase();
    const clock = new SimulatedClock('2024-02-12T00:00:00.000Z');
    const app = await startApp(LandModule.forRoot({ packs, layers }), { url: database.url, clock });
    const store = app.get(EventStore);
    await new Simulation(app.engine, store, clock, {
      parcels,
      seed: 3,
      from: '2024-02-12',
      spreadDays: 60,
      until: '2026-10-30',
      policy: 'jinan@2026.1',
      calendar: packs.of('jinan@2026.1').calendar,
      supplyM2,
    }).run();
    const parked = await app.get(Parking).parked();
    const events = await wholeLog(store);
    await app.close();
    await database.drop();
    const types = new Set<string>(events.map(({ type }) => type));
    expect(LIVES.filter((type) => !types.has(type))).toEqual([]);
    expect(parked).toEqual([]);
    expect(checkInvariants(events, packs.latest.calendar).flatMap(({ violations }) => violations)).toEqual(
      [],
    );
  });
}
