import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { packTexts } from '#policy';
import { packFolderWith } from '../../libs/policy/testing/pack-with.js';
import type { Change } from '../../libs/policy/testing/pack-with.js';
import { START_DAY, jsonOf, openApp, problemOf } from './app.js';
import type { App } from './app.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const filesOf = (...changes: readonly Change[]) => {
  const folder = packFolderWith(...changes);
  const files = Object.fromEntries(packTexts(folder));
  rmSync(folder, { recursive: true });
  return files;
};
const adopt = (user: string, files: object) =>
  app.post(user, '/api/v1/rules', { files, documentNo: '济自然资规〔2026〕3号' });

describe('a new version of the rules over HTTP', () => {
  it('does not take away a district’s row, and shows which row stands in the district', async () => {
    const own = (days: number, more = ''): Change => [
      'listing.yaml',
      'clocks:\n',
      `clocks:\n  - { key: listing.notice, district: "370114", title: 章丘区的出让公告, days: ${days}, kind: ` +
        `calendar, bound: at-least, source: 测试用虚构规定, confirmed: false, valid_from: ${START_DAY}${more} }\n`,
    ];
    const version = (number: string, ...changes: readonly Change[]) =>
      filesOf(
        ['pack.yaml', /valid_from: .*/, `valid_from: ${START_DAY}`],
        ['pack.yaml', /version: .*/, `version: "${number}"`],
        ...changes,
      );
    const looser = problemOf(await adopt('he', version('2026.3', own(19))));
    expect(looser.errors!.map(({ message }) => message)).toEqual([
      expect.stringContaining('放宽了法定底线 20'),
      expect.stringContaining('放宽了全市的规定：全市自 2024-01-01 起为 20'),
    ]);
    expect(jsonOf(await adopt('he', version('2026.3', own(30))))).toMatchObject({
      changes: [{ list: 'clocks', row: `listing.notice@370114@${START_DAY}` }],
    });

    const levels = async (district: string) =>
      jsonOf(await app.get('wang', `/api/v1/rules/jinan@2026.3/levels/listing.notice?district=${district}`));
    expect(await levels('370114')).toMatchObject({
      stands: 'district',
      districtRow: { key: 'listing.notice@370114', value: 30 },
      cityRow: { key: 'listing.notice', value: 20 },
      statutes: [{ side: 'min', limit: '20' }],
      why: expect.stringContaining('不得少于全市的数'),
    });
    const elsewhere = await levels('370112');
    expect(elsewhere).toMatchObject({ stands: 'city', cityRow: { value: 20 } });
    expect(elsewhere).not.toHaveProperty('districtRow');

    expect(problemOf(await adopt('he', version('2026.4'))).code).toBe('rules.district-overridden');
    expect(problemOf(await adopt('he', version('2026.4', own(25)))).code).toBe('rules.district-overridden');
    expect((await adopt('he', version('2026.4', own(30, `, valid_to: ${START_DAY}`)))).status).toBe(201);
  });
});
