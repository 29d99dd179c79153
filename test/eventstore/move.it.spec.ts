import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { EventStoreDbLog } from '#eventstoredb';
import { NO_STREAM } from '#kernel';
import { fact } from '../../libs/kernel/testing/event-store.contract.js';
import { EventStoreDouble } from './double.js';
import { rushiOn } from './rushi-on.js';

describe('an installation that moves from PostgreSQL to EventStoreDB and back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-to-esdb-'));
  const [out, home] = [join(folder, 'out.ndjson'), join(folder, 'home.ndjson')];
  let databases: TestDatabase[];
  let double: EventStoreDouble;
  beforeAll(async () => {
    databases = [await openTestDatabase(), await openTestDatabase(), await openTestDatabase()];
    double = await EventStoreDouble.start();
    const first = ['--database', databases[0]!.url];
    expect((await rushiOn(undefined, 'simulate', '--parcels', '4', '--seed', '31', ...first)).status).toBe(0);
    expect((await rushiOn(undefined, 'export', out, ...first)).status).toBe(0);
  });
  afterAll(async () => {
    double.stop();
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('keeps every fact in its order', async () => {
    const [first, second, third] = databases.map(({ url }) => url) as [string, string, string];
    expect(await rushiOn(double.url, 'import', out, '--database', second)).toMatchObject({ status: 0 });
    expect(await rushiOn(double.url, 'verify', '--against', out, '--database', second)).toMatchObject({
      status: 0,
    });
    expect(await rushiOn(double.url, 'verify', '--against', first, '--database', second)).toMatchObject({
      status: 0,
    });
    expect((await rushiOn(double.url, 'export', home, '--database', second)).status).toBe(0);
    expect((await rushiOn(undefined, 'import', home, '--database', third)).status).toBe(0);
    expect(await rushiOn(undefined, 'verify', '--against', first, '--database', third)).toMatchObject({
      status: 0,
      out: expect.stringContaining('✓ 两份日志的事件及其次序相同'),
    });
  });

  it('does not go where its prefix has facts of another, but beside them under its own', async () => {
    const [server, home] = [await EventStoreDouble.start(), await openTestDatabase()];
    const theirs = new EventStoreDbLog({ url: server.url });
    await theirs.append('scheme-1', NO_STREAM, [fact('SchemeSubmitted', 'c1')]);
    await theirs.close();
    const before = server.log.all.length;
    const moved = () => rushiOn(server.url, 'import', out, '--database', home.url);
    expect(await moved()).toMatchObject({ status: 1, err: expect.stringContaining('不是同一份日志') });
    expect(server.log.all).toHaveLength(before);
    process.env.EVENTSTORE_PREFIX = 'jinan-';
    expect(await moved()).toMatchObject({ status: 0 });
    delete process.env.EVENTSTORE_PREFIX;
    const added = server.log.all.slice(before);
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter(({ stream }) => !stream.startsWith('jinan-'))).toEqual([]);
    await home.drop();
    server.stop();
  });

  it('is not looked for in vain: an operator is told that the server of the log is away', async () => {
    expect(
      await rushiOn('esdb://127.0.0.1:1?tls=false', 'lag', '--database', databases[0]!.url),
    ).toMatchObject({ status: 1, err: expect.stringContaining('连接不上 EventStoreDB') });
  });
});
