/*
 * Shows: engines that are killed and paused again and again lose nothing that was acknowledged, do nothing
 * twice, and bring every entry to its end.
 * How: three engines in processes of their own on one log, accidents by chance of one seed, and at the end
 * the truth told from the log alone.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore, Subscriptions } from '#kernel';
import { LandModule } from '#land';
import { Chance } from '#simulation';
import { POSTGRES, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres, Postgres } from '#postgres';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { DAY_HANGS_MS, until } from '../../libs/kernel/testing/patience.js';
import { startApp } from '../kernel/app.js';
import { StepsModule } from '../kernel/twelve-steps.js';
import { PAIRINGS, on, openBeside, titleOf } from '../pairings.js';
import type { Beside, Pairing } from '../pairings.js';
import { Accidents } from './accidents.js';
import { logOf } from './beside.js';
import { compileSources } from './compiled.js';
import { County } from './county.js';
import { EngineProcess } from './engines.js';
import { FarDeadlines } from './far-deadlines.js';
import { patientCounty } from './patient-packs.js';
import { TurnedClock } from './turned-clock.js';
import { TRUTH, byChain, byPlaces, truthOf, undone, whereabouts } from './truth.js';

const SEED = Number(process.env.CRASH_SEED ?? 20_260_301);
const ENGINES = 3;
/** Of every page of read models or deadlines, how many end in a crash just before they are stored. */
const CRASH_PROBABILITY = Number(process.env.CRASH_P ?? 0.01);
/** A day with fewer accidents would prove nothing. */
const [KILLED_MIN, PAUSED_MIN] = [3, 1];

/** Entries that go their way through it, by where the log lies. */
export type Entries = Readonly<Record<Pairing['log'], number>>;

/** The worst day of an installation, on these pairings of log and alarms. */
export function worstDays(sizes: Entries, pairings: readonly Pairing[] = PAIRINGS): void {
  let compiled: Awaited<ReturnType<typeof compileSources>>;
  beforeAll(async () => {
    compiled = await compileSources();
  });
  afterAll(() => compiled?.remove());
  on(pairings, (pairing) =>
    describe(`${ENGINES} engines that are killed and paused again and again`, () =>
      bring(pairing, Number(process.env.CRASH_ENTRIES ?? sizes[pairing.log]), () => compiled.folder)),
  );
}

function bring(pairing: Pairing, entries: number, folder: () => string): void {
  let home: string;
  let cluster: EmbeddedPostgres;
  let beside: Beside;
  let closing: (() => Promise<unknown>)[];
  beforeEach(async () => {
    closing = [];
    home = await mkdtemp(join(tmpdir(), 'rushi-crash-'));
    await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
    // As it ships: every commit is on disk before anybody is told.
    cluster = await startEmbeddedPostgres({
      directory: join(home, 'postgres'),
      port: await freePort(),
      settings: { shared_buffers: '128MB' },
    });
    beside = await openBeside(pairing);
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    await beside?.close();
    await cluster?.release();
    await rm(home, { recursive: true, force: true });
  });

  const clockFile = () => join(home, 'clock');

  /** An application in this process, which gives commands or looks. */
  async function open(engine: Readonly<{ sagas: boolean; projections: boolean }>) {
    const log = await logOf({ DATABASE_URL: cluster.url, ...beside.urls });
    const app = await startApp(LandModule.forRoot(patientCounty()), {
      url: cluster.url,
      clock: new TurnedClock(clockFile()),
      engine,
      log,
      extra: [StepsModule],
    });
    closing.push(async () => {
      await app.close();
      await log?.close();
    });
    return app;
  }

  it(`bring ${entries} entries to the end they should have, every step once`, async () => {
    // Two processes' worth of mailboxes: each knows only what it reads.
    const apis = [
      await open({ sagas: false, projections: false }),
      await open({ sagas: false, projections: false }),
    ] as const;
    const engines = Array.from(
      { length: ENGINES },
      () =>
        new EngineProcess(
          folder(),
          { DATABASE_URL: cluster.url, CLOCK_FILE: clockFile(), ...beside.urls },
          CRASH_PROBABILITY,
        ),
    );
    const began = Date.now();
    const store = apis[0].get(EventStore);
    const county = new County(store, (command, attempt) => apis[attempt % 2]!.engine.execute(command), {
      entries,
      seed: SEED,
      clock: new TurnedClock(clockFile()),
    });
    const deadlines = new FarDeadlines(store, (command) => apis[0].engine.execute(command));
    const accidents = new Accidents(engines, () => county.seen, new Chance(SEED));
    try {
      accidents.begin();
      const waiting = deadlines.begin();
      await county.work(AbortSignal.timeout(DAY_HANGS_MS)).catch(async (error: unknown) => {
        throw new Error(
          `${county.ended.size} of ${entries} entries ended after ${accidents.kills} kills and ` +
            `${engines.flatMap((engine) => engine.crashes).length} crashes in ` +
            `${engines.map(({ starts }) => starts).join(' and ')} lives. ` +
            `${engines.map(({ said }) => said).join('\n')} ${await whereabouts(apis[0], county)}`,
          { cause: error },
        );
      });
      await waiting;
      await until(async () => (await deadlines.rang()).every((times) => times > 0));
      await accidents.end();
      for (const engine of engines) engine.probability = 0; // The next life may be a long one.
      const lives = engines.map(({ starts }) => starts);
      for (const engine of engines) engine.kill();
      await until(() => engines.every(({ isReady, starts }, n) => isReady && starts > lives[n]!));
      await until(async () => (await undone(apis[0])).length === 0);
    } finally {
      await accidents.end();
      await Promise.all(engines.map((engine) => engine.stop()));
    }

    const crashes = engines.flatMap((engine) => engine.crashes);
    expect(engines.flatMap(({ failures }) => failures)).toEqual([]);
    expect(accidents.kills + crashes.length).toBeGreaterThanOrEqual(KILLED_MIN);
    expect(accidents.pauses).toBeGreaterThanOrEqual(PAUSED_MIN);

    const witness = await open({ sagas: false, projections: true });
    expect(new Set(await deadlines.rang())).toEqual(new Set([1]));
    const proof =
      pairing.log === 'PostgreSQL' ? byChain(witness.get<symbol, Postgres>(POSTGRES).pool) : byPlaces;
    expect(await truthOf(witness, witness.get(EventStore), proof, county)).toEqual(TRUTH);
    expect(
      (await witness.get(Subscriptions).progress()).filter(({ subscription }) => subscription === 'sagas'),
    ).toHaveLength(16);
    const tally = [...county.expected.values()].reduce<Record<string, number>>(
      (sum, status) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }),
      {},
    );
    expect(Object.keys(tally)).toContain('completed');
    process.stdout.write(
      `crash, ${titleOf(pairing)}: ${Date.now() - began} ms, ${county.seen} facts, ${accidents.kills} ` +
        `kills, ${accidents.pauses} pauses, ${crashes.length} crashes ` +
        `(${[...new Set(crashes)].join(', ')}), ${JSON.stringify(tally)}, ${county.retries} retries, ` +
        `${county.refusals.length} refusals, clock set forward ${county.turns} times\n`,
    );
  });
}
