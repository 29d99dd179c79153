import { fileURLToPath } from 'node:url';
import { Target } from '../attack/target.js';
import { crowd } from './crowd.js';
import type { CrowdSeen } from './crowd.js';

export type Crowd = Readonly<{
  users: number;
  /** Each request by a connection of its own. */
  fresh: boolean;
}>;
export type OverloadRow = Crowd &
  CrowdSeen &
  Readonly<{
    /**
     * From the first look at a request to the last byte of its answer, where it was accepted: 99 of 100 were
     * within this.
     */
    insideMs: number;
    /** The longest time for which the server came round to nobody. */
    serverLateMs: number;
  }>;

/**
 * One server of all roles, and ever more users who ask for their tasks without a pause, from a process of
 * their own.
 */
export async function overload(crowds: readonly Crowd[], seconds: number): Promise<readonly OverloadRow[]> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const rows: OverloadRow[] = [];
    for (const { users, fresh } of [crowds[0]!, ...crowds]) {
      // The first one warms the compiler and the caches.
      const before = await accepted(target);
      await target.loopDelayMs();
      const seen = await crowd({
        url: target.url,
        users,
        seconds,
        fresh,
        asks: [{ method: 'GET', path: '/api/v1/tasks?limit=20', headers: target.credentialsOf('zhao') }],
        once: false,
      });
      const serverLateMs = Math.round(await target.loopDelayMs());
      rows.push({
        users,
        fresh,
        ...seen,
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
