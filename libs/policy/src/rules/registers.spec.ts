import { describe, expect, it } from '@jest/globals';
import type { Rejected } from '#kernel/messages';
import { loadPacks } from '../pack/load.js';
import { citiesIn, districtIn, gradesIn, packsOn, planYearIn, townshipIn } from './registers.js';

const installed = loadPacks();
const packs = packsOn(installed, '2026-03-02');
const pack = installed.latest.on('2026-03-02', 'any');

function refusalOf(work: () => unknown): Rejected {
  try {
    work();
  } catch (error) {
    return error as Rejected;
  }
  throw new Error('It was not refused.');
}

describe('the registers of a pack', () => {
  it('know districts, townships and cities by their codes', () => {
    expect(districtIn(packs, '370114').name).toBe('章丘区');
    expect(townshipIn(packs, '370114', '370114-02').name).toBe('埠村街道');
    expect(citiesIn(packs)).toEqual(['370100']);
  });

  it('tell the code to whoever gives the name', () => {
    expect(refusalOf(() => districtIn(packs, '章丘区'))).toMatchObject({
      code: 'policy.code-wanted',
      message: '章丘区的代码是 370114，请填写代码。',
    });
    expect(refusalOf(() => townshipIn(packs, '370114', '双山街道')).message).toBe(
      '双山街道的代码是 370114-01，请填写代码。',
    );
  });

  it.each([
    ['a district', 'policy.district-unknown', '370115', () => districtIn(packs, '370115'), '370114'],
    [
      'a township',
      'policy.township-unknown',
      '370114-99',
      () => townshipIn(packs, '370114', '370114-99'),
      '370114-01',
    ],
    [
      'a township of another district',
      'policy.township-foreign',
      '370112-01',
      () => townshipIn(packs, '370114', '370112-01'),
      '370114-01',
    ],
  ])('refuse %s that there is not, with what there is', (_, code, given, work, known) => {
    const refused = refusalOf(work);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(known) });
    expect(refused.message).toContain(given);
    expect(refused.details.known).toEqual(expect.arrayContaining([known]));
  });

  it('tell a township of another district, by code and by name, from one that there is nowhere', () => {
    for (const given of ['370112-01', '港沟街道'])
      expect(refusalOf(() => townshipIn(packs, '370114', given)).message).toMatch(
        /^港沟街道（370112-01）属于历城区，不在章丘区。土地在历城区的，请将区代码改为 370112；在章丘区的，请改填：双山街道（370114-01）、/,
      );
    for (const given of ['370114-99', '无名镇'])
      expect(refusalOf(() => townshipIn(packs, '370114', given)).message).toMatch(
        new RegExp(`^没有镇（街道）“${given}”。章丘区有：双山街道（370114-01）、.*。请填写其中的代码。$`),
      );
  });

  it('take plan years around the day as far as the pack says, so that a slip of the finger is none', () => {
    expect([2024, 2026, 2027].map((year) => planYearIn(pack, year))).toEqual([2024, 2026, 2027]);
    for (const year of [2023, 2028, 2031, 2026.5, Number.NaN])
      expect(refusalOf(() => planYearIn(pack, year))).toMatchObject({
        code: 'policy.plan-year',
        message: expect.stringContaining('2024年至2027年'),
      });
  });

  it('know the grades also after the rates have ended', () => {
    expect(gradesIn(pack)).toEqual(['一级', '二级', '三级']);
    expect(gradesIn(installed.latest.on('2030-01-01', 'any'))).toEqual(['一级', '二级', '三级']);
  });
});
