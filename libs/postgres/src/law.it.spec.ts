import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { NO_STREAM } from '#kernel';
import { everything, fact, freshStream, until } from '#kernel/testing';
import { openTestCluster } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';
import { verifyLog } from './verify-log.js';

const WRITERS = 8;
/** Acknowledged before the server is killed, and again after it. */
const FACTS_BETWEEN = 400;

describe('the log', () => {
  let database: Awaited<ReturnType<typeof openTestCluster>>;
  let postgres: Postgres;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await openTestCluster();
    postgres = await openPostgres({ url: database.url });
    owner = new pg.Client({ connectionString: database.url });
    owner.on('error', () => undefined);
    await owner.connect();
    await owner.query('set search_path to rushi');
    await postgres.store.append(freshStream(), NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
  });
  afterAll(async () => {
    await owner.end().catch(() => undefined);
    await postgres.close();
    await database.drop();
  });

  const CHANGES = [
    `update events set type = 'X'`,
    `update events set type = 'X' where false`,
    'delete from events where position = 1',
    'truncate events',
    'truncate events cascade',
    'merge into events e using (values (1)) v(n) on e.position = v.n when matched then delete',
  ];
  it.each(CHANGES)('refuses its owner: %s', async (change) => {
    await expect(owner.query(change)).rejects.toThrow('The log is never changed');
  });
  it.each([
    ...CHANGES,
    `insert into events select * from events`,
    'drop table events',
    'alter table events disable trigger all',
    'delete from parked',
  ])('refuses the application: %s', async (change) => {
    await expect(postgres.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });

  it('is guarded in replica mode too', async () => {
    await owner.query('begin; set local session_replication_role = replica');
    await expect(owner.query('delete from events')).rejects.toThrow('The log is never changed');
    await owner.query('rollback');
  });

  it('opens a second time without anything to migrate', async () => {
    const { rows: before } = await owner.query('select * from schema_migrations order by name');
    await (await openPostgres({ url: database.url })).close();
    expect((await owner.query('select * from schema_migrations order by name')).rows).toEqual(before);
  });

  it('hears what another process appends', async () => {
    const other = await openPostgres({ url: database.url });
    const stop = new AbortController();
    const follower = other.store.follow(await other.store.head(), stop.signal);
    const next = follower.next();
    const { position } = await postgres.store.append(freshStream(), NO_STREAM, [fact('A', 'c1')]);
    expect((await next).value).toMatchObject([{ position }]);
    stop.abort();
    await other.close();
  });

  it('answers an append whose connection was cut, and has it once', async () => {
    const stream = freshStream();
    const cut = () =>
      owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like '%append_%' and pid <> ` +
          'pg_backend_pid()',
      );
    for (let version = NO_STREAM; version < 40; version++) {
      const appending = postgres.store.append(stream, version, [fact('Counted', `c${version}`)]);
      // Every turn the cut falls a little later: before, during or after the commit.
      if (version % 4 === 0) await new Promise((resolve) => setTimeout(resolve, version / 20)).then(cut);
      expect((await appending).version).toBe(version + 1);
    }
    expect((await postgres.store.read(stream)).map(({ version }) => version)).toEqual(
      Array.from({ length: 41 }, (_, n) => n),
    );
  });

  it('loses nothing it acknowledged when the server is killed under load', async () => {
    const { cluster } = database;
    const acknowledged = new Map<string, bigint>();
    let writing = true;
    const writers = Array.from({ length: WRITERS }, async () => {
      const stream = freshStream();
      for (let version = NO_STREAM; writing; version++) {
        const { position } = await postgres.store.append(stream, version, [
          fact('Counted', `${stream}/${version}`),
        ]);
        acknowledged.set(`${stream}@${version + 1}`, position);
      }
    });
    await until(() => acknowledged.size >= FACTS_BETWEEN);
    const pid = Number((await readFile(`${cluster.directory}/postmaster.pid`, 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const before = acknowledged.size;
    expect((await cluster.restart()).port).toBe(cluster.port);
    await until(() => acknowledged.size >= before + FACTS_BETWEEN);
    writing = false;
    await Promise.all(writers);

    const all = await everything(postgres.store, 0n, 1_000);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
    const counted = new Map(all.map(({ id, position }) => [id, position]));
    expect(counted.size).toBe(all.length);
    for (const [id, position] of acknowledged) expect(counted.get(id)).toBe(position);
    expect(await verifyLog(postgres.pool)).toMatchObject({ events: all.length });
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it('names the first event that somebody tampered with', async () => {
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('set search_path to rushi');
    const stream = freshStream();
    const { position } = await postgres.store.append(
      stream,
      NO_STREAM,
      ['A', 'B', 'C'].map((type) => fact(type, 'c1', { amount: '100' })),
    );
    const broken = async () => (await verifyLog(postgres.pool)).broken;
    const tamper = (change: string) =>
      owner.query(
        `alter table events disable trigger all; ${change}; alter table events enable always trigger ` +
          'events_never_change',
      );

    await tamper(`update events set data = '{"amount":"900"}' where stream = '${stream}' and version = 1`);
    expect(await broken()).toMatchObject({ position: position - 1n, event: `${stream}@1` });
    await tamper(`update events set data = '{"amount":"100"}' where stream = '${stream}' and version = 1`);
    expect(await broken()).toBeUndefined();
    await tamper(`update events set command = 'c2' where stream = '${stream}' and version = 0`);
    expect(await broken()).toMatchObject({ event: `${stream}@0`, reason: expect.stringContaining('column') });
    await tamper(`delete from events where stream = '${stream}' and version = 0`);
    expect(await broken()).toMatchObject({ reason: `the event at position ${position - 2n} is missing` });
  });
});
