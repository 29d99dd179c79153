import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OWNER_ONLY, flush } from './backup/files.js';
import { StartRefused } from './start-refused.js';

/** The same text under a name that nobody reads, safely on disk. */
async function draftOf(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', OWNER_ONLY);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

/**
 * Writes a file for its owner only. Whenever the process dies, the file is what it was or what it shall be.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await rename(await draftOf(path, text), path);
  await flush([dirname(path)]);
}

/**
 * The same for a file that is made once: of those who make it together one wins. @returns what it holds from
 * then on
 */
export async function writeOnce(path: string, text: string): Promise<string> {
  const draft = await draftOf(path, text);
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  await flush([dirname(path)]);
  return readFile(path, 'utf8');
}

/**
 * Makes a folder, and makes sure at once that files can be written there. @throws StartRefused `data.folder`
 */
export async function makeFolder(folder: string): Promise<void> {
  const probe = join(folder, `.${randomBytes(8).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await (await open(probe, 'wx', OWNER_ONLY)).close();
    await rm(probe);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartRefused(
      'data.folder',
      `数据目录 ${folder} 不能写入（${code}）：请改正它的权限或磁盘，或用 DATA_DIR 另指一个目录。`,
      `The data folder ${folder} cannot be written to (${code}): mend its permissions or disk, or name ` +
        'another with DATA_DIR.',
      { cause },
    );
  }
}
