import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, Engine, EventStore, KernelModule, SimulatedClock } from '#kernel';
import { LandModule, Simulation } from '#land';
import type { LandOptions } from '#land';
import { addDays, startOfDay } from '#policy';
import type { Day } from '#land';

/** Parcels of the demonstration county, and the chance that its year went by. */
export const DEMO_PARCELS = 40;
/** Tried out, with the supply below: on any day it leaves every stage and every kind of end occupied. */
const DEMO_SEED = 41;
/** The first scheme came in this many days ago, the last one yesterday: so every stage is occupied today. */
const DEMO_DAYS = 190;
/** m²: enough for most, so that two entries wait for quota and two are before the approver. */
const DEMO_SUPPLY_M2 = '120000.00';
/** The last day whose deadlines still lie in a published calendar. */
const MARGIN_DAYS = 30;

@Module({})
class DemoClockModule {}

/**
 * Fills an empty log with a county whose last half year was lived through by real commands on a simulated clock,
 * ending today. Answers with how many facts that made.
 */
export async function seedDemoCounty(store: DynamicModule, land: LandOptions, policy: string, today: Day): Promise<number> {
  const until = earlier(addDays(today, -1), addDays(lastPublishedDay(land), -MARGIN_DAYS));
  const from = addDays(until, -DEMO_DAYS);
  const clock = new SimulatedClock(startOfDay(from));
  const clockModule: DynamicModule = { module: DemoClockModule, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  const app = await NestFactory.createApplicationContext({ module: class DemoCounty {}, imports: [store, clockModule, KernelModule.forRoot(), LandModule.forRoot(land)] }, { logger: ['error', 'fatal'] });
  try {
    const log = app.get(EventStore);
    if ((await log.head()) > 0n) return 0;
    const engine = app.get(Engine);
    await new Simulation(engine, log, clock, { parcels: DEMO_PARCELS, seed: DEMO_SEED, from, spreadDays: DEMO_DAYS, pace: 'rising', until, policy, supplyM2: DEMO_SUPPLY_M2 }).run();
    return Number(await log.head());
  } finally {
    await app.close();
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

function lastPublishedDay({ policies }: LandOptions): Day {
  const years = policies.refs.flatMap((ref) => policies.of(ref).calendar.known);
  return `${Math.max(...years)}-12-31`;
}
