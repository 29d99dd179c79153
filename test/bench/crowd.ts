import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Spread } from './measure.js';

/** One request of somebody. */
export type Ask = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}>;

/** What a crowd does, from a process of its own. */
export type CrowdPlan = Readonly<{
  url: string;
  users: number;
  seconds: number;
  /** Each request by a connection of its own. */
  fresh: boolean;
  asks: readonly Ask[];
  /** Each of `asks` once, until none is left; otherwise each user has one and repeats it. */
  once: boolean;
}>;

export type CrowdSeen = Readonly<
  {
    perSecond: number;
    /** Share of all answers that told to come again. */
    turnedAway: number;
    /** So soon 99 of 100 of them were told. */
    refusedP99Ms: number;
    /** Answers that were neither. */
    failed: number;
    /** How late the crowd's own process came to its answers (p99): the same cores serve it. */
    crowdLateMs: number;
  } & Spread
>;

const run = promisify(execFile);
const PROCESS = fileURLToPath(new URL('crowd-process.js', import.meta.url));

export async function crowd(plan: CrowdPlan): Promise<CrowdSeen> {
  const folder = await mkdtemp(join(tmpdir(), 'rushi-crowd-'));
  try {
    const file = join(folder, 'plan.json');
    await writeFile(file, JSON.stringify(plan));
    const { stdout } = await run(process.execPath, [PROCESS, file]);
    return JSON.parse(stdout) as CrowdSeen;
  } finally {
    await rm(folder, { recursive: true });
  }
}
