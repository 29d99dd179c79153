import { writeSync } from 'node:fs';
import { LandModule } from '#land';
import { StepsModule } from '../kernel/twelve-steps.js';
import { alarmsOf, logOf } from './beside.js';
import type { Environment } from './engines.js';
import { patientCounty } from './patient-packs.js';
import { TurnedClock } from './turned-clock.js';
import { PostgresDeadlines } from '../../libs/postgres/src/postgres-deadlines.js';
import { PostgresReadModels } from '../../libs/postgres/src/postgres-read-models.js';
import { PostgresEventStore } from '../../libs/postgres/src/postgres-event-store.js';
import { PostgresSubscriptions } from '../../libs/postgres/src/postgres-subscriptions.js';
import { startApp } from '../kernel/app.js';

/**
 * One engine of several, as a process that can be killed. With CRASH_PROBABILITY it also kills itself at the
 * places where a crash is worst: just before a checkpoint, and just after an append whose answer nobody will
 * hear.
 */
const environment = process.env as unknown as Environment & Readonly<{ CLOCK_FILE: string }>;
const { CRASH_PROBABILITY = '0' } = process.env;
const probability = Number(CRASH_PROBABILITY);

type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;

function die(place: string): Promise<never> {
  writeSync(1, `crash ${place}\n`);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined); // The signal is on its way: nothing may happen any more.
}

/** Every life gets something done, so that the work ends on the slowest machine. */
const APPENDED_MIN = 5;
let appended = 0;

function crashing(prototype: object, method: string, when: 'before' | 'after', odds: number): void {
  const methods = prototype as Record<string, Method>;
  const original = methods[method]!;
  methods[method] = async function (...args) {
    const unlucky = appended >= APPENDED_MIN && Math.random() < odds;
    if (unlucky && when === 'before') return die(`before ${method}`);
    const answer = await original.apply(this, args);
    if (method === 'append') appended += 1;
    return unlucky ? die(`after ${method}`) : answer;
  };
}

if (probability > 0) {
  // Sixteen partitions, four times a second.
  crashing(PostgresSubscriptions.prototype, 'advance', 'before', probability / 5);
  crashing(PostgresReadModels.prototype, 'save', 'before', probability);
  crashing(PostgresDeadlines.prototype, 'apply', 'before', probability);
  crashing(PostgresDeadlines.prototype, 'pass', 'before', probability / 10);
  const log = environment.EVENTSTORE_URL
    ? (await import('#eventstoredb')).EventStoreDbLog
    : PostgresEventStore;
  crashing(log.prototype, 'append', 'after', probability / 40);
}

// Whoever started this process holds its input open: when that one is gone, however, so is this one.
process.stdin.on('end', () => process.exit(0)).resume();
await startApp(LandModule.forRoot(patientCounty()), {
  url: environment.DATABASE_URL,
  clock: new TurnedClock(environment.CLOCK_FILE),
  log: await logOf(environment),
  extra: [await alarmsOf(environment), StepsModule],
});
writeSync(1, 'ready\n');
