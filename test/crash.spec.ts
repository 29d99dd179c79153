import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore, LEASE_MS, Subscriptions } from '#kernel';
import { Chance, LandModule, loadLayers } from '#land';
import { POSTGRES, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres, Postgres } from '#postgres';
import { logOf } from './crash/beside.js';
import { compileSources } from './crash/compiled.js';
import { County } from './crash/county.js';
import { EngineProcess } from './crash/engines.js';
import { FarDeadlines } from './crash/far-deadlines.js';
import { patientPolicies } from './crash/patient-policies.js';
import { TRUTH, byChain, byPlaces, truthOf, undone, whereabouts } from './crash/truth.js';
import { startApp, until } from './kernel/app.js';
import { StepsModule } from './kernel/twelve-steps.js';
import { PAIRINGS, on, openBeside, titleOf } from './pairings.js';
import type { Beside, Pairing } from './pairings.js';

/** Every fact of the double goes through this process as well, so fewer take as long there. */
const ENTRIES = { PostgreSQL: Number(process.env.CRASH_ENTRIES ?? 32), EventStoreDB: Number(process.env.CRASH_ENTRIES ?? 12) } as const;
const SEED = Number(process.env.CRASH_SEED ?? 20_260_301);
const ENGINES = 3;
/** Of every page of read models or deadlines, how many end in a crash just before they are stored. */
const CRASH_PROBABILITY = Number(process.env.CRASH_P ?? 0.01);
/** How long a process lives after it is ready, at least and at most, before somebody kills or pauses it. */
const LIFE_MS = [500, Number(process.env.CRASH_LIFE ?? 3_500)] as const;
const PAUSED_INSTEAD = 0.2;
/** Longer than a lease lasts: others do the work of a paused process before it wakes up. */
const PAUSE_MS = LEASE_MS + 1_500;
const BOUND_MS = Number(process.env.CRASH_BOUND ?? 240_000);

let compiled: Awaited<ReturnType<typeof compileSources>>;
beforeAll(async () => {
  compiled = await compileSources();
}, 60_000);
afterAll(() => compiled?.remove());

on(PAIRINGS, (pairing) => describe(`${ENGINES} engines that are killed and paused again and again`, () => bring(pairing)));

function bring(pairing: Pairing): void {
  const entries = ENTRIES[pairing.log];
  let home: string;
  let cluster: EmbeddedPostgres;
  let beside: Beside;
  let closing: (() => Promise<unknown>)[];
  beforeEach(async () => {
    closing = [];
    home = await mkdtemp(join(tmpdir(), 'rushi-crash-'));
    await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
    // As it ships: every commit is on disk before anybody is told.
    cluster = await startEmbeddedPostgres({ directory: join(home, 'postgres'), port: 41_000 + (process.pid % 8_000), settings: { shared_buffers: '128MB' } });
    beside = await openBeside(pairing);
  }, 90_000);
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    await beside?.close();
    await cluster?.stop();
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  /** An application in this process, which gives commands or looks. */
  async function open(engine: Readonly<{ sagas: boolean; projections: boolean }>) {
    const log = logOf({ DATABASE_URL: cluster.url, ...beside.urls });
    const app = await startApp(LandModule.forRoot({ policies: patientPolicies(), layers: loadLayers() }), { url: cluster.url, engine, log, extra: [StepsModule] });
    closing.push(async () => {
      await app.close();
      await log?.close();
    });
    return app;
  }

  it(`bring ${entries} entries to the end they should have, every step once`, async () => {
    // Two processes' worth of mailboxes: each knows only what it reads.
    const apis = [await open({ sagas: false, projections: false }), await open({ sagas: false, projections: false })] as const;
    const engines = Array.from({ length: ENGINES }, () => new EngineProcess(compiled.folder, { DATABASE_URL: cluster.url, ...beside.urls }, CRASH_PROBABILITY));
    const stop = new AbortController();
    let [kills, pauses] = [0, 0];
    const killing = Promise.all(
      engines.map(async (engine, n) => {
        const chance = new Chance(SEED + n);
        for (let life = 0; !stop.signal.aborted; life++) {
          await until(() => engine.isReady || stop.signal.aborted, BOUND_MS);
          await pause(chance.between(`life ${life}`, ...LIFE_MS), undefined, { signal: stop.signal }).catch(() => undefined);
          if (stop.signal.aborted || !engine.isReady) continue;
          if (pauses === 0 || chance.happens(`pause ${life}`, PAUSED_INSTEAD)) {
            pauses++;
            await engine.pause(PAUSE_MS, stop.signal);
            continue;
          }
          engine.kill();
          kills++;
          await until(() => !engine.isReady);
        }
      }),
    );
    const began = Date.now();
    const store = apis[0].get(EventStore);
    const county = new County(store, (command, attempt) => apis[attempt % 2]!.engine.execute(command), { entries, seed: SEED });
    const deadlines = new FarDeadlines(store, (command) => apis[0].engine.execute(command));
    try {
      const waiting = deadlines.begin();
      await county.work(AbortSignal.timeout(BOUND_MS)).catch(async (error: unknown) => {
        throw new Error(`${county.ended.size} of ${entries} entries ended after ${kills} kills and ${engines.flatMap((engine) => engine.crashes).length} crashes in ${engines.map(({ starts }) => starts).join(' and ')} lives. ${engines.map(({ said }) => said).join('\n')} ${await whereabouts(apis[0], county)}`, { cause: error });
      });
      await waiting;
      await until(async () => (await deadlines.rang()).every((times) => times > 0), 60_000);
      stop.abort();
      await killing;
      for (const engine of engines) engine.probability = 0; // The next life may be a long one.
      for (const engine of engines) engine.kill();
      await until(() => engines.every(({ isReady }) => isReady), 30_000);
      await until(async () => (await undone(apis[0])).length === 0, 60_000).catch(async () => expect(await undone(apis[0])).toEqual([]));
    } finally {
      stop.abort();
      await Promise.all(engines.map((engine) => engine.stop()));
    }

    const crashes = engines.flatMap((engine) => engine.crashes);
    expect(engines.flatMap(({ failures }) => failures)).toEqual([]);
    // A day without accidents would prove nothing.
    expect(kills + crashes.length).toBeGreaterThanOrEqual(3);
    expect(pauses).toBeGreaterThanOrEqual(1);

    const witness = await open({ sagas: false, projections: true });
    expect(new Set(await deadlines.rang())).toEqual(new Set([1]));
    const proof = pairing.log === 'PostgreSQL' ? byChain(witness.get<symbol, Postgres>(POSTGRES).pool) : byPlaces;
    expect(await truthOf(witness, witness.get(EventStore), proof, county)).toEqual(TRUTH);
    expect((await witness.get(Subscriptions).progress()).filter(({ subscription }) => subscription === 'sagas')).toHaveLength(16);
    const tally = [...county.expected.values()].reduce<Record<string, number>>((sum, status) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }), {});
    expect(Object.keys(tally)).toContain('completed');
    process.stdout.write(`crash, ${titleOf(pairing)}: ${Date.now() - began} ms, ${kills} kills, ${pauses} pauses, ${crashes.length} crashes (${[...new Set(crashes)].join(', ')}), ${JSON.stringify(tally)}, ${county.retries} retries, ${county.refusals.length} refusals\n`);
  }, BOUND_MS + 120_000);
}
