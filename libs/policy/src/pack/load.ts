/** Reads packs from the disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBytes } from '../bytes.js';
import type { Encoding } from '../bytes.js';
import { PackErrors } from './errors.js';
import { packOf } from './pack.js';
import type { Pack } from './pack.js';
import { PREPARED } from './prepared.js';
import { RulePacks } from './rule-packs.js';
import { readPack } from './read-pack.js';

/**
 * The folder of packs. Found from the package root, because this file runs both from its source and from
 * `dist`, and the compiler does not copy YAML.
 */
export function packsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const packs = join(folder, 'libs', 'policy', 'packs');
    if (existsSync(packs)) return packs;
    if (dirname(folder) === folder)
      throw new Error('The folder libs/policy/packs was not found above the policy library.');
  }
}

/**
 * Every pack below the folder; each sub-folder is one pack, but for hidden ones. @throws {@link PackErrors},
 * also where there is none
 */
export function loadPacks(root: string = packsFolder()): RulePacks {
  const found = existsSync(root) ? readdirSync(root, { withFileTypes: true }) : [];
  const folders = found.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  if (folders.length === 0)
    throw new PackErrors([
      {
        file: root,
        line: 1,
        field: '',
        message: '应为规则包的上级目录，每个规则包是其中的一个子目录，现在一个也没有',
        example: join(root, 'jinan', 'pack.yaml'),
      },
    ]);
  return new RulePacks(folders.map(({ name }) => loadPack(join(root, name))));
}

/**
 * Reads one pack from its folder. @throws {@link PackErrors} with every mistake found, each with file, line,
 * field and example.
 */
export function loadPack(folder: string, said?: OtherEncoding): Pack {
  const texts = packTexts(folder, said);
  const prepared = PREPARED.contentOf(texts);
  return prepared ? packOf(prepared.data, prepared.years) : readPack(texts);
}

/** Is told of a file that was not in UTF-8 and was converted. */
export type OtherEncoding = (file: string, encoding: Encoding) => void;

/** The texts of a folder's files, by name: what {@link readPack} reads, here or on a server. */
export function packTexts(folder: string, said?: OtherEncoding): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, textOf(folder, name, said)]));
}

function textOf(folder: string, name: string, said?: OtherEncoding): string {
  const { text, encoding } = readBytes(readFileSync(join(folder, name)));
  if (text === undefined)
    throw new PackErrors([
      {
        file: name,
        line: 1,
        field: '',
        message: '不是 UTF-8、UTF-16 或者 GB18030 编码的文字，请另存为 UTF-8',
        example: '',
      },
    ]);
  if (encoding !== 'utf-8') said?.(name, encoding);
  return text;
}
