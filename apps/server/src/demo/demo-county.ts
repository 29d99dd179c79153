import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Clock,
  Engine,
  EventStore,
  KernelModule,
  KeyValues,
  START,
  SimulatedClock,
  isUntouched,
} from '#kernel';
import { INSTALLATION } from '#postgres';
import { FeedModule } from '#feed';
import { LandModule } from '#land';
import { Simulation } from '#simulation';
import type { LandEvent, LandOptions } from '#land';
import { addDays, startOfDay } from '#policy';
import type { CivilDate } from '#policy';
import { keepDemoRegisters } from './demo-registers.js';

export const DEMO_DISTRICT = '370114';
/** Parcels of the demonstration county, and the chance that its year went by. */
export const DEMO_PARCELS = 40;
const DEMO_SEED = 7;
/** The first scheme came in this many days ago, the last one yesterday: so every stage is occupied today. */
const DEMO_DAYS = 190;
/** m²: enough for most, so that some entry waits for quota. */
const DEMO_SUPPLY_M2 = '120000.00';
/**
 * Where some entries are left lying, by the order in which they were handed in: states that others pass
 * through in a day can be seen as well. The earlier ones have come further.
 */
const RESTS: readonly (readonly [from: number, to: number, fact: LandEvent['type']])[] = [
  [4, 5, 'RegistrationReady'],
  [2, 3, 'DistributionPlanned'],
  [6, 9, 'DistributionPlanned'],
  [10, 12, 'LevyNoticeIssued'],
  [15, 15, 'DealOpened'],
  [13, 16, 'ContractSigned'],
  [17, 17, 'DealConfirmed'],
  [18, 19, 'ListingOpened'],
  [20, 23, 'ListingAnnounced'],
  [24, 26, 'DecisionOpened'],
  [28, 29, 'ReviewOpened'],
  [8, DEMO_PARCELS, 'ListingFailed'],
  [30, 33, 'SchemeReturned'],
];

@Module({})
class DemoClockModule {}

/** A start was cut off while it made the county; what is there is a part of it. */
export class DemoUnfinished extends Error {}

const MADE = 'demo';

/**
 * Fills an empty log with a county whose last half year was lived through by real commands on a simulated
 * clock, ending today. Answers with how many facts that made. @throws DemoUnfinished
 */
export async function seedDemoCounty(
  store: DynamicModule,
  land: LandOptions,
  policy: string,
  today: CivilDate,
): Promise<number> {
  const until = addDays(today, -1);
  const from = addDays(until, -DEMO_DAYS);
  const clock = new SimulatedClock(startOfDay(from));
  const clockModule: DynamicModule = {
    module: DemoClockModule,
    global: true,
    providers: [{ provide: Clock, useValue: clock }],
    exports: [Clock],
  };
  const app = await NestFactory.createApplicationContext(
    {
      module: class DemoCounty {},
      imports: [store, clockModule, KernelModule.forRoot(), LandModule.forRoot(land), FeedModule],
    },
    { logger: ['error', 'fatal'] },
  );
  try {
    const log = app.get(EventStore);
    const keyValues = app.get(KeyValues);
    if (!(await isUntouched(log))) {
      if ((await keyValues.get<{ complete: boolean }>(INSTALLATION, MADE))?.complete === false)
        throw new DemoUnfinished();
      return 0;
    }
    await keyValues.put(INSTALLATION, MADE, { complete: false });
    const engine = app.get(Engine);
    await keepDemoRegisters(engine, DEMO_DISTRICT, { at: clock.now(), policy });
    await new Simulation(engine, log, clock, {
      parcels: DEMO_PARCELS,
      seed: DEMO_SEED,
      from,
      spreadDays: DEMO_DAYS,
      pace: 'rising',
      until,
      policy,
      calendar: land.packs.of(policy).calendar,
      supplyM2: DEMO_SUPPLY_M2,
      rests,
    }).run();
    await keyValues.put(INSTALLATION, MADE, { complete: true });
    return await log.behind(START);
  } finally {
    await app.close();
  }
}

const rests = (n: number, fact: LandEvent['type']) =>
  RESTS.some(([from, to, where]) => fact === where && n >= from && n <= to);
