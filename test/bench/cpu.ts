import { readFileSync, readdirSync } from 'node:fs';
import pg from 'pg';

/** Of Linux on all machines that Node runs on: /proc counts in hundredths of a second. */
const TICKS_PER_SECOND = 100;
/** Places after the name in /proc/PID/stat. */
const [PARENT, USER, SYSTEM, USER_OF_ENDED, SYSTEM_OF_ENDED] = [1, 11, 12, 13, 14];

/**
 * Seconds of CPU that a PostgreSQL took so far: its first process, all others, and those that have ended.
 * undefined where it is not on this machine or there is no /proc.
 */
export async function postgresCpuSeconds(url: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const first = statOf(String(rows[0]!.pid))?.[PARENT];
    return first === undefined ? undefined : ofFamily(first);
  } finally {
    await client.end();
  }
}

function ofFamily(first: number): number {
  const own = statOf(String(first))!;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.[PARENT] === first)
    .reduce((sum, stat) => sum + stat![USER]! + stat![SYSTEM]!, 0);
  const ended = own[USER_OF_ENDED]! + own[SYSTEM_OF_ENDED]!;
  return (own[USER]! + own[SYSTEM]! + ended + living) / TICKS_PER_SECOND;
}

function statOf(pid: string): readonly number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined; // It has ended, or this is not Linux.
  }
}
