import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Target } from '../attack/target.js';
import type { Spread } from './measure.js';

/** `turnedAway`: share of all answers that told to come again; `failed`: answers that were neither. */
export type OverloadRow = Readonly<{ users: number; perSecond: number; turnedAway: number; failed: number } & Spread>;

const run = promisify(execFile);
const CROWD = fileURLToPath(new URL('crowd-process.js', import.meta.url));

/** One server of all roles, and ever more users who ask for their tasks without a pause, from a process of their own. */
export async function overload(crowds: readonly number[], seconds: number): Promise<readonly OverloadRow[]> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const { Authorization } = target.credentialsOf('zhao');
    const rows: OverloadRow[] = [];
    for (const users of [crowds[0]!, ...crowds]) { // The first one warms the compiler and the caches.
      const { stdout } = await run(process.execPath, [CROWD, target.url, String(users), String(seconds), Authorization!]);
      rows.push({ users, ...(JSON.parse(stdout) as Omit<OverloadRow, 'users'>) });
    }
    return rows.slice(1);
  } finally {
    await target.close();
  }
}
