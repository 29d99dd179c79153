import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the command line of this machine looks for the address of the server. */
const NOTE = 'server.json';

/**
 * Notes beside the data at which address this process answers, which need not be the port that was asked for.
 * The answer takes the note away again, unless another process has written its own meanwhile.
 */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  const file = join(dataDir, NOTE);
  const note = `${JSON.stringify({ url, pid: process.pid })}\n`;
  await writeFile(file, note);
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === note) await rm(file, { force: true });
  };
}
