import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { CONCURRENCY, IDLE_SECONDS, JOB, QUEUE } from './alarm-queue.js';
import type { Alarm, AlarmQueue } from './alarm-queue.js';
import { redisClient } from './redis-client.js';
import type { RedisClient } from './redis-client.js';

/** A Redis that does not answer is not waited for longer. */
const CLOSE_MS_MAX = 1_000;

/**
 * BullMQ on Redis. The braces keep all keys of the queue on one node of a cluster. Nothing here waits for
 * Redis to be there: a lost alarm is found by the table's own look-up.
 */
export function redisQueue(url: string, namespace: string, warn: (error: unknown) => void): AlarmQueue {
  const prefix = `{${namespace}}`;
  const clients: RedisClient[] = [];
  const keep = (client: RedisClient): RedisClient => {
    client.on('error', warn);
    clients.push(client);
    // A worker makes itself a second connection to wait on: it must end too when nobody answers any more.
    const duplicate = client.duplicate.bind(client) as (...args: unknown[]) => RedisClient;
    return Object.assign(client, { duplicate: (...args: unknown[]) => keep(duplicate(...args)) });
  };
  const connect = () => keep(redisClient(url));
  const queue = new Queue<Alarm>(QUEUE, { connection: connect(), prefix, defaultJobOptions: JOB });
  queue.on('error', warn);
  return {
    add: (jobs) => queue.addBulk([...jobs]),
    work: (listener) => {
      // An alarm that died with its worker is found by the table's own look-up, and the timers that guard it
      // would outlive a Redis that is away.
      const worker = new Worker<Alarm>(QUEUE, ({ data }) => listener(data.deadline), {
        connection: connect(),
        prefix,
        concurrency: CONCURRENCY,
        drainDelay: IDLE_SECONDS,
        skipStalledCheck: true,
        skipLockRenewal: true,
      });
      worker.on('error', warn);
      return worker;
    },
    close: async () => {
      const ended = queue.close();
      ended.catch(warn);
      await Promise.race([ended, sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
      // BullMQ does not end clients that were given to it.
      for (const client of clients) client.disconnect();
    },
  };
}
