import { describe } from '@jest/globals';
import { RedisServer, hasRedis } from '../libs/jobs/testing/redis-server.js';
import { EventStoreDouble } from './eventstore/double.js';

/** Where the log lies, and who wakes the engines: what an installation beyond one machine may choose. */
export type Pairing = Readonly<{ log: 'PostgreSQL' | 'EventStoreDB'; queue: 'PostgreSQL' | 'Redis' }>;

export const PAIRINGS: readonly Pairing[] = [
  { log: 'PostgreSQL', queue: 'PostgreSQL' },
  { log: 'PostgreSQL', queue: 'Redis' },
  { log: 'EventStoreDB', queue: 'Redis' },
];

export const titleOf = ({ log, queue }: Pairing): string =>
  `the log on ${log}${log === 'EventStoreDB' ? ' (a double of it)' : ''}, the alarms on ${queue}`;

/**
 * The same tests on each of these pairings; where this machine has not what one needs, they say so by their
 * name.
 */
export function on(pairings: readonly Pairing[], tests: (pairing: Pairing) => void): void {
  const isHere = hasRedis();
  for (const pairing of pairings) {
    if (isHere || pairing.queue !== 'Redis') describe(titleOf(pairing), () => tests(pairing));
    else describe.skip(`${titleOf(pairing)} (skipped: redis-server is not installed)`, () => tests(pairing));
  }
}

export type Beside = Readonly<{
  urls: Readonly<{ EVENTSTORE_URL?: string; REDIS_URL?: string }>;
  close(): Promise<void>;
}>;

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
