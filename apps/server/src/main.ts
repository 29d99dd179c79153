import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import { Records, SimulatedClock, SystemClock } from '#kernel';
import { EventStoreDbLog } from '#eventstore';
import { BullAlarms } from '#jobs';
import { LandModule, aesVault, loadLayers } from '#land';
import { civilDate, loadPolicies } from '#policy';
import type { Policies } from '#policy';
import { PostgresModule, startEmbeddedPostgres } from '#postgres';
import { AppModule } from './app.module.js';
import { openDemoAccess } from './demo/demo-access.js';
import { DEMO_DISTRICT, seedDemoCounty } from './demo/demo-county.js';
import type { CurrentPolicy } from './http/current-policy.js';
import { Drain, STOP_MS_MAX } from './http/drain.js';
import { openHttp } from './http/open-http.js';
import { LandHttpModule } from './land/land-http.module.js';
import { SettingsWrong, readSettings } from './settings.js';
import type { Settings } from './settings.js';
import { openTracing } from './tracing/open-tracing.js';
import { vaultKey } from './vault-key.js';
import { welcome } from './welcome.js';

const PORTS_TRIED_MAX = 20;
const MS_PER_SECOND = 1_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function start(settings: Settings): Promise<void> {
  const began = Date.now();
  // Made here with ordinary rights: as root, the database runs as another user, who must reach its folder in this one.
  await mkdir(settings.DATA_DIR, { recursive: true });
  const embedded = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ directory: join(settings.DATA_DIR, 'postgres') });
  const url = settings.DATABASE_URL ?? embedded!.url;
  const log = settings.EVENTSTORE_URL ? new EventStoreDbLog({ url: settings.EVENTSTORE_URL }) : undefined;
  const clockBehindSecondsMax = settings.CLOCK_BEHIND_SECONDS_MAX;
  const store = () => PostgresModule.forRoot({ url, clockBehindSecondsMax, ...(log ? { log } : {}) });
  const policies = loadPolicies();
  const land = { policies, layers: loadLayers(), vault: aesVault(await vaultKey(settings)) };
  const clock = settings.CLOCK === 'system' ? new SystemClock() : new SimulatedClock(settings.CLOCK);
  const currentPolicy = currentOf(policies, () => civilDate(clock.now()));

  if (settings.DEMO && settings.ROLES === 'all') {
    const facts = await seedDemoCounty(store(), land, currentPolicy(DEMO_DISTRICT), civilDate(clock.now()));
    if (facts > 0) say(`已生成示例区：${facts} 条事实（${((Date.now() - began) / MS_PER_SECOND).toFixed(1)} 秒）`);
  }
  const alarms = settings.ROLES === 'api' ? undefined : await BullAlarms.open({ url: settings.REDIS_URL ?? url });
  const tracing = await openTracing(settings);
  const http = settings.ROLES === 'engine' ? [] : [LandHttpModule];
  const module = AppModule.forRoot(settings, { store: store(), clock, currentPolicy, alarms, tracing, modules: [LandModule.forRoot(land), ...http] });
  const app = await openHttp(module).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    // What takes longer is cut short: the recovery path is the only path, so nothing is lost.
    setTimeout(() => process.exit(1), settings.DRAIN_SECONDS * MS_PER_SECOND + STOP_MS_MAX).unref();
    // People first: an answer may wait for the engine and needs the database.
    await app.get(Drain).end(app.getHttpServer(), settings.DRAIN_SECONDS);
    await app.close();
    await tracing?.close();
    await log?.close();
    await embedded?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (stopping ??= stop().then(() => process.exit(0), failed)));

  try {
    await listen(app, settings);
    const demo = settings.DEMO ? await openDemoAccess(app.get(Records), settings.DATA_DIR) : undefined;
    say(welcome(await app.getUrl(), Date.now() - began, settings, demo));
  } catch (error) {
    await (stopping ??= stop());
    throw error;
  }
}

/** A demonstration takes the next free port and says so; a real installation stops and says that its port is taken. */
async function listen(app: Awaited<ReturnType<typeof openHttp>>, { PORT, HOST, DEMO }: Settings): Promise<void> {
  for (let tried = 0; ; tried++) {
    try {
      await app.listen(PORT + tried, HOST);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || !DEMO || PORT === 0 || tried === PORTS_TRIED_MAX) throw error;
      say(`端口 ${PORT + tried} 已被占用，改试 ${PORT + tried + 1}`);
    }
  }
}

/** Somebody without a district (the platform, the city) acts by the rules of the first one. */
function currentOf(policies: Policies, today: () => string): CurrentPolicy {
  const home = () => policies.latest.on(today()).districts[0]!.code;
  return (district = home()) => policies.current(district, today()).ref;
}

function failed(error: unknown): void {
  const text = error instanceof SettingsWrong ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Rushi did not start or stop as it should.\n${text}\n`);
  process.exit(1);
}

try {
  await start(readSettings());
} catch (error) {
  failed(error);
}
