import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fen, loadPacks, parseYuan } from '#policy';
import { calculate } from './calculate.js';
import type { CalculatorAnswer, CalculatorRefusal } from './calculate.js';
import { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
import type { CalculatorName } from './calculators.js';
import { schemaOf } from './fields.js';

const packs = loadPacks();
const one = (name: string, input: unknown) =>
  calculate(name, input, ({ date = '2026-03-02' }) => packs.latest.on(date, 'any')) as CalculatorAnswer;
function refusalsOf(name: string, input: unknown): readonly CalculatorRefusal[] {
  try {
    one(name, input);
    return [];
  } catch (error) {
    return (error as { details: { items: CalculatorRefusal[] } }).details.items;
  }
}

type Schema = Readonly<{
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  'x-instead-of'?: string;
  pattern?: string;
}>;
type Place = Readonly<{ calculator: CalculatorName; path: string; names: readonly string[] }>;

/** Every field of every calculator, at whatever depth. */
function placesOf(calculator: CalculatorName, { properties = {} }: Schema, at = ''): readonly Place[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    ...(field['x-instead-of'] === undefined
      ? [
          {
            calculator,
            path: `${at}${name}`,
            names: [
              name,
              ...Object.keys(properties).filter((other) => properties[other]!['x-instead-of'] === name),
            ],
          },
        ]
      : []),
    ...placesOf(calculator, field, `${at}${name}.`),
    ...placesOf(calculator, field.items ?? {}, `${at}${name}[].`),
  ]);
}
const places = CALCULATOR_NAMES.flatMap((name) => placesOf(name, schemaOf(CALCULATORS[name].input)));

describe('every field of every calculator', () => {
  it.each(places.filter(({ names: [name] }) => /(Fen|M2)$/.test(name!)))(
    '$calculator $path has its other units',
    ({ names: [name, ...others] }) => {
      expect(others).toEqual(
        name!.endsWith('Fen')
          ? [name!.replace(/Fen$/, 'Yuan'), name!.replace(/Fen$/, 'WanYuan')]
          : [name!.replace(/M2$/, 'Mu')],
      );
    },
  );
  it('has them only where it is 分 or m²', () =>
    expect(places.filter(({ names }) => names.length > 1 && !/(Fen|M2)$/.test(names[0]!))).toEqual([]));
});

/** The example of a calculator with each amount in another unit, in whatever depth; arrays of 分 too. */
function inUnits(value: unknown, yuan: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => inUnits(item, yuan));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      if (!key.endsWith('Fen') || typeof inner !== 'string') return [key, inUnits(inner, yuan)];
      const [digits, places] = yuan ? [inner.padStart(3, '0'), 2] : [inner.padStart(7, '0'), 6];
      return [
        key.replace(/Fen$/, yuan ? 'Yuan' : 'WanYuan'),
        `${digits.slice(0, -places)}.${digits.slice(-places)}`,
      ];
    }),
  );
}

describe('a question in other units', () => {
  it.each(
    CALCULATOR_NAMES.flatMap((name) =>
      [true, false].map((yuan) => [name, yuan ? '元' : '万元', yuan] as const),
    ),
  )('%s in %s is answered as in 分', (name, _, yuan) => {
    const { converted, ...answer } = one(name, inUnits(CALCULATORS[name].example, yuan));
    expect(answer).toEqual(one(name, CALCULATORS[name].example));
    expect(converted !== undefined).toBe(JSON.stringify(CALCULATORS[name].example).includes('Fen"'));
  });

  it('says how each was converted, also in lists and within', () => {
    expect(one('rent', { totalWanYuan: '400.5', years: 20, areaMu: '13.447' }).converted).toEqual([
      'totalWanYuan：400.5 万元 = 400500000 分',
      'areaMu：13.447 亩 × 2000/3 ≈ 8964.67 m²',
    ]);
    expect(one('rent', { totalYuan: '1', years: 1, areaMu: '20.01' }).converted).toEqual([
      'totalYuan：1 元 = 100 分',
      'areaMu：20.01 亩 × 2000/3 = 13340.00 m²',
    ]);
    const payments = [{ paidOn: '2026-04-11', amountWanYuan: '168' }];
    expect(
      one('late-fee', { principalYuan: '3680000', dueOn: '2026-04-01', asOf: '2026-04-21', payments })
        .converted,
    ).toEqual([
      'principalYuan：3680000 元 = 368000000 分',
      'payments.0.amountWanYuan：168 万元 = 168000000 分',
    ]);
    const lease = { form: '租赁', use: '商服', grade: '一级', district: '370114', date: '2026-03-02' };
    expect(one('levy', { ...lease, rentsWanYuan: ['10', '11'] })).toMatchObject({
      result: { incomeFen: '21000000' },
      converted: ['rentsWanYuan：2 项，1 万元 = 1000000 分'],
    });
  });

  it('keeps 亩 exact where the calculator computes in them', () => {
    const { converted, ...answer } = one('area', { areaMu: '13.447', yuanPerMu: '525000' });
    expect([converted, answer]).toEqual([undefined, one('area', { mu: '13.447', yuanPerMu: '525000' })]);
  });

  it('is exact, whatever the amount: 亩 are rounded once', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.integer({ min: 1, max: 99_999_999 }),
        (amount, tenThousandths) => {
          const yuan = `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`;
          expect(one('deed-tax', { priceYuan: yuan }).inputs.priceYuan).toBe(
            one('deed-tax', { priceFen: fen(parseYuan(yuan)).toString() }).inputs.priceYuan,
          );
          const fraction = (tenThousandths % 10_000).toString().padStart(4, '0');
          const mu = `${Math.floor(tenThousandths / 10_000)}.${fraction}`;
          const { areaM2 } = one('rent', { totalFen: '1', years: 1, areaMu: mu }).inputs as {
            areaM2: string;
          };
          // 1 亩 = 2000/3 m², so a ten-thousandth is 20/3 hundredths: half of one is the most that rounding
          // moves.
          const apart = BigInt(areaM2.replace('.', '')) * 3n - BigInt(tenThousandths) * 20n;
          expect(apart >= -1n && apart <= 1n).toBe(true);
        },
      ),
    );
  });
});

describe('refused is', () => {
  it.each([
    [
      'two units of one field',
      'deed-tax',
      { priceYuan: '1', priceFen: '100' },
      'priceYuan',
      '与 priceFen 是同一项的两种单位',
    ],
    [
      'two other units of one field',
      'deed-tax',
      { priceYuan: '1', priceWanYuan: '1' },
      'priceYuan',
      '与 priceWanYuan 是同一项的两种单位',
    ],
    ['亩 under two names', 'area', { areaMu: '1', mu: '1' }, 'areaMu', '与 mu 是同一项的两种单位'],
    [
      'm² and 亩 within',
      'quota',
      { movements: [{ kind: 'supply-plan', step: '下达', areaM2: '1', areaMu: '1' }] },
      'movements.0.areaMu',
      '与 areaM2',
    ],
    ['a tenth of a 分 in 元', 'deed-tax', { priceYuan: '0.001' }, 'priceYuan', '最多两位小数'],
    ['a tenth of a 分 in 万元', 'deed-tax', { priceWanYuan: '0.0000001' }, 'priceWanYuan', '最多六位小数'],
    [
      '亩 with five decimals',
      'rent',
      { totalFen: '1', years: 1, areaMu: '1.00001' },
      'areaMu',
      '最多四位小数',
    ],
    [
      'a number that is no text',
      'deed-tax',
      { priceYuan: 1 },
      'priceYuan',
      '未加引号，此项须写作文字，应写作 "1"',
    ],
    ['nothing in place of an amount', 'deed-tax', { priceYuan: null }, 'priceYuan', '空值不是元数'],
    ['a field that is not there in any unit', 'deed-tax', {}, 'priceFen', '必填'],
  ])('%s', (_, name, input, field, message) => {
    expect(refusalsOf(name, input)).toEqual([
      { field, code: 'calculate.invalid', message: expect.stringContaining(message) as unknown, source: '' },
    ]);
  });
});
