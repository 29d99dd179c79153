import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Subscriptions } from '#kernel';
import { Chance, LandModule, loadLayers } from '#land';
import { POSTGRES, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres, Postgres } from '#postgres';
import { compileSources } from './crash/compiled.js';
import { County } from './crash/county.js';
import { EngineProcess } from './crash/engines.js';
import { patientPolicies } from './crash/patient-policies.js';
import { TRUTH, truthOf, undone, whereabouts } from './crash/truth.js';
import { startApp, until } from './kernel/app.js';

const ENTRIES = Number(process.env.CRASH_ENTRIES ?? 100);
const SEED = Number(process.env.CRASH_SEED ?? 20_260_301);
/** Of every page of read models or deadlines, how many end in a crash just before they are stored. */
const CRASH_PROBABILITY = Number(process.env.CRASH_P ?? 0.01);
/** How long a process lives after it is ready, at least and at most, before somebody kills it. */
const LIFE_MS = [500, Number(process.env.CRASH_LIFE ?? 2_500)] as const;
const BOUND_MS = Number(process.env.CRASH_BOUND ?? 240_000);

let home: string;
let cluster: EmbeddedPostgres;
let witness: Awaited<ReturnType<typeof startApp>> | undefined;
let compiled: Awaited<ReturnType<typeof compileSources>>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-crash-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
  // As it ships: every commit is on disk before anybody is told.
  [cluster, compiled] = await Promise.all([startEmbeddedPostgres({ directory: join(home, 'postgres'), port: 41_000 + (process.pid % 8_000), settings: { shared_buffers: '128MB' } }), compileSources()]);
}, 90_000);

afterAll(async () => {
  await witness?.close();
  await cluster?.stop();
  await compiled?.remove();
  await rm(home, { recursive: true, force: true });
}, 60_000);

describe('two engines that are killed again and again', () => {
  it(`bring ${ENTRIES} entries to the end they should have, every step once`, async () => {
    const land = LandModule.forRoot({ policies: patientPolicies(), layers: loadLayers() });
    const api = () => startApp(land, { url: cluster.url, engine: { sagas: false, projections: false } });
    const apis = [await api(), await api()] as const; // Two processes' worth of mailboxes: each knows only what it reads.
    const engines = [0, 1].map(() => new EngineProcess(compiled.folder, cluster.url, CRASH_PROBABILITY));
    const stop = new AbortController();
    let kills = 0;
    const began = Date.now();
    let tookMs = 0;
    const killing = Promise.all(
      engines.map(async (engine, n) => {
        const chance = new Chance(SEED + n);
        for (let life = 0; !stop.signal.aborted; life++) {
          await until(() => engine.isReady || stop.signal.aborted, BOUND_MS);
          await pause(chance.between(`life ${life}`, ...LIFE_MS), undefined, { signal: stop.signal }).catch(() => undefined);
          if (stop.signal.aborted || !engine.isReady) continue;
          engine.kill();
          kills++;
          await until(() => !engine.isReady);
        }
      }),
    );
    const store = apis[0].get(EventStore);
    const county = new County(store, (command, attempt) => apis[attempt % 2]!.engine.execute(command), { entries: ENTRIES, seed: SEED });
    try {
      await county.work(AbortSignal.timeout(BOUND_MS)).catch(async (error: unknown) => {
        throw new Error(`${county.ended.size} of ${ENTRIES} entries ended after ${kills} kills and ${engines.flatMap((engine) => engine.crashes).length} crashes in ${engines.map(({ starts }) => starts).join(' and ')} lives. ${engines.map(({ said }) => said).join('\n')} ${await whereabouts(apis[0], county)}`, { cause: error });
      });
      tookMs = Date.now() - began;
      stop.abort();
      await killing;
      for (const engine of engines) engine.probability = 0; // The next life may be a long one.
      for (const engine of engines) engine.kill();
      await until(() => engines.every(({ isReady }) => isReady), 30_000);
      await until(async () => (await undone(apis[0])).length === 0, 60_000).catch(async () => expect(await undone(apis[0])).toEqual([]));
    } finally {
      stop.abort();
      await Promise.all([...engines.map((engine) => engine.stop()), ...apis.map((app) => app.close())]);
    }

    const crashes = engines.flatMap((engine) => engine.crashes);
    expect(engines.flatMap(({ failures }) => failures)).toEqual([]);
    // A day without accidents would prove nothing.
    expect(kills).toBeGreaterThanOrEqual(3);
    expect(crashes.filter((place) => place.startsWith('before')).length).toBeGreaterThanOrEqual(2);
    expect(kills + crashes.length).toBeGreaterThanOrEqual(6);

    witness = await startApp(land, { url: cluster.url, engine: { sagas: false } });
    expect(await truthOf(witness, witness.get(EventStore), witness.get<symbol, Postgres>(POSTGRES).pool, county)).toEqual(TRUTH);
    expect((await witness.get(Subscriptions).progress()).filter(({ subscription }) => subscription === 'sagas')).toHaveLength(16);
    const tally = [...county.expected.values()].reduce<Record<string, number>>((sum, status) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }), {});
    expect(Object.keys(tally)).toEqual(expect.arrayContaining(['completed', 'lapsed', 'withdrawn'])); // A rejection is rare: not every seed has one.
    process.stdout.write(`crash: ${tookMs} ms, ${kills} kills, ${crashes.length} crashes (${[...new Set(crashes)].join(', ')}), ${JSON.stringify(tally)}, ${county.retries} retries, ${county.refusals.length} refusals\n`);
  }, BOUND_MS + 120_000);
});
