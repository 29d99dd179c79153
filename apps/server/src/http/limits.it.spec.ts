import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FlexibleLimits } from '#access';
import type { Limit } from '#access';
import { impatientRedisClient } from '#jobs';
import { openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { RedisServer, hasRedis } from '../../../../libs/jobs/testing/redis-server.js';
import { openTestDatabase } from '../../../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../../../libs/postgres/testing/index.js';
import { Housekeeping } from '../health/housekeeping.js';
import { openLog } from './log.js';

const THREE: Limit = { name: 'three', max: 3, seconds: 60 };

/** What limits promise wherever they are counted. `one` and `other` are two processes of an installation. */
async function promise(one: FlexibleLimits, other: FlexibleLimits, key: string): Promise<void> {
  expect(await one.waitMs(THREE, key)).toBe(0);
  for (const [n, limits] of [one, other, one].entries())
    expect(await limits.take(THREE, key)).toEqual({ count: n + 1, waitMs: 0 });
  const { count, waitMs } = await other.take(THREE, key);
  expect([count, waitMs > 0 && waitMs <= 60_000]).toEqual([4, true]);
  expect(await one.waitMs(THREE, key)).toBeGreaterThan(0);
  expect(await one.take(THREE, `${key} of somebody else`)).toEqual({ count: 1, waitMs: 0 });
  await one.forget(THREE, key);
  expect(await other.waitMs(THREE, key)).toBe(0);
  await one.shut(THREE, key, 40);
  const shut = await other.waitMs(THREE, key);
  expect([shut > 30_000, shut <= 40_000]).toEqual([true, true]);
}

/** While the store is away each process counts for itself. */
async function promiseAlone(limits: FlexibleLimits): Promise<void> {
  const counts = [];
  for (let n = 0; n < 4; n++) counts.push((await limits.take(THREE, 'alone')).waitMs > 0);
  expect(counts).toEqual([false, false, false, true]);
}

describe('limits on PostgreSQL', () => {
  let database: TestDatabase;
  let processes: readonly Postgres[];
  beforeAll(async () => {
    database = await openTestDatabase();
    processes = [await openPostgres({ url: database.url }), await openPostgres({ url: database.url })];
  });
  afterAll(() => database.drop());
  const limitsOf = ({ counters }: Postgres) => new FlexibleLimits({ kind: 'postgres', counters });

  it('are shared by all processes', () => promise(limitsOf(processes[0]!), limitsOf(processes[1]!), 'wang'));

  it('leave nothing behind: what is over goes with all that expired, and what counts stays', async () => {
    const { counters, claims, keyValues, pool } = processes[0]!;
    const limits = new FlexibleLimits({ kind: 'postgres', counters });
    const house = new Housekeeping(keyValues, limits, claims, openLog('silent'));
    for (const key of ['over', 'counts']) await limits.take(THREE, `clean ${key}`);
    await pool.query(`update limits set expire = expire - 600000 where key like '%clean over'`);
    expect(await house.clean()).toBe(1);
    expect((await pool.query(`select key from limits where key like '%clean %'`)).rows).toEqual([
      { key: expect.stringContaining('clean counts') },
    ]);
    expect((await limits.take(THREE, 'clean counts')).count).toBe(2);
  });

  it('are kept by each process for itself while it is away', async () => {
    const limits = limitsOf(processes[0]!);
    for (const { close } of processes) await close();
    await promiseAlone(limits);
  });
});

if (!hasRedis()) {
  describe.skip('limits on Redis (skipped: redis-server is not installed)', () => {
    it('need it', () => undefined);
  });
} else {
  describe('limits on Redis', () => {
    it('are shared by all processes, and kept by each for itself while it is away', async () => {
      const server = await RedisServer.start();
      const clients = [impatientRedisClient(server.url), impatientRedisClient(server.url)] as const;
      try {
        await Promise.all(
          clients.map(
            (client) =>
              new Promise((resolve) =>
                client.status === 'ready' ? resolve(undefined) : client.once('ready', resolve),
              ),
          ),
        );
        const [one, other] = clients.map((client) => new FlexibleLimits({ kind: 'redis', client }));
        await promise(one!, other!, 'wang');
        // Stopped, not ended: it takes every question and answers none.
        server.signal('SIGSTOP');
        await promiseAlone(one!);
      } finally {
        for (const client of clients) client.disconnect();
        await server.end();
      }
    });
  });
}
