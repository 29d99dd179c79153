/**
 * Every line that the content of a scheme can be refused with: in schemes of every form and route each field
 * in turn is left out, or holds what a field of its kind takes and the law does not.
 */
import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { DESCRIBED, WITHIN, exampleAt, lineOfItem, nameAt, problemsOf, readBody } from '#land';
import type { ReturnItem, Scheme } from '#land';
import { loadPacks } from '#policy';
import { Chance, makeScheme } from '#simulation';
import { SchemeBody } from '../../apps/server/src/land/scheme/scheme.bodies.js';

const DAY = '2026-03-02';
const AT = `${DAY}T02:00:00.000Z`;
const SCHEMES = 60;
const jinan = loadPacks().latest.on(DAY, 'any');
type Json = Record<string, unknown>;
type Path = readonly string[];

/** What a field may hold that is read without fault and cannot be right everywhere. */
const VALUES: readonly unknown[] = [
  undefined,
  '',
  '某',
  '370112-01',
  0,
  3,
  999,
  '0',
  '99999999999',
  '0.5%',
  '150%',
  '2099-01-01',
  '2026-01-05',
  true,
  [],
  ['370112003004JC00007'],
];
/** For choices alone: elsewhere they would be texts in Latin letters. */
const CODES = [
  'open',
  'new',
  'delegates',
  'agreement',
  'lease',
  'lease-then-grant',
  'part-lease',
  'equity',
  'adjusted',
  'consolidated',
];

/** Every field of a scheme, and of what stands in it; the first of each list stands for all. */
function pathsOf(shape: Type<object>, before: Path = []): readonly Path[] {
  const within = WITHIN.of(shape);
  return [...DESCRIBED.of(shape).keys()].flatMap((name) => {
    const inner = within.get(name);
    const place = [...before, name];
    return [
      place,
      ...(inner ? pathsOf(inner.shape(), inner.max === undefined ? place : [...place, '0']) : []),
    ];
  });
}
const PATHS = pathsOf(SchemeBody);

const at = (path: Path, value: unknown): object =>
  path.reduceRight<unknown>((inner, key) => (key === '0' ? [inner] : { [key]: inner }), value) as object;
const isWithin = (path: Path, others: Path) => path.every((key, index) => others[index] === key);

/** The values that are read at a place without fault: the rules alone can say what is wrong with them. */
const valuesAt = (path: Path) => {
  const fits = (value: unknown) =>
    readBody(SchemeBody, at(path, value)).faults.every(({ path: faulty }) => !isWithin(path, faulty));
  return [...VALUES, ...(fits('某') ? [] : CODES)].filter(fits);
};

/** A copy with another value at a place; nothing where the place is not there. */
function changed(scheme: Scheme, path: Path, value: unknown): Scheme | undefined {
  const copy = JSON.parse(JSON.stringify(scheme)) as Json;
  const holder = path
    .slice(0, -1)
    .reduce<Json | undefined>((one, key) => one?.[key] as Json | undefined, copy);
  if (holder === undefined) return undefined;
  if (value === undefined) delete holder[path.at(-1)!];
  else holder[path.at(-1)!] = value;
  return JSON.parse(JSON.stringify(readBody(SchemeBody, copy).body)) as Scheme;
}

/** One scheme of each form and route. */
function schemes(): readonly Scheme[] {
  const made = Array.from({ length: SCHEMES }, (_, n) => makeScheme(n, DAY, new Chance(1)));
  const paper = { issuer: '某局', documentNo: '1', on: DAY };
  return [...new Map(made.map((one) => [`${one.deal.form} ${one.deal.route}`, one])).values()].map((one) => ({
    ...one,
    exception: { kind: 'point-supply', paper },
    deal: { ...one.deal, benchmark: { fenPerM2: '45000', documentNo: '章政发〔2025〕7号' } },
  }));
}

/** What is the same in all forms and routes is looked at in the first. */
const VARIED = ['deal', 'adjustment', 'consolidation', 'intendedUsers'];

function findings(): readonly ReturnItem[] {
  const found = new Map<string, ReturnItem>();
  const values = PATHS.map((path) => [path, valuesAt(path)] as const);
  for (const [index, scheme] of schemes().entries())
    for (const [path, wrong] of values.filter(([[top]]) => index === 0 || VARIED.includes(top!)))
      for (const value of wrong) {
        const other = changed(scheme, path, value);
        for (const item of other ? problemsOf(other, `${scheme.parcel}-1`, jinan, AT) : [])
          found.set(`${item.field} ${item.opinion}`, item);
      }
  return [...found.values()];
}
const FINDINGS = findings();

const shown = (items: readonly ReturnItem[]) => [...new Set(items.map(lineOfItem))].slice(0, 20);

describe('a line about the content of a scheme', () => {
  it('is looked at for a hundred kinds of findings in nine forms and routes at least', () => {
    const kinds = new Set(
      FINDINGS.map(({ field, opinion }) => field + opinion.replaceAll(/“[^”]*”|[\d.]+/g, '')),
    );
    expect(kinds.size).toBeGreaterThan(100);
  });

  it('begins with the Chinese name of the field and its path', () => {
    const nameless = FINDINGS.filter(
      (item) =>
        !/^[^A-Za-z（]*[\u4e00-\u9fff]/.test(lineOfItem(item)) ||
        !lineOfItem(item).includes(`（${item.field}）：`),
    );
    expect(shown(nameless)).toEqual([]);
  });

  it('gives an example where something has to be filled in', () => {
    const bare = FINDINGS.filter(
      ({ opinion }) =>
        /缺少|必填|应写明|应大于零|不是/.test(opinion) && !/例如 \S|应写作|可选|代码是/.test(opinion),
    );
    expect(shown(bare)).toEqual([]);
  });

  it('has no word of English', () => {
    const english = FINDINGS.filter((item) =>
      /[A-Za-z]{3,}/.test(
        lineOfItem(item)
          .replace(`（${item.field}）`, '')
          .replaceAll(/例如 .*$|“[^”]*”/g, '')
          .replaceAll(/EPSG:\d+/g, ''),
      ),
    );
    expect(shown(english)).toEqual([]);
  });
});

describe('the place of a field', () => {
  it('has the name that its declaration has', () => {
    const labels = (shape: Type<object>, before: Path = []): readonly (readonly [Path, string])[] =>
      [...DESCRIBED.of(shape)].flatMap(([name, { label }]) => {
        const inner = WITHIN.of(shape).get(name);
        const place = [...before, name];
        return [
          [place, label] as const,
          ...(inner ? labels(inner.shape(), inner.max === undefined ? place : [...place, '0']) : []),
        ];
      });
    const others = labels(SchemeBody).filter(
      ([path, label]) => nameAt(path)?.replace(/^.*第 1 项的/, '') !== label,
    );
    expect(others.map(([path, label]) => `${path.join('.')} ${label} ${nameAt(path)}`)).toEqual([]);
  });

  it('has an example that the field takes', () => {
    const refused = PATHS.flatMap((path) => {
      const example = exampleAt(path);
      if (example === undefined || path.includes('0')) return [];
      const faults = (value: unknown) =>
        readBody(SchemeBody, at(path, value)).faults.filter(({ path: faulty }) => isWithin(path, faulty));
      const parsed = /^[\d[{]/.test(example)
        ? [JSON.parse(/^\d.*[^\d]/.test(example) ? '0' : example) as unknown]
        : [];
      return [example, ...parsed].some((value) => faults(value).length === 0)
        ? []
        : [`${path.join('.')}: ${example}`];
    });
    expect(refused).toEqual([]);
  });

  it('may be what an official wrote, and then stands as it was written', () => {
    expect(lineOfItem({ field: '附图', opinion: '请补充。' })).toBe('附图：请补充。');
    expect(lineOfItem({ field: 'deal.lease.leasedM2', opinion: '请删除租赁面积。' })).toBe(
      '租赁面积（deal.lease.leasedM2）：请删除租赁面积。',
    );
  });
});
