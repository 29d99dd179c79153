import { startApp } from './app.js';
import { SecondRelease } from './releases.js';
import { PostgresEventStore } from '../../libs/postgres/src/postgres-event-store.js';

/**
 * The second release as a process that kills itself when so many of its facts are written: no more of them
 * ever are.
 */
const { DATABASE_URL, DIES_AFTER } = process.env as { DATABASE_URL: string; DIES_AFTER: string };
const most = Number(DIES_AFTER);

let [begun, written] = [0, 0];
const methods = PostgresEventStore.prototype as unknown as Record<
  'append',
  (this: unknown, ...args: unknown[]) => Promise<unknown>
>;
const original = methods.append;
methods.append = async function (...args) {
  if (++begun > most) return new Promise(() => undefined);
  const answer = await original.apply(this, args);
  if (++written === most) process.kill(process.pid, 'SIGKILL');
  return answer;
};

// Whoever started this process holds its input open: when that one is gone, however, so is this one.
process.stdin.on('end', () => process.exit(0)).resume();
await startApp(SecondRelease, { url: DATABASE_URL });
