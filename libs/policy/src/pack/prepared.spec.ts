import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTexts, packsFolder } from './load.js';
import { packOf } from './pack.js';
import { PreparedPacks } from './prepared.js';
import { readPack } from './read-pack.js';

const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'packs.json');
const texts = packTexts(join(packsFolder(), 'jinan'));
const content = readPack(texts).contentOfAllDays;
new PreparedPacks(file, 'build-1').write([{ texts, content }]);
const written = readFileSync(file, 'utf8');

/** What is prepared for the texts of Jinan where the file says this. */
function preparedWhere(said: string, asked: ReadonlyMap<string, string> = texts) {
  const other = join(mkdtempSync(join(folder, 'other-')), 'packs.json');
  writeFileSync(other, said);
  return new PreparedPacks(other, 'build-1').contentOf(asked);
}

describe('packs that the build has prepared', () => {
  it('say what the texts say, in every row of every day', () => {
    const prepared = new PreparedPacks(file, 'build-1').contentOf(texts)!;
    expect(prepared).toEqual(content);
    expect(JSON.stringify(prepared)).toBe(JSON.stringify(content));
    expect(
      packOf(prepared.data, prepared.years).on('2026-03-02', 'any').value('scheme.vote-threshold'),
    ).toEqual(readPack(texts).on('2026-03-02', 'any').value('scheme.vote-threshold'));
  });

  it('are the same whatever order a folder lists its files in', () =>
    expect(preparedWhere(written, new Map([...texts].reverse()))).toEqual(content));

  it.each([...texts.keys()])('do not count where one character of %s is another', (name) => {
    const text = texts.get(name)!;
    const at = text.length >> 1;
    const changed = `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
    expect(preparedWhere(written, new Map([...texts, [name, changed]]))).toBeUndefined();
  });

  it('do not count where a file is missing or another is there', () => {
    expect(preparedWhere(written, new Map([...texts].slice(1)))).toBeUndefined();
    expect(preparedWhere(written, new Map([...texts, ['more.yaml', '']]))).toBeUndefined();
  });

  it('do not count for the code of another build', () =>
    expect(new PreparedPacks(file, 'build-2').contentOf(texts)).toBeUndefined());

  it.each([
    ['is empty', ''],
    ['is no JSON', 'rules:\n'],
    ['breaks off', written.slice(0, -100)],
    ['was changed in one figure', written.replace('"2/3"', '"1/3"')],
  ])('do not count where their file %s', (_, said) => {
    expect(said).not.toBe(written);
    expect(preparedWhere(said)).toBeUndefined();
  });

  it('do not count where there is no file', () =>
    expect(new PreparedPacks(join(folder, 'none.json'), 'build-1').contentOf(texts)).toBeUndefined());
});
