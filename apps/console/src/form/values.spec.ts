import { describe, expect, it } from '@jest/globals';
import type { FormField } from '../api/types.js';
import { fieldAt, isBlank, stepsOf, valueAt, withValue } from './typed.js';
import { bodyOf, labelOf, typedOf } from './values.js';

const field = (kind: string, more: Partial<FormField> = {}): FormField => ({
  name: 'it',
  label: '此项',
  kind,
  required: true,
  ...more,
});
const FEN = '^$|^(0|[1-9]\\d{0,14})$';
const AREA = '^$|^\\d{1,10}(\\.\\d{1,2})?$';
const PERCENT = '^$|^\\d{1,3}(\\.\\d{1,6})?%$';
const RATE = '^\\d{1,2}(\\.\\d{1,4})?[%‰]$';
const CHOICES = { choices: ['a', 'b'] };

describe('What is typed into a field', () => {
  it.each([
    ['line', {}, ' 三涧溪村 ', '三涧溪村'],
    ['paragraph', {}, '一\n二', '一\n二'],
    ['uscc', { maxLength: 18 }, '９１350100m000100y43', '91350100M000100Y43'],
    ['documentNo', {}, '章土〔2026〕9号', '章土〔2026〕9号'],
    ['choice', CHOICES, 'b', 'b'],
    ['whole', { minimum: 0, maximum: 9999 }, '２０２６', 2026],
    ['whole', {}, '1,200', 1200],
    ['numeric', { minimum: 0, maximum: 1000 }, '79.5', 79.5],
    ['fen', { pattern: FEN }, '1,150,000.5', '115000050'],
    ['fen', { pattern: FEN }, '115万', '115000000'],
    ['area', { pattern: AREA }, '7.5亩', '5000.00'],
    ['area', { pattern: AREA }, '５０００', '5000'],
    ['percent', { pattern: PERCENT }, '35', '35%'],
    ['percent', { pattern: PERCENT }, '３５．５％', '35.5%'],
    ['pattern', { pattern: RATE }, '0.5‰', '0.5‰'],
    ['day', {}, '2026年12月1日', '2026-12-01'],
    ['flag', {}, 'true', true],
    ['flag', {}, 'false', false],
    ['lines', { maxItems: 3 }, 'a\n\n b ', ['a', 'b']],
    ['choices', CHOICES, ['a', 'b'], ['a', 'b']],
    ['rings', {}, '0 0\n1 0\n1 1', [[[0, 0], [1, 0], [1, 1], [0, 0]]]], // prettier-ignore
    ['a kind that a later release knows', {}, 'x', 'x'],
  ] as const)('of the kind %s, with %j: %j is sent as %j', (kind, more, typed, sent) =>
    expect(bodyOf([field(kind, more as Partial<FormField>)], { it: typed })).toEqual({
      body: { it: sent },
      findings: [],
    }),
  );

  it.each([
    ['line', {}, ' ', 'missing'],
    ['line', { maxLength: 2 }, '三涧溪', 'too-long'],
    ['paragraph', { minLength: 3 }, '好', 'too-short'],
    ['uscc', {}, '9135', 'uscc'],
    ['choice', CHOICES, 'c', 'choice'],
    ['whole', {}, '1.5', 'whole'],
    ['whole', { minimum: 0, maximum: 10 }, '11', 'out-of-range'],
    ['numeric', {}, '很多', 'numeric'],
    ['fen', { pattern: FEN }, '十万', 'money'],
    ['fen', { pattern: FEN }, '1.234', 'money-places'],
    ['fen', { pattern: FEN }, '99999999999999', 'money'],
    ['area', { pattern: AREA }, '5000.123', 'area-places'],
    ['area', { pattern: AREA }, '七亩半', 'area'],
    ['percent', { pattern: PERCENT }, '三成', 'percent'],
    ['pattern', { pattern: RATE }, '0.5', 'pattern'],
    ['day', {}, '2026-02-30', 'day'],
    ['flag', {}, '', 'missing'],
    ['lines', { maxItems: 1 }, 'a\nb', 'too-many'],
    ['lines', {}, '\n', 'empty-list'],
    ['choices', { ...CHOICES, minItems: 2 }, ['a'], 'too-few'],
    ['list', { fields: [field('line')] }, [], 'empty-list'],
    ['rings', {}, '0 0\n1 1', 'rings'],
  ] as const)('of the kind %s, with %j: %j is told to be wrong as %s', (kind, more, typed, key) => {
    const { body, findings } = bodyOf([field(kind, more)], { it: typed });
    expect(findings).toMatchObject([{ path: '/it', label: '此项', key: `form.${key}` }]);
    if (kind !== 'list') expect(body).toEqual({});
  });

  it('counts a rare sign once, as the server does', () =>
    expect(bodyOf([field('line', { maxLength: 2 })], { it: '𠀀𠀁' }).findings).toEqual([]));
});

const DEAL: readonly FormField[] = [
  { ...field('object'), name: 'deal', fields: [{ ...field('fen'), name: 'priceFen', pattern: FEN }] },
  {
    ...field('object'),
    name: 'lease',
    required: false,
    fields: [
      { ...field('whole'), name: 'years' },
      {
        ...field('list'),
        name: 'stepUps',
        required: false,
        fields: [{ ...field('whole'), name: 'fromYear' }],
      },
    ],
  },
];

describe('Groups and lists', () => {
  it('leaves out a group that need not be there and is empty, with all that would be missing in it', () =>
    expect(bodyOf(DEAL, { deal: { priceFen: '1' }, lease: { years: ' ', stepUps: [{}] } })).toEqual({
      body: { deal: { priceFen: '100' } },
      findings: [],
    }));

  it('asks for the rest of such a group once something stands in it', () =>
    expect(
      bodyOf(DEAL, { deal: { priceFen: '1' }, lease: { stepUps: [{ fromYear: '2' }, { fromYear: 'x' }] } })
        .findings,
    ).toMatchObject([
      { path: '/lease/years', key: 'form.missing' },
      { path: '/lease/stepUps/1/fromYear', key: 'form.whole' },
    ]));

  it('names each field that is missing within a group that must be there', () =>
    expect(bodyOf(DEAL, {}).findings).toMatchObject([{ path: '/deal/priceFen', key: 'form.missing' }]));

  it('shows a body as it would have been typed, and reads the same body from it', () => {
    const body = { deal: { priceFen: '239579716' }, lease: { years: 5, stepUps: [{ fromYear: 2 }] } };
    const typed = typedOf(DEAL, { ...body, unknown: 1 });
    expect(typed).toEqual({
      deal: { priceFen: '2395797.16' },
      lease: { years: '5', stepUps: [{ fromYear: '2' }] },
    });
    expect(bodyOf(DEAL, typed).body).toEqual(body);
  });

  it('shows and reads every other kind again without a change', () => {
    const kinds = [
      field('flag', { name: 'flag' }),
      field('lines', { name: 'lines' }),
      field('choices', { name: 'choices' }),
      field('rings', { name: 'rings' }),
      field('percent', { name: 'percent' }),
      field('day', { name: 'day' }),
    ];
    const body = {
      flag: false,
      lines: ['a', 'b'],
      choices: ['a'],
      rings: [[[0, 0], [1, 0], [1, 1], [0, 0]]], // prettier-ignore
      percent: '5%',
      day: '2026-12-01',
    };
    expect(bodyOf(kinds, typedOf(kinds, body))).toEqual({ body, findings: [] });
  });

  it('asks for money in yuan, whatever the label says', () =>
    expect(labelOf(field('fen', { label: '基准地价（分/平方米）' }))).toBe('基准地价（元/平方米）'));
});

describe('A place within what is typed', () => {
  it('is set without touching what was there', () => {
    const before = { lease: { stepUps: [{ fromYear: '2' }] } };
    const after = withValue(before, stepsOf('/lease/stepUps/1/fromYear'), '4');
    expect(after).toEqual({ lease: { stepUps: [{ fromYear: '2' }, { fromYear: '4' }] } });
    expect(before).toEqual({ lease: { stepUps: [{ fromYear: '2' }] } });
    expect(valueAt(after, stepsOf('lease.stepUps.1.fromYear'))).toBe('4');
    expect(valueAt(after, ['lease', 'none'])).toBeUndefined();
  });

  it('names its field, or the nearest that the form knows', () => {
    expect(fieldAt(DEAL, '/lease/stepUps/0/fromYear')?.name).toBe('fromYear');
    expect(fieldAt(DEAL, 'deal.unheardOf')?.name).toBe('deal');
    expect(fieldAt(DEAL, '/nothing')).toBeUndefined();
  });

  it('is blank where nothing but spaces was typed', () => {
    expect(isBlank({ a: ' ', b: [], c: [{ d: undefined }] })).toBe(true);
    expect(isBlank({ a: [{ b: '0' }] })).toBe(false);
  });
});
