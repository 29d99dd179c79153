import type { DynamicModule } from '@nestjs/common';
import type { LandOptions } from '#land';
import { DEFAULT_SCHEMA, StartRefused, alone, clearInstallation, openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { openDemoAccess } from './demo-access.js';
import type { DemoAccess } from './demo-access.js';
import { DEMO_DISTRICT, DemoUnfinished, seedDemoCounty } from './demo-county.js';

export type DemoPlan = Readonly<{
  url: string;
  dataDir: string;
  /** Whether this process makes the county, besides its people. */
  county: boolean;
  /** The log is not in the database. */
  logElsewhere: boolean;
  store: () => DynamicModule;
  land: LandOptions;
  policy: (district: string) => string;
  today: string;
  /** What every installation needs before its first fact. */
  settle: (postgres: Postgres) => Promise<void>;
}>;

/**
 * The demonstration, whole before anybody is let in: of processes that start together one makes it, and one
 * that was cut off is begun again, for nobody can have worked on it. @returns the access, and how many facts
 * were made
 */
export function makeDemo(plan: DemoPlan): Promise<DemoAccess & Readonly<{ facts: number }>> {
  return alone(plan.url, DEFAULT_SCHEMA, async () => {
    const facts = plan.county ? await makeCounty(plan) : 0;
    const postgres = await openPostgres({ url: plan.url });
    try {
      await plan.settle(postgres);
      return { ...(await openDemoAccess(postgres.keyValues, plan.dataDir)), facts };
    } finally {
      await postgres.close();
    }
  });
}

async function makeCounty(plan: DemoPlan): Promise<number> {
  const seed = () => seedDemoCounty(plan.store(), plan.land, plan.policy(DEMO_DISTRICT), plan.today);
  try {
    return await seed();
  } catch (error) {
    if (!(error instanceof DemoUnfinished)) throw error;
    await clear(plan);
    await settled(plan);
    return seed();
  }
}

/** With the database, what had been settled in it is gone as well. */
async function settled({ url, settle }: DemoPlan): Promise<void> {
  const postgres = await openPostgres({ url });
  await settle(postgres).finally(() => postgres.close());
}

async function clear({ url, logElsewhere }: DemoPlan): Promise<void> {
  if (!logElsewhere && (await clearInstallation(url, DEFAULT_SCHEMA))) return;
  throw new StartRefused(
    'demo.unfinished',
    '上次启动没有把示例区生成完整，而它不能自动重做（日志在 EventStoreDB，或另有进程在用）：请停止所有进程，清空日志后再启动。',
    'An earlier start left the demonstration unfinished, and it cannot be begun again by itself (the log ' +
      'is in EventStoreDB, or in use): stop every process, clear the log and start again.',
  );
}
