import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Target } from '../attack/target.js';
import type { Spread } from './measure.js';

/** `turnedAway`: share of all answers that told to come again; `failed`: answers that were neither. */
export type OverloadRow = Readonly<
  {
    users: number;
    /** Each request by a connection of its own. */
    fresh: boolean;
    perSecond: number;
    turnedAway: number;
    /** So soon 99 of 100 of them were told. */
    refusedP99Ms: number;
    failed: number;
    /** How late the crowd's own process came to its answers (p99): the same cores serve it. */
    crowdLateMs: number;
    /**
     * From the first look at a request to the last byte of its answer, where it was accepted: 99 of 100 were
     * within this.
     */
    insideMs: number;
    /** The longest time for which the server came round to nobody. */
    serverLateMs: number;
  } & Spread
>;
export type Crowd = Readonly<{ users: number; fresh: boolean }>;
type Seen = Omit<OverloadRow, keyof Crowd | 'insideMs' | 'serverLateMs'>;

const run = promisify(execFile);
const CROWD = fileURLToPath(new URL('crowd-process.js', import.meta.url));

/**
 * One server of all roles, and ever more users who ask for their tasks without a pause, from a process of
 * their own.
 */
export async function overload(crowds: readonly Crowd[], seconds: number): Promise<readonly OverloadRow[]> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const { Authorization } = target.credentialsOf('zhao');
    const rows: OverloadRow[] = [];
    for (const { users, fresh } of [crowds[0]!, ...crowds]) {
      // The first one warms the compiler and the caches.
      const before = await accepted(target);
      await target.loopDelayMs();
      const { stdout } = await run(process.execPath, [
        CROWD,
        target.url,
        String(users),
        String(seconds),
        Authorization!,
        fresh ? 'fresh' : 'kept',
      ]);
      const serverLateMs = Math.round(await target.loopDelayMs());
      rows.push({
        users,
        fresh,
        ...(JSON.parse(stdout) as Seen),
        serverLateMs,
        insideMs: insideMs(before, await accepted(target)),
      });
    }
    return rows.slice(1);
  } finally {
    await target.close();
  }
}

/** The server's own histogram of the lists of tasks it gave out: how many took at most so many seconds. */
async function accepted(target: Target): Promise<ReadonlyMap<number, number>> {
  const { text } = await target.ask({ user: 'admin', method: 'get', path: '/metrics' });
  const rows = text.matchAll(
    /^rushi_http_seconds_bucket\{le="([^"]+)",method="GET",route="\/api\/v1\/tasks",status="200"\} (\d+)$/gm,
  );
  return new Map(
    [...rows].map(([, seconds, count]) => [seconds === '+Inf' ? Infinity : Number(seconds), Number(count)]),
  );
}

function insideMs(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  const counted = [...after].map(
    ([seconds, count]) => [seconds, count - (before.get(seconds) ?? 0)] as const,
  );
  const all = counted.at(-1)?.[1] ?? 0;
  return (counted.find(([, count]) => count >= all * 0.99)?.[0] ?? Infinity) * 1_000;
}
