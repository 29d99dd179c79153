import { execFile } from 'node:child_process';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Lines of `postmaster.pid`. */
const [PID_LINE, PORT_LINE, STATUS_LINE] = [0, 3, 7];
/** A process id that no system gives. */
const NOBODY = 2_147_483_647;

export type Postmaster = Readonly<{ pid: number; port: number; status: 'starting' | 'stopping' | 'ready' }>;

const fileOf = (directory: string) => join(directory, 'postmaster.pid');

async function linesOf(directory: string): Promise<readonly string[]> {
  return (await readFile(fileOf(directory), 'utf8').catch(() => '')).split('\n');
}

/**
 * The server that works on a directory, by its own file; one that is dead, or whose number another program
 * has now, is none.
 */
export async function postmasterOf(directory: string): Promise<Postmaster | undefined> {
  const lines = await linesOf(directory);
  const pid = Number(lines[PID_LINE]);
  if (!pid || !(await serves(pid, directory))) return undefined;
  const said = (lines[STATUS_LINE] ?? '').trim();
  const status =
    said === 'ready' || said === 'standby' ? 'ready' : said === 'stopping' ? 'stopping' : 'starting';
  return { pid, port: Number(lines[PORT_LINE]), status };
}

/** Where the last server of this directory listened, if it did not end as it should. */
export async function lastPort(directory: string): Promise<number | undefined> {
  return Number((await linesOf(directory))[PORT_LINE]) || undefined;
}

/**
 * PostgreSQL does not start over the file of a dead server whose number has gone to another living process.
 * Only the number is struck out: what the file says of shared memory keeps guarding against the dead server's
 * children.
 */
export async function disown(directory: string): Promise<void> {
  const lines = await linesOf(directory);
  const pid = Number(lines[PID_LINE]);
  if (!pid || (await serves(pid, directory))) return;
  await writeFile(fileOf(directory), [String(NOBODY), ...lines.slice(1)].join('\n'));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** By the words that started the process; where the system does not tell them, by its life alone. */
async function serves(pid: number, directory: string): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  const words = await wordsOf(pid);
  if (words === undefined) return true;
  const names = [resolve(directory), await realpath(directory).catch(() => directory)];
  return (
    /postgres/.test(words[0] ?? '') &&
    names.some((name) => words.includes(name) || words[0]!.includes(`-D ${name} `))
  );
}

async function wordsOf(pid: number): Promise<readonly string[] | undefined> {
  const linux = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (linux !== undefined) return linux.split('\0');
  const listed = await run('ps', ['-ww', '-p', String(pid), '-o', 'command=']).catch(() => undefined);
  return listed && [`${listed.stdout.trim()} `];
}
