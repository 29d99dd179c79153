/*
 * Shows: alarms keep their contract on every kind of Redis, and one that fails is neither waited for nor
 * lost.
 * How: real servers, alone, as a cluster and behind a sentinel, which are killed, paused and started anew.
 */
import { describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { alarmsContract } from '../testing/alarms.contract.js';
import { RedisServer, hasRedis } from '../testing/redis-server.js';
import { BullAlarms } from './bull-alarms.js';
import { redisClient } from './redis-client.js';

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

if (!hasRedis()) {
  describe.skip('alarms on Redis (skipped: redis-server is not installed)', () => {
    it('need it', () => undefined);
  });
} else {
  alarmsContract('Redis', async () => {
    const server = await RedisServer.start();
    return {
      open: () => BullAlarms.open({ url: server.url }),
      empty: () => server.flush(),
      end: () => server.end(),
    };
  });

  alarmsContract('a Redis cluster', async () => {
    const server = await RedisServer.startCluster();
    return {
      open: () => BullAlarms.open({ url: `redis-cluster://127.0.0.1:${server.port}` }),
      empty: () => server.flush(),
      end: () => server.end(),
    };
  });

  alarmsContract('a Redis found by a sentinel', async () => {
    const server = await RedisServer.start();
    const sentinel = await RedisServer.startSentinel(server);
    return {
      open: () => BullAlarms.open({ url: `redis-sentinel://127.0.0.1:${sentinel.port}/master` }),
      empty: () => server.flush(),
      end: async () => {
        await sentinel.end();
        await server.end();
      },
    };
  });

  describe('a Redis that fails', () => {
    it('takes alarms again after it was killed and started anew', async () => {
      const server = await RedisServer.start();
      const alarms = await BullAlarms.open({ url: server.url });
      const alarmed: string[] = [];
      alarms.onAlarm(async (id) => void alarmed.push(id));
      await alarms.set([{ id: 'before', dueAt: inMs(60_000) }]);
      await server.kill();
      await expect(alarms.set([{ id: 'meanwhile', dueAt: inMs(100) }])).rejects.toThrow('no answer within');
      await server.run();
      await until(async () => {
        await alarms.set([{ id: 'after', dueAt: inMs(100) }]).catch(() => undefined);
        return alarmed.includes('after');
      });
      await alarms.close();
      await server.end();
    });

    it('that stands still is not waited for, and closing is not held up by it', async () => {
      const server = await RedisServer.start();
      const alarms = await BullAlarms.open({ url: server.url });
      alarms.onAlarm(async () => undefined);
      await alarms.set([{ id: 'one', dueAt: inMs(60_000) }]);
      server.signal('SIGSTOP');
      await expect(alarms.set([{ id: 'two', dueAt: inMs(60_000) }])).rejects.toThrow('no answer within');
      await alarms.close();
      server.signal('SIGCONT');
      await server.end();
    });
  });
}

describe('the address of a Redis', () => {
  it.each([
    ['redis://127.0.0.1', {}],
    ['redis://user:p%40ss@127.0.0.1:7000/3', { username: 'user', password: 'p@ss', port: 7000, db: 3 }],
    ['rediss://:secret@redis.example:6380', { password: 'secret', tls: {} }],
    [
      'redis-sentinel://secret@127.0.0.1:26379,127.0.0.2/mymaster',
      {
        password: 'secret',
        name: 'mymaster',
        sentinels: [
          { host: '127.0.0.1', port: 26379 },
          { host: '127.0.0.2', port: 26379 },
        ],
      },
    ],
    ['redis-cluster://127.0.0.1:7001,127.0.0.1:7002', {}],
  ])('%s is understood', (url, options) => {
    const client = redisClient(url);
    client.on('error', () => undefined);
    client.disconnect();
    expect(client.options).toMatchObject(options);
  });
  it.each(['http://127.0.0.1', 'redis://', 'redis-sentinel://127.0.0.1'])('%s is refused', (url) => {
    expect(() => redisClient(url)).toThrow(/Redis URL|master/);
  });
});
