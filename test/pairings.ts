import { randomBytes } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { RedisServer, hasRedis } from '../libs/jobs/testing/redis-server.js';
import { EventStoreDouble } from './eventstore/double.js';

/** Where the log lies, and who wakes the engines: what an installation beyond one machine may choose. */
export type Pairing = Readonly<{
  log: 'PostgreSQL' | 'EventStoreDB' | 'a real EventStoreDB';
  queue: 'PostgreSQL' | 'Redis';
}>;

export const PAIRINGS: readonly Pairing[] = [
  { log: 'PostgreSQL', queue: 'PostgreSQL' },
  { log: 'PostgreSQL', queue: 'Redis' },
  { log: 'EventStoreDB', queue: 'Redis' },
  { log: 'a real EventStoreDB', queue: 'PostgreSQL' },
];

/** A real server, where EVENTSTORE_URL named one before `test/jest/real-server.mjs` set it aside. */
export const REAL = process.env.EVENTSTORE_URL_OF_TESTS;

const RANDOM_BYTES = 5;

/**
 * Before the streams of one test: an empty log of its own on a server that others use, other runs of the same
 * test too. The day tells whoever looks at that server how old it is.
 */
export const freshPrefix = (now = new Date()): string =>
  `test_${now.toISOString().slice(0, 10).replaceAll('-', '')}_${randomBytes(RANDOM_BYTES).toString('hex')}-`;

export const titleOf = ({ log, queue }: Pairing): string =>
  `the log on ${log}${log === 'EventStoreDB' ? ' (a double of it)' : ''}, the alarms on ${queue}`;

/**
 * The same tests on each of these pairings; where this machine has not what one needs, they say so by their
 * name.
 */
export function on(pairings: readonly Pairing[], tests: (pairing: Pairing) => void): void {
  const hasNoRedis = !hasRedis();
  for (const pairing of pairings) {
    const lacks =
      pairing.queue === 'Redis' && hasNoRedis
        ? 'redis-server is not installed'
        : pairing.log === 'a real EventStoreDB' && REAL === undefined
          ? 'EVENTSTORE_URL is not set'
          : undefined;
    if (lacks === undefined) describe(titleOf(pairing), () => tests(pairing));
    else describe.skip(`${titleOf(pairing)} (skipped: ${lacks})`, () => tests(pairing));
  }
}

/** Tests of the log alone on a real server, given its address; without one they say so by their name. */
export function onRealServer(what: string, tests: (url: string) => void): void {
  if (REAL !== undefined) tests(REAL);
  else
    describe.skip(`${what} on a real EventStoreDB (skipped: EVENTSTORE_URL is not set)`, () =>
      it('needs one', () => undefined));
}

export type Beside = Readonly<{
  urls: Readonly<{ EVENTSTORE_URL?: string; EVENTSTORE_PREFIX?: string; REDIS_URL?: string }>;
  close(): Promise<void>;
}>;

/** Starts what stands beside PostgreSQL, and says where it is in the words of an installation's settings. */
export async function openBeside({ log, queue }: Pairing): Promise<Beside> {
  const double = log === 'EventStoreDB' ? await EventStoreDouble.start() : undefined;
  const redis = queue === 'Redis' ? await RedisServer.start() : undefined;
  return {
    urls: {
      ...(double ? { EVENTSTORE_URL: double.url } : {}),
      ...(log === 'a real EventStoreDB' ? { EVENTSTORE_URL: REAL, EVENTSTORE_PREFIX: freshPrefix() } : {}),
      ...(redis ? { REDIS_URL: redis.url } : {}),
    },
    close: async () => {
      double?.stop();
      await redis?.end();
    },
  };
}
