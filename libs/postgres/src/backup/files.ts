import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK_BYTES = 1_048_576;
/** Files read or copied at once: most are small, and the server beside keeps its share of the disk. */
export const COPIES = 4;
/** Flushes under way at once: the file system gathers what waits together. */
const FLUSHES = 16;
export const OWNER_ONLY = 0o600;

/** Size and SHA-256 of a file, as they were written. */
export type Stamp = Readonly<{ bytes: number; sha256: string }>;

export type Tree = Readonly<{ directories: readonly string[]; files: readonly string[] }>;

/**
 * Directories and files below a root, by their paths with `/`, parents first. A directory that vanishes while
 * it is looked at was empty for our purposes.
 * @param skips what is left out, a directory with all that is in it
 * @param empties directories that come without their contents
 */
export async function treeOf(
  root: string,
  skips: (path: string) => boolean,
  empties: (path: string) => boolean,
): Promise<Tree> {
  const directories: string[] = [];
  const files: string[] = [];
  const look = async (directory: string) => {
    for (const entry of await readdir(join(root, directory), { withFileTypes: true }).catch(
      ignoreAbsent(() => []),
    )) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (skips(path)) continue;
      if (entry.isFile()) files.push(path);
      if (!entry.isDirectory()) continue;
      directories.push(path);
      if (!empties(path)) await look(path);
    }
  };
  await look('');
  return { directories, files };
}

/** Copies one file, readable by its owner only; `undefined` when it is not there any more. */
export async function copyFile(from: string, to: string): Promise<Stamp | undefined> {
  const source = await open(from).catch(ignoreAbsent(() => undefined));
  if (!source) return undefined;
  const target = await open(to, 'wx', OWNER_ONLY);
  try {
    return await read(source, (chunk) => target.writeFile(chunk));
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** @throws ENOENT */
export async function stampOf(file: string): Promise<Stamp> {
  const source = await open(file);
  return read(source, () => undefined).finally(() => source.close());
}

export const stampOfText = (text: string): Stamp => ({
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});

async function read(source: FileHandle, take: (chunk: Buffer) => Promise<void> | undefined): Promise<Stamp> {
  const digest: Hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let bytes = 0; ;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES, bytes);
    if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') };
    const chunk = buffer.subarray(0, bytesRead);
    digest.update(chunk);
    await take(chunk);
    bytes += bytesRead;
  }
}

/** Makes sure that files, and the names in directories, survive a power cut. */
export const flush = (paths: readonly string[]): Promise<void> => forEach(paths, FLUSHES, flushOne);

/**
 * Does the same to each, so many at once, begun in their order. The first failure ends it when what was begun
 * has ended.
 */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of rest) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function flushOne(path: string): Promise<void> {
  // Windows flushes neither a directory nor what is open for reading only.
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r').catch(
    (error: NodeJS.ErrnoException) => {
      if (process.platform !== 'win32') throw error;
      return undefined;
    },
  );
  if (!handle) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function ignoreAbsent<T>(instead: () => T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code !== 'ENOENT') throw error;
    return instead();
  };
}
