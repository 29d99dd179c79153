import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_FILE } from '../embedded/making.js';
import { DEFAULT_SCHEMA } from '../open-postgres.js';
import { startBackupMode } from './backup-mode.js';
import { COPIES, OWNER_ONLY, copyFile, flush, forEach, stampOf, stampOfText, treeOf } from './files.js';
import type { Stamp } from './files.js';
import { FORMAT, writeManifest } from './manifest.js';
import type { Manifest } from './manifest.js';
import { BackupRefused } from './refused.js';

/** Part of a backup that goes back as it is: the installation's folder. */
export const DATA = 'data';
/** The data directory's name in it, whatever it is called where it runs. */
export const DATABASE = 'postgres';
/** Papers that people attached lie beside the data directory below this name; what is half there stays. */
const PAPERS = 'papers';
const PAPERS_COMING = 'coming';
const FOLDER_MODE = 0o700;
const CONTROL = 'global/pg_control';
/** The server rewrites this one file in place, without logging it: it is read until two readings agree. */
const CONTROL_READINGS_MAX = 50;
const CONTROL_PAUSE_MS = 20;

/**
 * What belongs to the running server, not to its data. Source: the manual's "Backing Up the Data Directory".
 */
const OF_THE_SERVER = new Set([
  'postmaster.pid',
  'postmaster.opts',
  LOG_FILE,
  'current_logfiles',
  'postgresql.auto.conf.tmp',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
  'backup_manifest',
]);
const OF_NOBODY = /(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/;
/** These are made anew at every start, all but `pg_wal`, whose part comes at the end. */
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);

export type BackupOptions = Readonly<{
  /** Of the running cluster, as its superuser. */
  url: string;
  /** Its data directory, on this machine. */
  directory: string;
  /** Where the backup goes; it must not be there yet. */
  folder: string;
  schema?: string;
  onProgress?: (files: number, of: number) => void;
}>;

/**
 * Copies a running cluster, and the files that lie beside its data directory (passwords, keys), while people
 * go on writing. Whatever was acknowledged before the copy ended is in it. The folder gets its name when
 * everything is on disk: one that has its name is whole.
 * @throws BackupRefused `exists`, `partial`, `inside`, `tablespaces`
 */
export async function backUp({
  url,
  directory,
  folder,
  schema = DEFAULT_SCHEMA,
  onProgress = () => undefined,
}: BackupOptions): Promise<Manifest> {
  const source = resolve(directory);
  const target = resolve(folder);
  const partial = `${target}.partial`;
  await requireFree(source, target);
  await mkdir(dirname(target), { recursive: true });
  await mkdir(partial, { mode: FOLDER_MODE }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new BackupRefused('partial', partial) : error;
  });
  try {
    const manifest = await copyAll({ url, source, partial, schema, onProgress });
    await rename(partial, target);
    await flush([dirname(target)]);
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function requireFree(source: string, target: string): Promise<void> {
  const from = relative(source, target);
  if (!from.startsWith('..') && !isAbsolute(from)) throw new BackupRefused('inside', target);
  const there = await stat(target).then(
    () => true,
    () => false,
  );
  if (there) throw new BackupRefused('exists', target);
}

type Copying = Readonly<{
  url: string;
  source: string;
  partial: string;
  schema: string;
  onProgress: (files: number, of: number) => void;
}>;

async function copyAll({ url, source, partial, schema, onProgress }: Copying): Promise<Manifest> {
  const startedAt = new Date().toISOString();
  const data = join(partial, DATA);
  const files: Record<string, Stamp> = {};
  const copy = async (from: string, path: string) => {
    const stamp = await copyFile(from, join(data, path));
    if (stamp) files[path] = stamp;
    return stamp;
  };
  const mode = await startBackupMode(url, schema);
  try {
    const tree = await treeOf(
      source,
      (path) => OF_THE_SERVER.has(path) || OF_NOBODY.test(path),
      (path) => EMPTIED.has(path),
    );
    const directories: string[] = [DATABASE, ...tree.directories.map((path) => `${DATABASE}/${path}`)];
    for (const path of ['', ...directories]) await mkdir(join(data, path), { mode: FOLDER_MODE });
    const logged = tree.files.filter((path) => path !== CONTROL);
    let done = 0;
    await forEach(logged, COPIES, async (path) => {
      // A table dropped meanwhile is gone, and so says the log that recovery reads.
      await copy(join(source, path), `${DATABASE}/${path}`);
      onProgress((done += 1), tree.files.length);
    });
    files[`${DATABASE}/${CONTROL}`] = await copyControl(join(source, CONTROL), join(data, DATABASE, CONTROL));

    const { head, events, tables } = await mode.content();
    const { label, segments } = await mode.end();
    files[`${DATABASE}/backup_label`] = stampOfText(label);
    await writeFile(join(data, DATABASE, 'backup_label'), label, { mode: OWNER_ONLY });
    for (const segment of segments) {
      if (!(await copy(join(source, 'pg_wal', segment), `${DATABASE}/pg_wal/${segment}`)))
        throw new Error(`pg_wal/${segment} is missing, and without it the copy is not consistent.`);
    }
    for (const name of await filesBeside(source)) await copy(join(dirname(source), name), name);
    // After the log: a paper is on disk before a fact names it, so whatever the copied log names is here.
    directories.push(...(await copyPapers(join(dirname(source), PAPERS), data, copy)));

    const manifest: Manifest = {
      format: FORMAT,
      startedAt,
      endedAt: new Date().toISOString(),
      postgres: mode.postgres,
      tables,
      head: String(head),
      events,
      directories,
      files,
    };
    await writeManifest(partial, manifest);
    await flush((await wholeOf(partial)).map((path) => join(partial, path)));
    return manifest;
  } finally {
    await mode.release();
  }
}

/** Papers are never altered: what is copied while people attach more is whole. */
async function copyPapers(
  papers: string,
  data: string,
  copy: (from: string, path: string) => Promise<Stamp | undefined>,
): Promise<readonly string[]> {
  const isComing = (path: string) => path === PAPERS_COMING;
  const { directories, files } = await treeOf(papers, isComing, () => false);
  if (files.length === 0) return [];
  const folders = [PAPERS, ...directories.map((path) => `${PAPERS}/${path}`)];
  for (const path of folders) await mkdir(join(data, path), { mode: FOLDER_MODE });
  await forEach(files, COPIES, async (path) => {
    await copy(join(papers, path), `${PAPERS}/${path}`);
  });
  return folders;
}

async function copyControl(from: string, to: string): Promise<Stamp> {
  for (let reading = 1; reading <= CONTROL_READINGS_MAX; reading++) {
    const copied = (await copyFile(from, to))!;
    if ((await stampOf(from)).sha256 === copied.sha256) return copied;
    await rm(to);
    await sleep(CONTROL_PAUSE_MS);
  }
  throw new Error(`${from} was never read the same way twice.`);
}

/** Regular files beside the data directory: what belongs to the installation and is not in its database. */
async function filesBeside(source: string): Promise<readonly string[]> {
  return (await readdir(dirname(source), { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

async function wholeOf(partial: string): Promise<readonly string[]> {
  const { directories, files } = await treeOf(
    partial,
    () => false,
    () => false,
  );
  return ['', ...directories, ...files];
}
