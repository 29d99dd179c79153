import { describe, expect, it } from '@jest/globals';
import type { FormField, Session, Terms, WorkForm } from '../api/types.js';
import {
  differencesOf,
  linesOf,
  optionsIn,
  prefilled,
  schemeFieldsOf,
  sectionOf,
  sectionsOf,
  withUseName,
} from './sections.js';
import { findingOf, merged } from './use-check.js';

const field = (name: string, kind = 'line', more: Partial<FormField> = {}): FormField => ({
  name,
  label: `“${name}”`,
  kind,
  required: true,
  example: 'x',
  ...more,
});
const POLYGON = field('polygon', 'object', {
  fields: [field('type', 'choice', { choices: ['Polygon'] }), field('coordinates', 'rings')],
});
const FIELDS: readonly FormField[] = [
  field('parcel'),
  field('district'),
  field('township'),
  field('planYear', 'whole'),
  field('boundary', 'object', { fields: [field('crs', 'line', { example: 'EPSG:4548' }), POLYGON] }),
  field('deal', 'object', {
    fields: [
      field('priceFen', 'fen'),
      field('use', 'object', { fields: [field('system'), field('code'), field('name')] }),
    ],
  }),
  field('heritage', 'paragraph', { required: false }),
];
const terms = {
  day: '2026-11-30',
  districts: [{ code: '370114', name: '章丘区' }],
  townships: [
    { code: '370114-01', name: '双山街道', district: '370114' },
    { code: '370112-01', name: '港沟街道', district: '370112' },
  ],
  grades: [{ code: '一级', name: '一级' }],
  uses: [{ system: '2023', code: '1001', name: '工业用地', entry: 'allowed' }],
} as unknown as Terms;
const session = { rights: { district: '370114', township: '370114-01' } } as Session;

describe('The steps of a scheme', () => {
  it('show a part that nobody foresaw among the others, and no step without a field', () =>
    expect(sectionsOf(FIELDS).map(({ name, fields }) => [name, fields.length])).toEqual([
      ['parcel', 4],
      ['boundary', 1],
      ['deal', 1],
      ['other', 1],
    ]));

  it('are found by the path of a field', () => {
    expect(sectionOf('/deal/use/code')).toBe('deal');
    expect(sectionOf('/heritage')).toBe('other');
  });

  it('come from the work that describes a scheme, and are none where none does', () => {
    const scheme = field('scheme', 'object', { fields: FIELDS });
    const work = { outcomes: [{ fields: [field('reason')] }, { fields: [scheme] }] };
    expect(schemeFieldsOf([work as unknown as WorkForm])).toBe(FIELDS);
    expect(schemeFieldsOf([])).toEqual([]);
  });
});

describe('What is known before anything is typed', () => {
  it('is the place of the writer, the year, and what leaves no choice', () =>
    expect(prefilled(FIELDS, session, terms)).toEqual({
      district: '370114',
      township: '370114-01',
      planYear: '2026',
      boundary: { crs: 'EPSG:4548', polygon: { type: 'Polygon' } },
      deal: { use: { system: '2023' } },
    }));

  it('puts nothing where the form has no such field', () =>
    expect(prefilled([field('parcel')], session, terms)).toEqual({}));
});

describe('Codes with names', () => {
  it('offer the townships of the district that is chosen', () =>
    expect(optionsIn(terms, { district: '370114' }, '/township')).toEqual([
      { value: '370114-01', label: '双山街道（370114-01）' },
    ]));

  it('are not offered where the server has none', () =>
    expect(optionsIn(terms, {}, '/village')).toBeUndefined());

  it('bring the name of a use with its code, and leave what somebody wrote afterwards', () => {
    const before = { deal: { use: { system: '2023' } } };
    const after = { deal: { use: { system: '2023', code: '1001' } } };
    const named = withUseName(before, after, terms);
    expect(named).toEqual({ deal: { use: { system: '2023', code: '1001', name: '工业用地' } } });
    const own = { deal: { use: { system: '2023', code: '1001', name: '工业' } } };
    expect(withUseName(named, own, terms)).toBe(own);
  });
});

describe('The difference between two versions', () => {
  it('names what was changed, added and left out, by the labels of the form', () => {
    const before = linesOf(FIELDS, { parcel: 'A', deal: { priceFen: '1' }, heritage: 'x' });
    const after = linesOf(FIELDS, { parcel: 'A', deal: { priceFen: '2', use: { code: '1001' } } });
    expect(differencesOf(before, after)).toEqual([
      { path: '/deal/priceFen', label: '“deal” · “priceFen”', before: '1', after: '2' },
      { path: '/heritage', label: '“heritage”', before: 'x', after: undefined },
      { path: '/deal/use/code', label: '“deal” · “use” · “code”', before: undefined, after: '1001' },
    ]);
  });

  it('is nothing where nothing differs', () => {
    const lines = linesOf(FIELDS, { parcel: 'A' });
    expect(differencesOf(lines, lines)).toEqual([]);
  });
});

describe('A finding of the rules', () => {
  it('is left out where the form itself has said it of the field, or of one in the group', () => {
    const own = [{ path: '/deal/use/code', label: '用途代码', key: 'form.missing' }];
    const at = (path: string) => ({ path, label: '', message: '缺少' });
    expect(merged(own, ['/deal/use', '/deal/use/code', '/deal/user', '/parcel'].map(at))).toEqual([
      ...own,
      at('/deal/user'),
      at('/parcel'),
    ]);
  });

  it('stands at its field, under its label', () =>
    expect(findingOf({ field: 'deal.priceFen', opinion: '过低' }, FIELDS)).toEqual({
      path: '/deal/priceFen',
      label: '“priceFen”',
      message: '过低',
    }));
});
