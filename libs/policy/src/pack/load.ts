/** Reads packs from the disk. The only file of this library that does I/O. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pack } from './pack.js';
import { Policies } from './policies.js';
import { readPack } from './read-pack.js';

/**
 * The folder of packs. Found from the package root, because this file runs both from its source and from `dist`,
 * and the compiler does not copy YAML.
 */
export function packsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const packs = join(folder, 'libs', 'policy', 'packs');
    if (existsSync(packs)) return packs;
    if (dirname(folder) === folder) throw new Error('The folder libs/policy/packs was not found above the policy library.');
  }
}

/** Every pack below the folder; each sub-folder is one pack. @throws {@link PackErrors} */
export function loadPolicies(root: string = packsFolder()): Policies {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Policies(folders.map(({ name }) => loadPack(join(root, name))));
}

/** Reads one pack from its folder. @throws {@link PackErrors} with every mistake found, each with file, line, field and example. */
export function loadPack(folder: string): Pack {
  return readPack(packTexts(folder));
}

/** The texts of a folder's files, by name: what {@link readPack} reads, here or on a server. */
export function packTexts(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]));
}
