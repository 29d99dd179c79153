import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventStore } from '#kernel';
import { LandModule, loadLayers } from '#land';
import { POSTGRES } from '#postgres';
import type { Postgres } from '#postgres';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { County } from './crash/county.js';
import { patientPolicies } from './crash/patient-policies.js';
import { TRUTH, byChain, truthOf, undone, wholeLog } from './crash/truth.js';
import { startApp, until } from './kernel/app.js';

const ENTRIES = 30;
const OUTAGES = 3;
/** Facts that are written between two outages: the server dies under load, not in its sleep. */
const FACTS_BETWEEN = 250;
const BOUND_MS = 90_000;

/** With TEST_DATABASE_URL the server is not ours to kill: then this suite says so instead of passing. */
const ours = !process.env.TEST_DATABASE_URL;
const suite = ours ? describe : describe.skip;

let database: TestDatabase;
let app: Awaited<ReturnType<typeof startApp>> | undefined;
beforeAll(async () => {
  if (ours) database = await openTestDatabase();
}, 60_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
}, 60_000);

suite('an engine whose PostgreSQL is killed under load (skipped where TEST_DATABASE_URL names a server that is not ours)', () => {
  it('goes on by itself; what was acknowledged is there, and nothing is there twice', async () => {
    const { cluster } = database;
    app = await startApp(LandModule.forRoot({ policies: patientPolicies(), layers: loadLayers() }), { url: database.url });
    Logger.overrideLogger(['fatal']); // Every lane says that it tries again: expected here, and long.
    const { engine } = app;
    const store = app.get(EventStore);
    const county = new County(store, (command) => engine.execute(command), { entries: ENTRIES, seed: 11 });
    const working = county.work(AbortSignal.timeout(BOUND_MS));
    working.catch(() => undefined);

    const { pool } = app.get<symbol, Postgres>(POSTGRES);
    const lost: string[][] = [];
    for (let outage = 1; outage <= OUTAGES; outage++) {
      await until(async () => (await store.head().catch(() => 0n)) >= BigInt(outage * FACTS_BETWEEN), 60_000);
      const acknowledged = [...county.acknowledged];
      const pid = Number((await readFile(join(cluster!.directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      // Its sessions outlive it for a moment; then nobody is answered any more.
      await until(() => pool.query('select 1').then(() => false, () => true), 10_000);
      await pause(outage * 200); // Outages of different lengths; nobody is told how long.
      await cluster!.restart();
      await until(async () => (await store.readAll(0n, 1).catch(() => [])).length > 0);
      const commands = new Set((await wholeLog(store)).map(({ meta, stream }) => `${meta.command} on ${stream}`));
      lost.push(acknowledged.filter(([id, stream]) => !commands.has(`${id} on ${stream}`)).map(([id]) => id));
    }
    await working;
    await until(async () => (await undone(app!)).length === 0, 60_000).catch(async () => expect(await undone(app!)).toEqual([]));

    expect(lost).toEqual(Array.from({ length: OUTAGES }, () => []));
    expect([...engine.faults()]).toEqual([]);
    expect(await truthOf(app, store, byChain(pool), county)).toEqual(TRUTH);
  }, BOUND_MS + 90_000);
});
