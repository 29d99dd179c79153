import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DEFAULT_SERVER = 'http://127.0.0.1:3000';

/**
 * The server that is meant where none is named: RUSHI_SERVER, else the one that has noted beside this
 * folder's data at which address it answers, else the usual port.
 */
export function serverAddress(): string {
  const named = process.env.RUSHI_SERVER;
  if (named) return named.replace(/\/+$/, '');
  return noted(resolve(process.env.DATA_DIR || 'data')) ?? DEFAULT_SERVER;
}

/** A note that its server left behind when it was killed counts for nothing. */
function noted(directory: string): string | undefined {
  try {
    const { url, pid } = JSON.parse(readFileSync(join(directory, 'server.json'), 'utf8')) as {
      url: string;
      pid: number;
    };
    process.kill(pid, 0);
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}
