import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { keyOf } from './user.js';

/** Requests that are remembered; the oldest go first. */
const KEPT_MAX = 100;

const file = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'rushi', 'unanswered.json');

/** The keys of what was not answered, by what was asked. A file that cannot be read is as good as none. */
async function kept(): Promise<Readonly<Record<string, string>>> {
  try {
    return JSON.parse(await readFile(file(), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

async function keep(keys: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(file()), { recursive: true, mode: 0o700 });
  const last = Object.entries(keys).slice(-KEPT_MAX);
  await writeFile(file(), `${JSON.stringify(Object.fromEntries(last), null, 2)}\n`, { mode: 0o600 });
}

/**
 * For what may be meant twice in the same words: each time is a request of its own, but for one that was not
 * answered. Whoever then gives the same command again asks the same again, under the key of before, and the
 * server knows whether it has already done it.
 */
export async function askAnew<T>(
  what: readonly [act: string, ...rest: readonly string[]],
  ask: (key: string) => Promise<T>,
): Promise<T> {
  const name = keyOf(...what);
  const before = await kept();
  const key = before[name] ?? `${what[0]}-${randomUUID()}`;
  await keep({ ...before, [name]: key });
  const answer = await ask(key);
  await keep(Object.fromEntries(Object.entries(await kept()).filter(([one]) => one !== name)));
  return answer;
}
