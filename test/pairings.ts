import { RedisServer, hasRedis } from '../libs/jobs/testing/redis-server.js';
import { EventStoreDouble } from './eventstore/double.js';

/** Where the log lies, and who wakes the engines: what an installation beyond one machine may choose. */
export type Pairing = Readonly<{ log: 'PostgreSQL' | 'EventStoreDB'; queue: 'PostgreSQL' | 'Redis' }>;

export const PAIRINGS: readonly Pairing[] = [
  { log: 'PostgreSQL', queue: 'PostgreSQL' },
  { log: 'PostgreSQL', queue: 'Redis' },
  { log: 'EventStoreDB', queue: 'Redis' },
];

export const titleOf = ({ log, queue }: Pairing): string => `the log on ${log}${log === 'EventStoreDB' ? ' (a double of it)' : ''}, the alarms on ${queue}`;

/** Whether this machine has what a pairing needs; a suite that cannot run says so by its name. */
export const canRun = ({ queue }: Pairing): boolean => queue !== 'Redis' || hasRedis();
export const unable = (pairing: Pairing): string => `${titleOf(pairing)} (skipped: redis-server is not installed)`;

export type Beside = Readonly<{ urls: Readonly<{ EVENTSTORE_URL?: string; REDIS_URL?: string }>; close(): Promise<void> }>;

/** Starts what stands beside PostgreSQL, and says where it is in the words of an installation's settings. */
export async function openBeside({ log, queue }: Pairing): Promise<Beside> {
  const double = log === 'EventStoreDB' ? await EventStoreDouble.start() : undefined;
  const redis = queue === 'Redis' ? await RedisServer.start() : undefined;
  return {
    urls: { ...(double ? { EVENTSTORE_URL: double.url } : {}), ...(redis ? { REDIS_URL: redis.url } : {}) },
    close: async () => {
      double?.stop();
      await redis?.end();
    },
  };
}
