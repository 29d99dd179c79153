import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SimulatedClock } from '#kernel';
import { DEFAULT_SCHEMA, serving } from '#postgres';
import { openTestDatabase } from '../../../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../../../libs/postgres/testing/index.js';
import { rushi } from '../../testing/rushi.js';
import { startEngineApp } from '../engine-app.js';

async function query<Row extends object>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

describe('an installation that moves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-move-'));
  const file = join(folder, 'county.ndjson');
  const databases: TestDatabase[] = [];
  const fresh = async () => {
    const database = await openTestDatabase();
    databases.push(database);
    return database.url;
  };
  let old: string;
  let exported: { events: number; rows: number };
  const lines = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((text) => text !== '');

  beforeAll(async () => {
    old = await fresh();
    expect((await rushi('simulate', '--parcels', '8', '--seed', '21', '--database', old)).status).toBe(0);
    expect((await rushi('first-admin', 'admin', '--name', '张伟', '--database', old)).status).toBe(0);
    const { status, out } = await rushi('export', file, '--database', old, '--json');
    expect(status).toBe(0);
    exported = JSON.parse(out) as typeof exported;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    for (const database of databases) await database.drop();
  });

  it('is a file with every event in order, what is kept beside them, and an end', () => {
    const kinds = lines().map((text) => (JSON.parse(text) as { kind: string }).kind);
    expect(kinds.filter((kind) => kind === 'event')).toHaveLength(exported.events);
    expect(kinds.filter((kind) => kind === 'row')).toHaveLength(exported.rows);
    expect([kinds[0], kinds[kinds.length - 1]]).toEqual(['rushi', 'end']);
    expect(exported.events).toBeGreaterThan(250);
    expect(lines().some((text) => text.includes('"table":"records"') && text.includes('"admin"'))).toBe(true);
  });

  it('does not arrive where somebody serves: it is refused before the file is read', async () => {
    const next = await fresh();
    const server = (await serving(next, DEFAULT_SCHEMA))!;
    expect(await rushi('import', join(folder, 'no such file'), '--database', next)).toMatchObject({
      status: 1,
      err: expect.stringContaining('目标安装正在运行'),
    });
    await server.release();
    expect((await rushi('import', join(folder, 'no such file'), '--database', next)).err).not.toContain(
      '正在运行',
    );
  });

  it('arrives as it was: facts, order, accounts and deadlines, and nothing is done again', async () => {
    const next = await fresh();
    expect((await rushi('import', file, '--database', next)).status).toBe(0);
    const notes =
      `select data, meta -> 'actor' as actor from rushi.events ` + `where type = 'InstallationImported'`;
    const sha256 = (JSON.parse(lines().at(-1)!) as { sha256: string }).sha256;
    const note = {
      data: { events: exported.events, rows: exported.rows, sha256 },
      actor: { person: `machine:${userInfo().username}`, role: 'operator', office: 'machine' },
    };
    expect(await query(next, notes)).toEqual([note]);
    for (const other of [file, old])
      expect(await rushi('verify', '--against', other, '--database', next)).toMatchObject({
        status: 0,
        out: expect.stringContaining('✓ 两份日志的事件及其次序相同'),
      });
    const counts =
      'select (select count(*)::int from rushi.deadlines) as deadlines, (select count(*)::int from ' +
      'rushi.parked) as parked, (select count(*)::int from rushi.refusals) as refusals, (select ' +
      "count(*)::int from rushi.records where space = 'accounts') as accounts";
    expect(await query(next, counts)).toEqual(await query(old, counts));
    expect((await rushi('first-admin', 'root', '--name', '李强', '--database', next)).err).toContain(
      '已有系统管理员 admin',
    );

    // At the instant of the last fact: what fell due in the world since then is no part of the move.
    const [last] = await query<{ at: string }>(
      next,
      `select max(meta ->> 'occurredAt') as at from rushi.events where type <> 'InstallationImported'`,
    );
    const app = await startEngineApp({
      url: next,
      engine: { partitions: 16 },
      clock: new SimulatedClock(last!.at),
    });
    try {
      await app.engine.shown();
      expect(await app.store.behind(0n)).toBe(exported.events + 1);
    } finally {
      await app.close();
    }
    expect(await rushi('verify', '--database', next)).toMatchObject({ status: 0 });
    expect((await rushi('verify', '--against', file, '--database', next)).status).toBe(0);
  });

  it('goes on where an export was cut off, and the file is the same', async () => {
    const whole = readFileSync(file, 'utf8');
    for (const kept of [0, 10, Math.floor(whole.length / 2), whole.lastIndexOf('\n', whole.length - 2) - 5]) {
      const cut = join(folder, `cut-${kept}.ndjson`);
      writeFileSync(cut, whole.slice(0, kept));
      expect([kept, (await rushi('export', cut, '--database', old)).status]).toEqual([kept, 0]);
      expect([kept, readFileSync(cut, 'utf8') === whole]).toEqual([kept, true]);
    }
    expect((await rushi('export', file, '--database', old)).err).toContain('已经导出完成');
  });

  it('goes on where an import was cut off', async () => {
    const next = await fresh();
    const app = await startEngineApp({ url: next, engine: { sagas: false, projections: false } });
    const events = lines()
      .map(
        (text) =>
          JSON.parse(text) as {
            kind: string;
            stream: string;
            version: number;
            type: string;
            data: object;
            meta: never;
          },
      )
      .filter(({ kind }) => kind === 'event');
    for (const { stream, version, type, data, meta } of events.slice(0, 40))
      await app.store.append(stream, version - 1, [{ type, data, meta }]);
    await app.close();
    const { status, out } = await rushi('import', file, '--database', next, '--json');
    expect([status, JSON.parse(out)]).toEqual([
      0,
      { events: exported.events, rows: exported.rows, skipped: 40 },
    ]);
    expect((await rushi('verify', '--against', file, '--database', next)).status).toBe(0);
    expect((await rushi('import', file, '--database', next)).status).toBe(0);
    expect(
      await query(next, `select count(*)::int as n from rushi.events where type = 'InstallationImported'`),
    ).toEqual([{ n: 1 }]);
    expect((await rushi('verify', '--against', file, '--database', next)).status).toBe(0);
  });

  it('is not taken when it is not whole, was changed, or meets another log', async () => {
    const whole = lines();
    const variant = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const next = await fresh();
    expect(
      (
        await rushi(
          'import',
          variant('open.ndjson', `${whole.slice(0, -1).join('\n')}\n`),
          '--database',
          next,
        )
      ).err,
    ).toContain('没有结尾');
    expect(
      (
        await rushi(
          'import',
          variant('changed.ndjson', `${whole.join('\n').replace('"reason":"', '"reason":"x')}\n`),
          '--database',
          next,
        )
      ).err,
    ).toContain('校验不符');
    expect(
      (
        await rushi(
          'import',
          variant('torn.ndjson', `${whole.join('\n').slice(0, 3_000)}\n`),
          '--database',
          next,
        )
      ).err,
    ).toMatch(/第 \d+ 行/);
    expect(
      (await rushi('import', variant('other.ndjson', '{"kind":"event"}\n'), '--database', next)).err,
    ).toContain('第 1 行');
    expect(await query(next, 'select count(*)::int as n from rushi.events')).toEqual([{ n: 0 }]);
    const foreign = await fresh();
    expect((await rushi('simulate', '--parcels', '1', '--seed', '2', '--database', foreign)).status).toBe(0);
    expect((await rushi('import', file, '--database', foreign)).err).toContain('不是同一份日志');
    expect(await rushi('verify', '--against', file, '--database', foreign)).toMatchObject({
      status: 1,
      out: expect.stringMatching(/第 \d+ 个事件/),
    });
  });

  it('stays while somebody works on it', async () => {
    const app = await startEngineApp({ url: old });
    const { status, err } = await rushi('export', join(folder, 'busy.ndjson'), '--database', old);
    expect([status, err]).toEqual([1, expect.stringContaining('服务正在运行')]);
    await app.close();
  });
});
