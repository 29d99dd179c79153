import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import { SimulatedClock, SystemClock } from '#kernel';
import { PostgresModule, startEmbeddedPostgres } from '#postgres';
import { AppModule } from './app.module.js';
import { openHttp } from './http/open-http.js';
import { SettingsWrong, readSettings } from './settings.js';
import type { Settings } from './settings.js';

/** A drain that takes longer is cut short: the recovery path is the only path, so nothing is lost. */
const DRAIN_MS_MAX = 30_000;

async function start(settings: Settings): Promise<void> {
  // Made here with ordinary rights: as root, the database runs as another user, who must reach its folder in this one.
  await mkdir(settings.DATA_DIR, { recursive: true });
  const embedded = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ directory: join(settings.DATA_DIR, 'postgres') });
  const module = AppModule.forRoot(settings, {
    store: PostgresModule.forRoot({ url: settings.DATABASE_URL ?? embedded!.url }),
    clock: settings.CLOCK === 'system' ? new SystemClock() : new SimulatedClock(settings.CLOCK),
    currentPolicy: () => 'jinan@2026.1',
  });
  const app = await openHttp(module).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    setTimeout(() => process.exit(1), DRAIN_MS_MAX).unref();
    await app.close();
    await embedded?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (stopping ??= stop().then(() => process.exit(0), failed)));

  try {
    await app.listen(settings.PORT, settings.HOST);
  } catch (error) {
    await (stopping ??= stop());
    throw error;
  }
  process.stdout.write(`入市 Rushi: ${await app.getUrl()}\n`);
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
