import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openTestDatabase } from '../../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../../libs/postgres/testing/index.js';
import { rushi } from '../testing/rushi.js';
import type { Said } from '../testing/rushi.js';

describe('a simulated county of ten parcels', () => {
  let database: TestDatabase;
  let simulated: Said;
  beforeAll(async () => {
    database = await openTestDatabase();
    simulated = await rushi(
      'simulate',
      '--parcels',
      '10',
      '--seed',
      '11',
      '--database',
      database.url,
      '--json',
    );
  });
  afterAll(() => database.drop());

  it('ends with every law of the log kept', () => {
    const { ok, report, checks, parked } = JSON.parse(simulated.out) as {
      ok: boolean;
      parked: number;
      report: { entries: number };
      checks: { id: string; violations: string[] }[];
    };
    expect(checks.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect({ ok, parked, entries: report.entries, status: simulated.status }).toEqual({
      ok: true,
      parked: 0,
      entries: 10,
      status: 0,
    });
  });

  it('refuses a database that has events already', async () => {
    const { status, err } = await rushi(
      'simulate',
      '--parcels',
      '1',
      '--seed',
      '1',
      '--database',
      database.url,
    );
    expect(err).toContain('已有事件');
    expect(status).toBe(1);
  });

  it('is verified', async () => {
    const { status, out } = await rushi('verify', '--database', database.url);
    expect(out).toContain('✓ 读模型与重建结果一致');
    expect(status).toBe(0);
  });

  it('rebuilds a read model into the same', async () => {
    const { status, out, err } = await rushi('rebuild', 'tasks', '--database', database.url);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('tasks');
    expect((await rushi('verify', '--database', database.url)).status).toBe(0);
  });

  it('replays an entry, with the state after every event', async () => {
    const entry = await first(
      database.url,
      `select correlation from rushi.events where type = 'SchemeSubmitted' order by position limit 1`,
    );
    const { status, out } = await rushi('replay', entry, '--database', database.url);
    expect(status).toBe(0);
    expect(out).toContain('入市方案·提交入市方案（SchemeSubmitted）');
    expect(out).toContain('✓ 全部事件均可重放。');
  });

  it('gets its first administrator once, with a password for the first sign-in only', async () => {
    const made = await rushi('first-admin', 'admin', '--name', '张伟', '--database', database.url, '--json');
    expect(made.status).toBe(0);
    expect(JSON.parse(made.out)).toEqual({
      user: 'admin',
      initialPassword: expect.stringMatching(/^\S{12,}$/),
    });
    const again = await rushi('first-admin', 'root', '--name', '李强', '--database', database.url);
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('已有系统管理员 admin')]);
  });

  it('has nothing parked, and says who to dismiss when there is nothing', async () => {
    expect((await rushi('parked', '--database', database.url)).out).toBe('没有待人工处理事项。\n');
    expect((await rushi('dismiss', 'nothing', '--why', '无', '--database', database.url)).status).toBe(1);
    expect((await rushi('release', 'nothing', '--database', database.url)).err).toContain('parked.unknown');
  });

  it('shows a read model that was changed by hand', async () => {
    await change(database.url, `update rushi.documents set body = '{"forged":true}' where model = 'quotas'`);
    const { status, out } = await rushi('verify', '--database', database.url);
    expect(out).toMatch(/✗ 读模型与重建结果一致[\s\S]*quotas\/quota-370114-2025\.supply 与事件不符/);
    expect(status).toBe(1);
  });

  it('names the first event that was tampered with', async () => {
    await change(
      database.url,
      `alter table rushi.events disable trigger all; update rushi.events set data = '{}' where position ` +
        '= 7; alter table rushi.events enable trigger all',
    );
    const id = await first(
      database.url,
      `select stream || '@' || version from rushi.events where position = 7`,
    );
    const { status, out } = await rushi('verify', '--database', database.url);
    expect(out).toContain(`位置 7 的事件 ${id}：内容与哈希不符`);
    expect(status).toBe(1);
  });
});

async function change(url: string, sql: string): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = (await client.query(sql).finally(() => client.end())) as unknown as
    pg.QueryResult | pg.QueryResult[];
  return [result].flat();
}

async function first(url: string, sql: string): Promise<string> {
  const [result] = await change(url, sql);
  return Object.values(result!.rows[0] as Record<string, string>)[0]!;
}
