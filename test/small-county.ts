import type { DynamicModule } from '@nestjs/common';
import { EventStore, Parking, START, SimulatedClock } from '#kernel';
import type { Recorded } from '#kernel';
import { LandModule } from '#land';
import { loadLayers } from '#geo';
import { Simulation } from '#simulation';
import type { LandEvent } from '#land';
import { loadPacks } from '#policy';
import { startApp } from './kernel/app.js';

export const packs = loadPacks();
export const layers = loadLayers();

type Where = Readonly<{ url: string; schema: string; log?: EventStore; extra?: readonly DynamicModule[] }>;

/**
 * A small county with too little quota, so that entries race for it, lived through in a schema of its own.
 */
export async function livedThrough(seed: number, where: Where) {
  const clock = new SimulatedClock('2026-03-01T16:00:00.000Z');
  const app = await startApp(LandModule.forRoot({ packs, layers }), { ...where, clock });
  const store = app.get(EventStore);
  await new Simulation(app.engine, store, clock, {
    parcels: 8,
    seed,
    from: '2026-03-02',
    spreadDays: 10,
    until: '2026-07-31',
    policy: 'jinan@2026.1',
    calendar: packs.of('jinan@2026.1').calendar,
    supplyM2: '20000.00',
  }).run();
  const events = (await store.readAll(START, 20_000)) as Recorded<LandEvent>[];
  const parked = await app.get(Parking).parked();
  await app.close();
  // Stream by stream: what happens to different entries in the same moment may stand in either order.
  const facts = events
    .map(({ stream, version, type, data }) => ({ stream, version, type, data }))
    .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.version - b.version));
  return { events, facts, parked };
}
