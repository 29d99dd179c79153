import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#kernel';
import { recorded } from '#kernel/testing';
import { RulePacks, changesBetween } from '#policy';
import type { Pack } from '#policy';
import { packWith } from '../../../libs/policy/testing/pack-with.js';
import type { Change } from '../../../libs/policy/testing/pack-with.js';
import { installedPacks, requireDistrictsOf } from './installed-packs.js';
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

describe('a version that is put into the folder', () => {
  const version = (number: string, ...changes: readonly Change[]) =>
    packWith(['pack.yaml', /version: .*/, `version: "${number}"`], ...changes);
  const own = (days: number, more = ''): Change => [
    'listing.yaml',
    'clocks:\n',
    `clocks:\n  - { key: listing.notice, district: "370114", title: 章丘区的出让公告, days: ${days}, kind: ` +
      `calendar, bound: at-least, source: 测试用虚构规定, confirmed: false, valid_from: 2024-01-01${more} }\n`,
  ];
  /** A log in which these were adopted. */
  const logOf = (...adopted: readonly Pack[]): Pick<EventStore, 'read'> => ({
    read: () =>
      Promise.resolve(
        adopted.map((pack) =>
          recorded({
            type: 'RulesAdopted',
            data: {
              ref: pack.ref,
              documentNo: '1号',
              changes: changesBetween(undefined, pack),
              content: pack.contentOfAllDays,
            },
          }),
        ),
      ),
  });
  const starting = (folder: readonly Pack[], ...adopted: readonly Pack[]) =>
    requireDistrictsOf(new RulePacks(folder), logOf(...adopted));
  const refused = expect.objectContaining({
    code: 'packs.district-overridden',
    zh: expect.stringMatching(
      /^规则包目录中的 jinan@2026\.\d 不能使用。.*listing\.notice@370114.*更正后再启动。$/su,
    ),
  }) as unknown as Error;
  const agreed = version('2026.2', own(30));

  it('takes no row of a district away by a restart, whether that was adopted or lay there', async () => {
    await expect(starting([version('2026.1'), version('2026.3')], agreed)).rejects.toEqual(refused);
    await expect(starting([version('2026.1'), agreed, version('2026.3')])).rejects.toEqual(refused);
    await expect(starting([version('2026.1'), version('2026.3', own(25))], agreed)).rejects.toEqual(refused);
  });

  it('is not another text of what was adopted', async () =>
    expect(starting([version('2026.1'), version('2026.2')], agreed)).rejects.toEqual(refused));

  it('starts where it keeps the rows, or where the districts’ rows have ended', async () => {
    await starting([version('2026.1'), version('2026.3', own(30))], agreed);
    const later = version('2026.3', ['pack.yaml', /valid_from: .*/, 'valid_from: 2026-01-01']);
    await starting([version('2026.1'), later], version('2026.2', own(30, ', valid_to: 2025-12-31')));
    await starting([version('2026.1'), agreed], agreed);
  });

  it('is not asked about what was adopted in its day', async () =>
    starting([version('2026.1')], agreed, version('2026.3')));
});
