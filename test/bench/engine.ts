import pg from 'pg';
import { EventStore, envelope } from '#kernel';
import { by, startApp } from '../kernel/app.js';
import { STEPS, StepsWithoutProjectionModule, takeStep } from '../kernel/twelve-steps.js';
import { child } from './child.js';
import { abreast, seconds, spread } from './measure.js';
import type { Spread } from './measure.js';

const ABREAST = 64;
export const PARKED = 2_000;
const IDLE_SECONDS = 10;

let schemas = 0;

/**
 * The workload that other engines were measured with: 64 procedures at a time, a driver that answers the four
 * waits.
 */
export async function twelveSteps(
  url: string,
  instances: number,
  log?: EventStore,
): Promise<Readonly<{ perSecond: number } & Spread>> {
  const app = await startApp(StepsWithoutProjectionModule, {
    url,
    schema: `bench_steps_${(schemas += 1)}`,
    ...(log ? { log } : {}),
  });
  const store = app.get(EventStore);
  const stopping = new AbortController();
  const waiting = new Map<string, (step: number) => void>();
  const from = await store.head();
  const driver = (async () => {
    for await (const page of store.follow(from, stopping.signal)) {
      for (const { type, stream, data } of page)
        if (type === 'StepTaken') waiting.get(stream)?.((data as { step: number }).step);
    }
  })();
  const took: number[] = [];
  const run = (n: number) =>
    new Promise<void>((resolve, reject) => {
      const stream = `case-${process.pid}-${n}`;
      const began = performance.now();
      const give = (step: number) =>
        app.engine
          .execute(
            envelope(takeStep(stream, { step, note: 'driver' }), by(`drive/${stream}/${step}`, stream)),
          )
          .catch(reject);
      waiting.set(stream, (step) => {
        if (step === STEPS.length - 1) {
          waiting.delete(stream);
          took.push(performance.now() - began);
          resolve();
        } else if (STEPS[step + 1]!.by === 'driver') void give(step + 1);
      });
      void give(0);
    });
  await abreast(Math.min(200, instances), ABREAST, (n) => run(-1 - n)); // Warms the compiler and the caches.
  took.length = 0;
  const all = await seconds(() => abreast(instances, ABREAST, run));
  stopping.abort();
  await driver;
  await app.close();
  return { perSecond: Math.round(instances / all), ...spread(took) };
}

export type ParkedRow = Readonly<{
  readyAfterKillMs: number;
  idleTransactionsPerSecond: number;
  idleCpu: number;
  decisionsSeconds: number;
  rssMb: number;
}>;

/**
 * 2,000 procedures wait for their first decision: what waiting costs, how fast a killed engine is back, how
 * fast they go on.
 */
export async function parked(url: string): Promise<ParkedRow> {
  const schema = 'bench_parked';
  const app = await startApp(StepsWithoutProjectionModule, { url, schema });
  await abreast(PARKED, ABREAST, (n) =>
    app.engine.execute(
      envelope(takeStep(`case-${n}`, { step: 0, note: '' }), by(`drive/case-${n}/0`, `case-${n}`)),
    ),
  );
  await app.engine.settled();
  await app.close();

  const first = await child('parked-process.js', url, schema);
  const idle = await idleLoad(url, first.pid);
  process.kill(first.pid, 'SIGKILL');
  await first.gone;
  const from = performance.now();
  const second = await child('parked-process.js', url, schema);
  const readyAfterKillMs = Math.round(performance.now() - from);
  second.stop();
  await second.gone;

  const again = await startApp(StepsWithoutProjectionModule, { url, schema });
  const decisionsSeconds = await seconds(async () => {
    await abreast(PARKED, ABREAST, (n) =>
      again.engine.execute(
        envelope(takeStep(`case-${n}`, { step: 2, note: '' }), by(`drive/case-${n}/2`, `case-${n}`)),
      ),
    );
    await again.engine.settled();
  });
  await again.close();
  return { readyAfterKillMs, ...idle, decisionsSeconds: Number(decisionsSeconds.toFixed(2)) };
}

async function idleLoad(
  url: string,
  pid: number,
): Promise<{ idleTransactionsPerSecond: number; idleCpu: number; rssMb: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const count = async () =>
    Number(
      (
        await client.query<{ n: string }>(
          'select xact_commit as n from pg_stat_database where datname = current_database()',
        )
      ).rows[0]!.n,
    );
  const [transactions, cpu] = [await count(), await cpuSeconds(pid)];
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000));
  const row = {
    idleTransactionsPerSecond: Math.round(((await count()) - transactions - 1) / IDLE_SECONDS),
    idleCpu: Number((((await cpuSeconds(pid)) - cpu) / IDLE_SECONDS).toFixed(3)),
    rssMb: await rssMb(pid),
  };
  await client.end();
  return row;
}

const proc = async (pid: number, file: string) =>
  (await import('node:fs/promises')).readFile(`/proc/${pid}/${file}`, 'utf8');
const TICKS_PER_SECOND = 100;
async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await proc(pid, 'stat').catch(() => '')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}
async function rssMb(pid: number): Promise<number> {
  const line = /VmRSS:\s+(\d+)/.exec(await proc(pid, 'status').catch(() => ''));
  return Math.round(Number(line?.[1] ?? 0) / 1_024);
}
