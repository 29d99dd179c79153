import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { OWNER_ONLY, ignoreAbsent, stampOfText } from './files.js';
import type { Stamp } from './files.js';
import { BackupRefused } from './refused.js';

export const MANIFEST = 'manifest.json';
export const FORMAT = 1;

/** What makes a folder a backup: it is written last, and names every other file with its size and digest. */
export type Manifest = Readonly<{
  format: number;
  startedAt: string;
  endedAt: string;
  /** Major version of the PostgreSQL whose files these are; no other one reads them. */
  postgres: number;
  /** The shipped table files that the database was made from (`tables/01-events.sql` …). */
  tables: readonly string[];
  /**
   * Position of the last event committed when the backup was about to end: the restored log reaches it, or
   * goes further.
   */
  head: string;
  events: number;
  directories: readonly string[];
  /** By path with `/`, relative to the installation's folder. */
  files: Readonly<Record<string, Stamp>>;
}>;

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(
    join(folder, MANIFEST),
    `${JSON.stringify({ ...manifest, sha256: digestOf(manifest) }, null, 1)}\n`,
    { mode: OWNER_ONLY },
  );
}

/** @throws BackupRefused `unfinished`, `manifest`, `format` */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(ignoreAbsent(() => undefined));
  if (text === undefined) throw new BackupRefused('unfinished', folder);
  const { sha256, ...manifest } = parsed(text);
  if (sha256 !== digestOf(manifest)) throw new BackupRefused('manifest', MANIFEST);
  if (manifest.format !== FORMAT) throw new BackupRefused('format', String(manifest.format));
  const astray = [...manifest.directories, ...Object.keys(manifest.files)].some(
    (path) => path.split('/').includes('..') || isAbsolute(path),
  );
  if (astray) throw new BackupRefused('manifest', MANIFEST); // No backup of ours writes beside its target.
  return manifest;
}

const digestOf = (manifest: object): string => stampOfText(JSON.stringify(manifest)).sha256;

function parsed(text: string): Manifest & Readonly<{ sha256?: string }> {
  try {
    return JSON.parse(text) as Manifest & { sha256?: string };
  } catch {
    throw new BackupRefused('manifest', MANIFEST);
  }
}
