import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPack, packsFolder } from '../src/pack/load.js';
import type { Pack } from '../src/pack/pack.js';

/** `[file, find, replacement]` */
export type Change = readonly [file: string, find: string | RegExp, replacement: string];

/** The folder of an invented pack: Jinan's with some rows changed. The caller removes it. */
export function packFolderWith(...changes: readonly Change[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-pack-'));
  cpSync(join(packsFolder(), 'jinan'), folder, { recursive: true });
  for (const [file, find, replacement] of changes) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (typeof find === 'string' ? !text.includes(find) : !find.test(text))
      throw new Error(`${file} has nothing like ${String(find)}.`);
    writeFileSync(join(folder, file), text.replace(find, replacement));
  }
  return folder;
}

/** An invented pack in memory. */
export function packWith(...changes: readonly Change[]): Pack {
  const folder = packFolderWith(...changes);
  try {
    return loadPack(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Sets the value of a scalar rule. */
export const scalar = (file: string, key: string, value: string): Change => [
  file,
  new RegExp(`(key: ${key.replaceAll('.', '\\.')},.*? value: )("[^"]*"|[^,]+)`),
  `$1${value}`,
];

/** A rate on the price for one use, as it is told of a place; the source says that it is invented. */
export const priceRate = (id: string, use: string, rate: string): Change => [
  'levy.yaml',
  'rates:\n',
  `rates:\n  - { id: ${id}, formula: price, act: 入市, district: any, use: ${use}, grade: 测试级, form: any, ` +
    `rate: "${rate}", legal_basis: 测试, source: 测试用虚构规则, confirmed: false, valid_from: 2010-01-01 }\n`,
];
