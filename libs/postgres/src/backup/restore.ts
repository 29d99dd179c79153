import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isRunning } from '../embedded.js';
import { operatingUser, serverVersion } from '../embedded/programs.js';
import { knownTables } from '../migrations.js';
import { DATA, DATABASE } from './back-up.js';
import { COPIES, copyFile, flush, forEach, ignoreAbsent, stampOf } from './files.js';
import type { Stamp } from './files.js';
import { readManifest } from './manifest.js';
import type { Manifest } from './manifest.js';
import { BackupRefused } from './refused.js';

/** As root the database runs as another user, who must be able to pass through the folder above its own. */
const HOME_MODE = 0o711;
const DIRECTORY_MODE = 0o700;
/** The data directory until it is whole: under this name no server takes it for one. */
const UNFINISHED = `${DATABASE}.restoring`;

export type RestoreOptions = Readonly<{
  folder: string;
  /** The installation's folder, absent or empty; it gets what the other one's had. */
  home: string;
  onProgress?: (files: number, of: number) => void;
}>;

/**
 * Puts a backup where a server can start on it. Every digest is checked before the first file is written, and
 * again while it is. The first start of the server recovers it.
 * @throws BackupRefused anything but `exists`, `partial`, `inside`, `tablespaces`
 */
export async function restore({
  folder,
  home,
  onProgress = () => undefined,
}: RestoreOptions): Promise<Manifest> {
  const [from, to] = [join(resolve(folder), DATA), resolve(home)];
  const manifest = await readManifest(resolve(folder));
  await requireReadable(manifest);
  await requireEmpty(to);
  const paths = Object.entries(manifest.files);
  let done = 0;
  const passed = () => onProgress((done += 1), paths.length * 2);
  await forEach(paths, COPIES, async ([path, stamp]) => {
    requireSame(path, stamp, await stampOf(join(from, path)).catch(ignoreAbsent(() => undefined)));
    passed();
  });

  await mkdir(to, { recursive: true, mode: HOME_MODE });
  try {
    await writeAll(from, to, manifest, passed);
  } catch (error) {
    for (const name of await readdir(to)) await rm(join(to, name), { recursive: true });
    throw error;
  }
  return manifest;
}

async function writeAll(
  from: string,
  to: string,
  { directories, files }: Manifest,
  passed: () => void,
): Promise<void> {
  const owner = await operatingUser();
  const own = async (path: string) => {
    if (isOfDatabase(path) && owner.uid !== undefined) await chown(targetOf(to, path), owner.uid, owner.gid!);
  };
  for (const path of directories) {
    await mkdir(targetOf(to, path), { mode: DIRECTORY_MODE });
    await own(path);
  }
  await forEach(Object.entries(files), COPIES, async ([path, stamp]) => {
    requireSame(path, stamp, await copyFile(join(from, path), targetOf(to, path)));
    await own(path);
    passed();
  });
  await flush([...Object.keys(files), ...directories].map((path) => targetOf(to, path)));
  await rename(join(to, UNFINISHED), join(to, DATABASE));
  await flush([to]);
}

const isOfDatabase = (path: string): boolean => path === DATABASE || path.startsWith(`${DATABASE}/`);
const targetOf = (home: string, path: string): string =>
  join(home, isOfDatabase(path) ? `${UNFINISHED}${path.slice(DATABASE.length)}` : path);

async function requireReadable({ postgres, tables }: Manifest): Promise<void> {
  const ours = await serverVersion();
  if (postgres !== ours) throw new BackupRefused('server-version', `${postgres}`);
  const known = await knownTables();
  const unknown = tables.find((table) => !known.includes(table));
  if (unknown !== undefined) throw new BackupRefused('newer', unknown);
}

async function requireEmpty(home: string): Promise<void> {
  const names = await readdir(home).catch(ignoreAbsent(() => []));
  if (names.length === 0) return;
  throw new BackupRefused((await isRunning(join(home, DATABASE))) ? 'running' : 'occupied', home);
}

function requireSame(path: string, expected: Stamp, found: Stamp | undefined): void {
  if (!found) throw new BackupRefused('missing', path);
  if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256)
    throw new BackupRefused('changed', path);
}
