import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chown, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_FILE } from './making.js';
import { postmasterOf } from './postmaster.js';
import { run } from './programs.js';
import type { OperatingUser, Programs } from './programs.js';

const POLL_MS = 50;
/** A server that takes longer, because it recovers, is spoken of so often. */
const SAY_EVERY_MS = 5_000;

export type Launch = Readonly<{
  directory: string;
  port: number;
  settings: Readonly<Record<string, string | number>>;
  programs: Programs;
  user: OperatingUser;
  say: (line: string) => void;
  signal?: AbortSignal;
}>;

/** The server ended instead of becoming ready; its log says why. */
export class NotLaunched extends Error {}

/** Says now and then that a server is not ready yet. */
export function patient(say: (line: string) => void): () => void {
  const began = performance.now();
  let said = began;
  return () => {
    const now = performance.now();
    if (now - said < SAY_EVERY_MS) return;
    said = now;
    say(`PostgreSQL 正在恢复，已 ${Math.round((now - began) / 1_000)} 秒，请稍候……`);
  };
}

/**
 * Starts a server as a process of its own: Ctrl-C in a terminal does not reach it, and it survives whoever
 * started it. It is waited for as long as it lives, however long it recovers, or until the signal takes it
 * down again. @throws NotLaunched
 */
export async function launch({
  directory,
  port,
  settings,
  programs,
  user,
  say,
  signal,
}: Launch): Promise<void> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', directory, '-p', String(port), ...options];
  let failure: string | undefined;
  const failed = (reason: string) => (failure ??= reason);
  const child =
    process.platform === 'win32'
      ? onWindows(args, directory, programs, failed)
      : await detached(args, directory, programs, user, failed);
  const remind = patient(say);
  for (;;) {
    const found = await postmasterOf(directory);
    if (found?.status === 'ready' && (child === undefined || found.pid === child.pid)) return;
    if (failure !== undefined) throw new NotLaunched(failure);
    if (signal?.aborted) child?.kill('SIGINT');
    remind();
    await sleep(POLL_MS);
  }
}

/** Without a shell in between, which would read `$`, quotes and backticks in a path. */
async function detached(
  args: readonly string[],
  directory: string,
  { postgres }: Programs,
  user: OperatingUser,
  failed: (reason: string) => void,
): Promise<ChildProcess> {
  const path = join(directory, LOG_FILE);
  const log = await open(path, 'a', 0o600);
  try {
    if (user.uid !== undefined) await chown(path, user.uid, user.gid!);
    const child = spawn(postgres, args, {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child
      .once('error', (error) => failed(String(error)))
      .once('exit', (code, signal) => failed(`exit ${code ?? signal}`));
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** There `pg_ctl` takes an administrator's rights away first, without which PostgreSQL does not start. */
function onWindows(
  args: readonly string[],
  directory: string,
  { pg_ctl }: Programs,
  failed: (reason: string) => void,
): undefined {
  const options = args
    .slice(2)
    .map((word) => `"${word}"`)
    .join(' ');
  run(pg_ctl, [
    '-D',
    directory,
    'start',
    '-w',
    '-t',
    '86400',
    '-s',
    '-l',
    join(directory, LOG_FILE),
    '-o',
    options,
  ]).catch((error: unknown) => failed(String(error)));
}
