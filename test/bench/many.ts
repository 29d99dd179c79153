import { EventStore, NEAR_MS, SWEEP_MS, Subscriptions, envelope } from '#kernel';
import { by, startApp } from '../kernel/app.js';
import { StepsWithoutProjectionModule, takeStep } from '../kernel/twelve-steps.js';
import { child } from './child.js';
import { abreast, spread } from './measure.js';
import type { Spread } from './measure.js';

const FAILOVERS = 5;
const LOOK_MS = 5;
const ALARMS = 2_000;
const ABREAST = 64;
/** Every alarm is in the queue before the first one rings: setting them takes a few seconds. */
const AHEAD_MS = NEAR_MS + 10_000;

const silent = { sagas: false, projections: false };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two engines; one is killed with SIGKILL: how long until the other has all its work. */
export async function failover(url: string): Promise<Spread> {
  const schema = 'bench_failover';
  const app = await startApp(StepsWithoutProjectionModule, { url, schema, engine: silent });
  const owners = async () => new Set((await app.get(Subscriptions).progress()).map(({ owner }) => owner));
  const untilOwners = async (count: number) => {
    for (let now = await owners(); now.size !== count || now.has(null); now = await owners())
      await pause(LOOK_MS);
  };
  const took: number[] = [];
  let survivor = await child('engine-process.js', url, schema);
  for (let n = 0; n < FAILOVERS; n++) {
    const second = await child('engine-process.js', url, schema);
    await untilOwners(2);
    await pause(Math.random() * 1_500); // At any moment between two renewals.
    process.kill(survivor.pid, 'SIGKILL');
    const from = performance.now();
    await untilOwners(1);
    took.push(performance.now() - from);
    survivor = second;
  }
  survivor.stop();
  await survivor.gone;
  await app.close();
  return spread(took);
}

/**
 * Deadlines that run out at the same moment, too far ahead for a process's own timers: how late each fires.
 */
export async function alarms(url: string, redis?: string): Promise<Spread> {
  const schema = redis ? 'bench_alarms_redis' : 'bench_alarms_postgres';
  const app = await startApp(StepsWithoutProjectionModule, { url, schema, engine: silent });
  const store = app.get(EventStore);
  const engine = await child('engine-process.js', url, schema, ...(redis ? [redis] : []));
  const name = (n: number) => `case-${n}`;
  const fired = new Map<string, number>();
  const stopping = new AbortController();
  const checked = new Set<string>();
  const watching = (async () => {
    for await (const page of store.follow(0n, stopping.signal)) {
      for (const { stream, data } of page) {
        if ((data as { name?: string }).name === 'checkCadastre') checked.add(stream);
        if ((data as { name?: string }).name === 'coolingOff') fired.set(stream, Date.now());
      }
    }
  })();
  await abreast(ALARMS, ABREAST, (n) =>
    app.engine.execute(envelope(takeStep(name(n), { step: 0, note: '' }), by(`drive/${name(n)}/0`, name(n)))),
  );
  while (checked.size < ALARMS) await pause(LOOK_MS);
  const due = Date.now() + AHEAD_MS;
  await abreast(ALARMS, ABREAST, (n) =>
    app.engine.execute(
      envelope(
        takeStep(name(n), { step: 2, note: '' }),
        by(`drive/${name(n)}/2`, name(n), new Date(due).toISOString()),
      ),
    ),
  );
  for (const stop = due + SWEEP_MS; fired.size < ALARMS && Date.now() < stop;) await pause(LOOK_MS);
  if (fired.size < ALARMS) throw new Error(`${ALARMS - fired.size} of ${ALARMS} alarms did not fire.`);
  stopping.abort();
  await watching;
  engine.stop();
  await engine.gone;
  await app.close();
  return spread([...fired.values()].map((at) => at - due));
}
