import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { publishedTerms } from './published-terms.js';
import type { Term } from './published-terms.js';
import { WORKS } from './works.js';

const jinan = loadPacks().of('jinan@2026.1');
const terms = publishedTerms(jinan.on('2026-03-02', 'any'));

describe('the published terms', () => {
  it('are those of the rules on a day: townships under their district, grades, and uses as pairs', () => {
    expect(terms).toMatchObject({ pack: 'jinan@2026.1', day: '2026-03-02' });
    expect(terms.townships).toContainEqual({ code: '370114-02', name: '埠村街道', district: '370114' });
    expect(terms.districts.map(({ code }) => code)).toContain('370114');
    expect(terms.grades.length).toBeGreaterThan(0);
    expect(terms.uses).toContainEqual({
      system: '用地用海2023',
      code: '1001',
      name: '工业用地',
      use: '工业',
      entry: 'allowed',
    });
  });

  it('name every kind of work with all its outcomes', () => {
    expect(terms.work.map(({ code, outcomes }) => [code, outcomes.map((one) => one.code)])).toEqual(
      WORKS.map(({ kind, outcomes }) => [kind, Object.keys(outcomes)]),
    );
  });

  it('are Chinese, each code once in its list', () => {
    const pairs = terms.uses.map(({ system, code, name }) => ({ code: `${system}/${code}`, name }));
    const lists = Object.entries({ ...terms, uses: pairs }).filter(([, list]) => Array.isArray(list));
    expect(lists.length).toBeGreaterThan(12);
    for (const [name, list] of lists as [string, readonly Term[]][]) {
      expect([name, list.length > 0]).toEqual([name, true]);
      expect(list.filter((term) => !/\p{Script=Han}/u.test(term.name))).toEqual([]);
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    }
  });
});
