/*
 * Shows: an engine goes on by itself when its database dies under load; what was acknowledged is there, once.
 * How: the server is killed three times while entries are driven, and started again after pauses of different
 * lengths.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventStore } from '#kernel';
import { LandModule } from '#land';
import { POSTGRES } from '#postgres';
import type { Postgres } from '#postgres';
import { openTestCluster } from '../libs/postgres/testing/index.js';
import { County } from './crash/county.js';
import { patientCounty } from './crash/patient-packs.js';
import { TurnedClock } from './crash/turned-clock.js';
import { TRUTH, byChain, truthOf, undone, wholeLog } from './crash/truth.js';
import { startApp, until } from './kernel/app.js';
import { DAY_HANGS_MS } from '../libs/kernel/testing/patience.js';

const ENTRIES = 30;
const OUTAGES = 3;
/** Facts that are written between two outages: the server dies under load, not in its sleep. */
const FACTS_BETWEEN = 250;

let database: Awaited<ReturnType<typeof openTestCluster>>;
let app: Awaited<ReturnType<typeof startApp>> | undefined;
beforeAll(async () => {
  database = await openTestCluster();
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

describe('an engine whose PostgreSQL is killed under load', () => {
  it('goes on by itself; what was acknowledged is there, and nothing is there twice', async () => {
    const { cluster } = database;
    const clock = new TurnedClock(join(cluster.directory, '../clock'));
    app = await startApp(LandModule.forRoot(patientCounty()), {
      url: database.url,
      clock,
    });
    Logger.overrideLogger(['fatal']); // Every lane says that it tries again: expected here, and long.
    const { engine } = app;
    const store = app.get(EventStore);
    const county = new County(store, (command) => engine.execute(command), {
      entries: ENTRIES,
      seed: 11,
      clock,
    });
    const working = county.work(AbortSignal.timeout(DAY_HANGS_MS));
    working.catch(() => undefined);

    const { pool } = app.get<symbol, Postgres>(POSTGRES);
    const lost: string[][] = [];
    for (let outage = 1; outage <= OUTAGES; outage++) {
      await until(async () => (await store.head().catch(() => 0n)) >= BigInt(outage * FACTS_BETWEEN));
      const acknowledged = [...county.acknowledged];
      const pid = Number((await readFile(join(cluster.directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      // Its sessions outlive it for a moment; then nobody is answered any more.
      await until(() =>
        pool.query('select 1').then(
          () => false,
          () => true,
        ),
      );
      await pause(outage * 200); // Outages of different lengths; nobody is told how long.
      await cluster.restart();
      await until(async () => (await store.readAll(0n, 1).catch(() => [])).length > 0);
      const commands = new Set(
        (await wholeLog(store)).map(({ meta, stream }) => `${meta.command} on ${stream}`),
      );
      lost.push(acknowledged.filter(([id, stream]) => !commands.has(`${id} on ${stream}`)).map(([id]) => id));
    }
    await working;
    await until(async () => (await undone(app!)).length === 0);

    expect(lost).toEqual(Array.from({ length: OUTAGES }, () => []));
    expect([...engine.faults()]).toEqual([]);
    expect(await truthOf(app, store, byChain(pool), county)).toEqual(TRUTH);
  });
});
