/*
 * Shows: a database that is full, read-only or away is told apart from an answer, and writes go on when it is
 * back.
 * How: a cluster of its own is stopped under writers, made read-only, and made to report a full disk.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { NO_STREAM, StorageAway, StorageFull, readModel } from '#kernel';
import { fact, freshStream } from '#kernel/testing';
import { forceStop } from './embedded.js';
import { connectionTo } from './connection.js';
import { settle } from './installation.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';
import { alone, serving, unserved } from './sole-work.js';
import { storageFaultOf } from './storage-faults.js';
import { openTestCluster } from '../testing/index.js';

let database: Awaited<ReturnType<typeof openTestCluster>>;
let postgres: Postgres;
const asAdmin = async (...statements: readonly string[]) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
};
beforeAll(async () => {
  database = await openTestCluster();
  postgres = await openPostgres({ url: database.url });
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

describe('an installation', () => {
  const key = (byte: number) => Buffer.alloc(32, byte);
  it('keeps the partitions and the key of its first start, and only the key’s fingerprint', async () => {
    await settle(postgres, { partitions: 16, vault: key(1) });
    await settle(postgres, { partitions: 16, vault: key(1) });
    await expect(settle(postgres, { partitions: 8, vault: key(1) })).rejects.toMatchObject({
      code: 'partitions.other',
      zh: expect.stringContaining('16'),
    });
    await expect(settle(postgres, { partitions: 16, vault: key(2) })).rejects.toMatchObject({
      code: 'vault-key.other',
      zh: expect.stringContaining('VAULT_KEY'),
    });
    expect(JSON.stringify(await postgres.keyValues.list('installation'))).not.toContain(
      key(1).toString('base64'),
    );
  });
  it('that is older than this rule has its partitions from its leases', async () => {
    const older = await openPostgres({ url: database.url, schema: 'older' });
    await older.subscriptions.acquire('sagas', 4);
    await expect(settle(older, { partitions: 16, vault: key(1) })).rejects.toMatchObject({
      code: 'partitions.other',
    });
    await settle(older, { partitions: 4, vault: key(1) });
    await older.close();
  });
  it('is filled only while nobody serves, and served only while nobody fills it', async () => {
    const [one, two] = [(await serving(database.url, 'rushi'))!, (await serving(database.url, 'rushi'))!];
    expect(await unserved(database.url, 'rushi')).toBeUndefined();
    await one.release();
    expect(await unserved(database.url, 'rushi')).toBeUndefined();
    await two.release();
    const filling = (await unserved(database.url, 'rushi'))!;
    expect(await serving(database.url, 'rushi')).toBeUndefined();
    await filling.release();
  });
  it('is made by one process at a time', async () => {
    const turns: string[] = [];
    const turn = (name: string) =>
      alone(database.url, 'rushi', async () => {
        turns.push(name);
        await new Promise(setImmediate);
        turns.push(name);
      });
    await Promise.all([turn('a'), turn('b'), turn('c')]);
    expect([turns[0], turns[2], turns[4]]).toEqual([turns[1], turns[3], turns[5]]);
  });
});

describe('a database elsewhere', () => {
  it('has a plus, a percent and a space in user, password and name', async () => {
    await asAdmin(`create role "a+b %" superuser login password 'p+q% /'`, `create database "d+e f%"`);
    const url = new URL(database.url);
    [url.username, url.password, url.pathname] = ['a+b%20%25', 'p+q%25%20%2F', '/d+e%20f%25'];
    const there = await openPostgres({ url: url.href });
    const { rows } = await there.pool.query<{ name: string }>('select current_database() as name');
    expect(rows[0]!.name).toBe('d+e f%');
    await there.close();
  });
  it('is refused at once where its encoding would lose names', async () => {
    await asAdmin(
      `create database ascii encoding 'SQL_ASCII' locale 'C' locale_provider 'libc' template template0`,
    );
    const url = new URL(database.url);
    url.pathname = '/ascii';
    await expect(openPostgres({ url: url.href })).rejects.toMatchObject({
      code: 'database.encoding',
      zh: expect.stringContaining('SQL_ASCII'),
    });
  });
  it('reads a backslash as a backslash, whatever the server thinks', async () => {
    await asAdmin(
      'create database slashes',
      'alter database slashes set standard_conforming_strings = off',
      `alter database slashes set bytea_output = 'escape'`,
    );
    const url = new URL(database.url);
    url.pathname = '/slashes';
    const there = await openPostgres({ url: url.href });
    const { rows } = await there.pool.query<{ text: string }>(String.raw`select 'a\nb' as text`);
    expect(rows[0]!.text).toBe(String.raw`a\nb`);
    const stream = freshStream();
    await there.store.append(stream, NO_STREAM, [fact('A', String.raw`c\1`)]);
    expect((await there.store.read(stream))[0]!.meta.command).toBe(String.raw`c\1`);
    await there.close();
  });
  it('keeps a query that was given, and its spaces', () => {
    const { connectionString } = connectionTo('postgres://u+v:p@h/d+e?application_name=a+b', 'rushi');
    expect(connectionString).toMatch(/^postgres:\/\/u\+v:p@h\/d\+e\?application_name=a%20b&options=-c%20/);
  });
});

describe('a fault of the storage', () => {
  const answer = (code: string) => Object.assign(new pg.DatabaseError('said', 4, 'error'), { code });
  it('is told apart from an answer and from a mistake of ours', () => {
    for (const code of ['57P01', '57P03', '53300', '08006', '57014', '58030', '25006'])
      expect(storageFaultOf(answer(code))).toMatchObject({ code: 'storage.away', state: code });
    expect(storageFaultOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBeInstanceOf(
      StorageAway,
    );
    for (const full of [answer('53100'), Object.assign(new Error('write'), { code: 'ENOSPC' })])
      expect(storageFaultOf(full)).toBeInstanceOf(StorageFull);
    for (const other of [answer('23505'), answer('42P01'), new TypeError('ours')])
      expect(storageFaultOf(other)).toBe(other);
  });

  it('of a full disk is the answer of an append, at once, and nothing was written', async () => {
    const stream = freshStream();
    const full =
      `create function rushi.full() returns trigger language plpgsql as $$ begin raise exception 'full' ` +
      `using errcode = '53100'; end $$`;
    await asAdmin(
      full,
      'create trigger full_disk before insert on rushi.events for each statement execute function ' +
        'rushi.full()',
    );
    await expect(postgres.store.append(stream, NO_STREAM, [fact('A', 'c1')])).rejects.toMatchObject({
      code: 'storage.full',
      state: '53100',
      retryAfterSeconds: 60,
    });
    // Whoever asks whether it can be worked on is told the same, by a try of its own each time.
    await expect(postgres.keyValues.takesWrites()).rejects.toMatchObject({
      code: 'storage.full',
      state: '53100',
    });
    expect(await postgres.store.read(stream)).toEqual([]);
    await asAdmin('drop trigger full_disk on rushi.events');
    const head = await postgres.store.head();
    await postgres.keyValues.takesWrites();
    expect([await postgres.store.head(), await postgres.store.read('probe')]).toEqual([head, []]);
    expect(await postgres.store.append(stream, NO_STREAM, [fact('A', 'c1')])).toMatchObject({ version: 0 });
  });

  it('of a database that has become read-only is said until it takes a write again', async () => {
    const setReadOnly = (how: string) =>
      asAdmin(
        'set default_transaction_read_only = off',
        `alter database rushi ${how}`,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rushi'`,
      );
    const said = async (write: () => Promise<unknown>) =>
      write().then(
        () => 'taken',
        (error: { state?: string }) => error.state,
      );
    const until = async (word: string, write: () => Promise<unknown>) => {
      while ((await said(write)) !== word) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await setReadOnly('set default_transaction_read_only = on');
    await until('25006', () => postgres.keyValues.put('a', 'b', {}));
    expect(await said(() => postgres.keyValues.takesWrites())).toBe('25006');
    await setReadOnly('reset default_transaction_read_only');
    await until('taken', () => postgres.keyValues.takesWrites());
  });

  it('is what every port says while the server is away; a write in flight is answered later', async () => {
    const stream = freshStream();
    await forceStop(database.cluster.directory);
    const written = postgres.store.append(stream, NO_STREAM, [fact('A', 'c1')]);
    await expect(postgres.store.read(stream)).rejects.toBeInstanceOf(StorageAway);
    await expect(postgres.keyValues.get('a', 'b')).rejects.toBeInstanceOf(StorageAway);
    await expect(postgres.readModels.find(readModel('a'), 'b')).rejects.toBeInstanceOf(StorageAway);
    await database.cluster.restart();
    expect(await written).toMatchObject({ version: 0 });
    expect(await postgres.store.read(stream)).toHaveLength(1);
  });
});
