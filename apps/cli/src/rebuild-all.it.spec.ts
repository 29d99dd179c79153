import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SimulatedClock } from '#kernel';
import { DEFAULT_SCHEMA, adopt, found, openPostgres, serving } from '#postgres';
import { openTestDatabase } from '../../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../../libs/postgres/testing/index.js';
import { EventStoreDouble } from '../../../test/eventstore/double.js';
import { rushiOn } from '../../../test/eventstore/rushi-on.js';
import { rushi } from '../testing/rushi.js';
import { startEngineApp } from './engine-app.js';

const DEADLINES = 'select id, due_at, command, correlation, causation, policy from deadlines order by id';

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set search_path to ${DEFAULT_SCHEMA}`);
  return client
    .query<Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** The facts that an engine adds which goes on here, at the time at which the last one stopped. */
async function addedAt(url: string, eventStoreUrl = ''): Promise<readonly string[]> {
  const before = await startEngineApp({ url, eventStoreUrl, engine: { sagas: false, projections: false } });
  const head = await before.store.head();
  const [last] = (await before.store.readAll(0n, 1_000_000))
    .filter(({ type }) => type !== 'InstallationRebuilt')
    .slice(-1);
  await before.close();
  const app = await startEngineApp({ url, eventStoreUrl, clock: new SimulatedClock(last!.meta.occurredAt) });
  await app.engine.shown();
  const added = await app.store.readAll(head, 100);
  await app.close();
  return added.map(({ id, type }) => `${id} ${type}`);
}

describe('everything made again from the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-rebuild-'));
  let county: TestDatabase;
  let fresh: TestDatabase[];
  let double: EventStoreDouble;
  beforeAll(async () => {
    county = await openTestDatabase();
    fresh = [await openTestDatabase(), await openTestDatabase()];
    double = await EventStoreDouble.start();
    expect((await rushi('simulate', '--parcels', '8', '--seed', '21', '--database', county.url)).status).toBe(
      0,
    );
    expect((await rushi('first-admin', 'admin', '--name', '张伟', '--database', county.url)).status).toBe(0);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    double.stop();
    for (const database of [county, ...fresh]) await database.drop();
  });

  it('begins only after a look at what the log does not have, and while no process serves', async () => {
    const before = await query(county.url, 'select * from subscriptions order by subscription, partition');
    const asked = await rushi('rebuild', '--all', '--database', county.url);
    expect(asked).toMatchObject({
      status: 2,
      out: expect.stringMatching(/accounts +1/),
      err: expect.stringContaining('--yes'),
    });
    expect(await query(county.url, 'select * from subscriptions order by subscription, partition')).toEqual(
      before,
    );
    const server = (await serving(county.url, DEFAULT_SCHEMA))!;
    expect(await rushi('rebuild', '--all', '--yes', '--database', county.url)).toMatchObject({
      status: 1,
      err: expect.stringContaining('停止所有服务进程'),
    });
    await server.release();
  });

  it('that was cut off lets no server start until it was done again', async () => {
    const postgres = await openPostgres({ url: county.url });
    await adopt(postgres.keyValues, 'unfinished');
    const started = found(postgres, postgres.store, { at: '2026-03-02T02:00:00.000Z', release: '0.1.0' });
    await expect(started).rejects.toMatchObject({ code: 'installation.foreign' });
    await postgres.close();
    expect((await rushi('rebuild', '--all', '--yes', '--database', county.url)).status).toBe(0);
  });

  it('says in its help what becomes of the sagas and what stays', async () => {
    const { out } = await rushi('rebuild', '--help');
    for (const part of ['--all', '流程（saga）不从头再走', 'VAULT_KEY', '幂等记录'])
      expect(out).toContain(part);
  });

  it('is what it was, and a rebuilt county gives no new facts, though only the log was left', async () => {
    const deadlines = await query(county.url, DEADLINES);
    for (const lost of [
      'select 1',
      'truncate subscriptions, deadlines, documents',
      `delete from records where space = 'saga-places'`,
    ]) {
      await query(county.url, lost);
      expect(await rushi('rebuild', '--all', '--yes', '--database', county.url)).toMatchObject({ status: 0 });
      expect(await query(county.url, DEADLINES)).toEqual(deadlines);
      expect(await addedAt(county.url)).toEqual([]);
      expect(await rushi('verify', '--database', county.url)).toMatchObject({ status: 0 });
    }
    expect(
      await query(county.url, `select count(*)::int as n from records where space = 'accounts'`),
    ).toEqual([{ n: 1 }]);
  });

  it('brings a new database beside a log on EventStoreDB, whose installation it then is', async () => {
    const [file, [lost, next]] = [join(folder, 'county.ndjson'), fresh as [TestDatabase, TestDatabase]];
    expect((await rushi('export', file, '--database', county.url)).status).toBe(0);
    expect((await rushiOn(double.url, 'import', file, '--database', lost.url)).status).toBe(0);
    const app = await startEngineApp({
      url: lost.url,
      eventStoreUrl: double.url,
      engine: { sagas: false, projections: false },
    });
    const id = await found(app.postgres, app.store, { at: app.clock.now(), release: '0.1.0' });
    const beside = await openPostgres({ url: next.url });
    await expect(found(beside, app.store, { at: app.clock.now(), release: '0.1.0' })).rejects.toMatchObject({
      code: 'installation.foreign',
    });
    const { status, out } = await rushiOn(
      double.url,
      'rebuild',
      '--all',
      '--yes',
      '--json',
      '--database',
      next.url,
    );
    expect([status, JSON.parse(out)]).toEqual([0, expect.objectContaining({ installation: id })]);
    expect(await found(beside, app.store, { at: app.clock.now(), release: '0.1.0' })).toBe(id);
    await beside.close();
    await app.close();
    expect(await query(next.url, DEADLINES)).toEqual(await query(lost.url, DEADLINES));
    expect(await addedAt(next.url, double.url)).toEqual([]);
    expect(await rushiOn(double.url, 'verify', '--database', next.url)).toMatchObject({ status: 0 });
  });
});
