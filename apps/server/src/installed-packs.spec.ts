import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installedPacks } from './installed-packs.js';
import { readSettings } from './settings.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'rushi-packs-'));
  cpSync('test/packs/yunxi', join(home, 'packs/yunxi'), { recursive: true });
  for (const folder of ['fresh', 'county', 'empty', 'wrong/yunxi'])
    mkdirSync(join(home, folder), { recursive: true });
  cpSync('test/packs/yunxi', join(home, 'wrong/yunxi'), { recursive: true });
  writeFileSync(join(home, 'wrong/yunxi/pack.yaml'), 'id: yunxi\n');
});
afterAll(() => rmSync(home, { recursive: true }));

const started = (data: string, packs?: string) =>
  installedPacks(
    readSettings({
      DATA_DIR: join(home, data),
      ...(packs === undefined ? {} : { PACKS_DIR: join(home, packs) }),
    }),
  );

describe('the packs of an installation', () => {
  it('are those of the software where it never had a folder of its own', async () =>
    expect((await started('fresh')).refs).toEqual(['jinan@2026.1']));

  it('are those of its own folder and no others', async () =>
    expect((await started('county', 'packs')).refs).toEqual(['yunxi@2026.1']));

  it('are never those of the software again by a variable that was forgotten', async () => {
    await expect(started('county')).rejects.toMatchObject({
      code: 'packs.elsewhere',
      zh: expect.stringContaining(`PACKS_DIR=${join(home, 'packs')}`),
    });
    expect((await started('county', 'packs')).refs).toEqual(['yunxi@2026.1']);
  });

  it.each([
    ['empty', '一个也没有'],
    ['nowhere', '一个也没有'],
    ['packs/yunxi', '一个也没有'],
    ['wrong', 'pack.yaml:1'],
  ])('stop a start where they are wrong: %s', async (folder, what) => {
    await expect(started('fresh', folder)).rejects.toMatchObject({
      code: 'packs.wrong',
      zh: expect.stringContaining(what),
    });
    expect((await started('fresh')).refs).toEqual(['jinan@2026.1']);
  });
});
