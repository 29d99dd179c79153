/*
 * Shows: deadlines fire, each once, though the queue that should wake somebody is emptied, paused and killed.
 * How: twenty cases with deadlines that only the queue or the sweep of the table can fire, on a real Redis.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, envelope } from '#kernel';
import { RedisServer, hasRedis } from '../../libs/jobs/testing/redis-server.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { alarmsOf } from '../crash/beside.js';
import { by, startApp, until } from './app.js';
import { StepsModule, takeStep } from './twelve-steps.js';

/** Beyond what a process waits for by itself: only the queue or the table's own look-up fires these. */
const FAR_MS = 7_000;
const CASES = 20;

if (!hasRedis()) {
  describe.skip('deadlines over a Redis that fails (skipped: redis-server is not installed)', () => {
    it('need it', () => undefined);
  });
} else {
  describe('deadlines over a Redis that fails', () => {
    let database: TestDatabase;
    let redis: RedisServer;
    beforeAll(async () => {
      [database, redis] = await Promise.all([openTestDatabase(), RedisServer.start()]);
    });
    afterAll(async () => {
      await redis.end();
      await database.drop();
    });

    it('all fire, each once: the queue was emptied, stopped and killed on the way', async () => {
      const extra = await alarmsOf({ DATABASE_URL: database.url, REDIS_URL: redis.url });
      const app = await startApp(StepsModule, { url: database.url, schema: 'redis_outage', extra: [extra] });
      const names = async (stream: string) =>
        (await app.get(EventStore).read(stream)).map(({ data }) => (data as { name?: string }).name);
      for (let n = 0; n < CASES; n++) {
        const stream = `case-${n}`;
        const later = new Date(Date.now() + FAR_MS).toISOString();
        await app.engine.execute(
          envelope(takeStep(stream, { step: 0, note: '' }), by(`start/${stream}`, stream)),
        );
        await until(async () => (await names(stream)).length === 2);
        await app.engine.execute(
          envelope(takeStep(stream, { step: 2, note: '' }), by(`approve/${stream}`, stream, later)),
        );
        if (n === 5) await redis.flush();
        if (n === 10) redis.signal('SIGSTOP');
        if (n === 14) redis.signal('SIGCONT');
      }
      await redis.kill();
      const rang = async () =>
        (await Promise.all(Array.from({ length: CASES }, (_, n) => names(`case-${n}`)))).filter((list) =>
          list.includes('coolingOff'),
        ).length;
      await until(async () => (await rang()) === CASES);
      for (let n = 0; n < CASES; n++)
        expect((await names(`case-${n}`)).filter((name) => name === 'coolingOff')).toHaveLength(1);
      await app.close();
    });
  });
}
