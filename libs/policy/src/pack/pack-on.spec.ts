import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { addDays } from '../calendar.js';
import { formatYuan, parseYuan } from '../money.js';
import { deposit } from '../rules/buyer.js';
import { distribution } from '../rules/distribution.js';
import { lateFeeOfParts } from '../rules/late-fee.js';
import { levy } from '../rules/levy.js';
import { maximumTerm } from '../rules/terms-of-use.js';
import { votePasses } from '../rules/vote.js';
import { PackErrors } from './errors.js';
import { loadPacks, packsFolder } from './load.js';
import { packOf } from './pack.js';
import type { DatedRows, Pack, PackOn } from './pack.js';
import { PACK_FILES, readPack } from './read-pack.js';
import { paperKey } from './cross-checks.js';
import { namedRows } from './rows.js';

const jinan = loadPacks().of('jinan@2026.1');
const { data, years } = jinan.contentOfAllDays;

type Table = Exclude<keyof DatedRows, 'offices'>;
type Row<T extends Table> = DatedRows[T][number];
type Ask<T extends Table> = (pack: PackOn, row: Row<T>) => Readonly<{ source: string }> | undefined;

/** How the program asks for a row of each table, and by what name an answer refers to it. */
const ASKED: { readonly [T in Table]: Readonly<{ ask: Ask<T>; name: (row: Row<T>) => string }> } = {
  rules: { ask: (pack, { key }) => pack.value(key), name: ({ key }) => key },
  clocks: { ask: (pack, { key }) => pack.clock(key), name: ({ key }) => key },
  districts: { ask: (pack, { code }) => pack.district(code), name: ({ code }) => code },
  uses: { ask: (pack, { use }) => pack.use(use), name: ({ use }) => `use:${use}` },
  useCodes: {
    ask: (pack, { codeSystem, code }) => pack.useCode(codeSystem, code),
    name: ({ codeSystem, code }) => `${codeSystem}/${code}`,
  },
  gates: { ask: (pack, { key }) => pack.gate(key), name: ({ key }) => key },
  contentGroups: {
    ask: (pack, { key }) => only(pack.contentGroups.filter((row) => row.key === key)),
    name: ({ key }) => `content:${key}`,
  },
  layers: { ask: (pack, { id }) => only(pack.layers.filter((row) => row.id === id)), name: ({ id }) => id },
  quotaKinds: {
    ask: (pack, { id }) => only(pack.quotaKinds.filter((row) => row.id === id)),
    name: ({ id }) => id,
  },
  rates: { ask: (pack, { id }) => only(pack.rates.filter((row) => row.id === id)), name: ({ id }) => id },
  surcharges: {
    ask: (pack, { id }) => only(pack.surcharges.filter((row) => row.id === id)),
    name: ({ id }) => id,
  },
  datasets: {
    ask: (pack, { key, district }) => pack.dataset(district, key),
    name: ({ key, district }) => `dataset:${key}@${district}`,
  },
  papers: {
    ask: (pack, row) => only(pack.papers.filter((other) => paperKey(other) === paperKey(row))),
    name: (row) => `paper:${paperKey(row)}`,
  },
  officialPapers: {
    ask: (pack, { key }) => only(pack.officialPapers.filter((row) => row.key === key)),
    name: ({ key }) => `official:${key}`,
  },
  gradeMaps: {
    ask: (pack, { id }) => only(pack.gradeMaps.filter((row) => row.id === id)),
    name: ({ id }) => id,
  },
  benchmarks: {
    ask: (pack, { id }) => only(pack.benchmarks.filter((row) => row.id === id)),
    name: ({ id }) => id,
  },
  priceMinimums: {
    ask: (pack, { id }) => only(pack.priceMinimums.filter((row) => row.id === id)),
    name: ({ id }) => id,
  },
  deductions: {
    ask: (pack, { key }) => only(pack.deductions.filter((row) => row.key === key)),
    name: ({ key }) => key,
  },
};

function only<R>(rows: readonly R[]): R | undefined {
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0];
}

/** The pack with one row that ends the day before `border`, and a second one from `border` on. */
function parted<T extends Table>(table: T, row: Row<T>, border: string, change: Partial<Row<T>> = {}): Pack {
  const rows = data[table].flatMap((other) =>
    other === row
      ? [
          { ...row, validTo: addDays(border, -1) },
          { ...row, validTo: undefined, source: NEW, ...change, validFrom: border },
        ]
      : [other],
  );
  return packOf({ ...data, [table]: rows }, years);
}

const NEW = '自分界日起的新依据';
/** While every row of Jinan is valid. */
const borders = fc.integer({ min: 1, max: 800 }).map((days) => addDays('2024-01-02', days));
const ROUNDS_PER_ROW = 3;

describe('a pack asked on a day', () => {
  it.each(Object.keys(ASKED) as Table[])(
    'gives of the %s the row that is valid then: before, on and after the border',
    (table) => {
      const { ask, name } = ASKED[table] as Readonly<{ ask: Ask<Table>; name: (row: Row<Table>) => string }>;
      for (const row of data[table]) {
        fc.assert(
          fc.property(borders, fc.integer({ min: 0, max: 400 }), (border, further) => {
            const pack = parted(table, row, border);
            const sourceOn = (day: string) => ask(pack.on(day, 'any'), row)?.source;
            expect([
              sourceOn(addDays(border, -1)),
              sourceOn(border),
              sourceOn(addDays(border, further)),
            ]).toEqual([row.source, NEW, NEW]);
            // What `rushi policy explain` shows under the name that answers give is the same row.
            const explained = namedRows(pack).filter(
              (one) => one.key === name(row) && one.validFrom <= border && (one.validTo ?? border) >= border,
            );
            expect(explained.map(({ source }) => source)).toEqual([NEW]);
          }),
          { numRuns: ROUNDS_PER_ROW },
        );
      }
    },
  );

  it.each(['rules', 'clocks', 'districts', 'uses', 'useCodes', 'gates'] as const)(
    'refuses a row of the %s that is not valid then, with key and day',
    (table) => {
      const { ask, name } = ASKED[table] as Readonly<{ ask: Ask<Table>; name: (row: Row<Table>) => string }>;
      for (const row of data[table]) {
        const pack = packOf(
          {
            ...data,
            [table]: data[table].map((other) => (other === row ? { ...row, validTo: '2026-06-30' } : other)),
          },
          years,
        );
        expect(ask(pack.on('2026-06-30', 'any'), row)?.source).toBe(row.source);
        const refusal = expect.objectContaining({
          code: 'policy.rule-not-valid',
          details: { key: name(row), on: '2026-07-01', pack: 'jinan@2026.1' },
        });
        expect(() => ask(pack.on('2026-07-01', 'any'), row)).toThrow(refusal);
      }
    },
  );

  it('has no question without a day, and no day that is none', () => {
    expect(Object.getOwnPropertyNames(Object.getPrototypeOf(jinan)).sort()).toEqual([
      'constructor',
      'contentOfAllDays',
      'id',
      'knows',
      'on',
      'ratesEndedBefore',
      'ref',
      'source',
      'title',
      'validFrom',
      'validTo',
      'version',
    ]);
    for (const day of ['2026-02-30', '2026-13-01', '', 'today'])
      expect(() => jinan.on(day, 'any')).toThrow(expect.objectContaining({ code: 'date.malformed' }));
  });

  it('cannot be changed', () => {
    const pack = jinan.on('2026-03-02', 'any');
    for (const rows of [pack.rates, pack.districts, pack.gates])
      expect(() => Object.assign(rows, { 0: {} })).toThrow(TypeError);
    expect(() => Object.assign(pack, { day: '2026-03-03' })).toThrow(TypeError);
  });

  it('takes the offices of a district with it', () => {
    const zhangqiu = data.districts.find(({ code }) => code === '370114')!;
    const pack = packOf(
      {
        ...data,
        districts: data.districts.map((row) => (row === zhangqiu ? { ...row, validTo: '2026-06-30' } : row)),
      },
      years,
    );
    expect(pack.on('2026-06-30', 'any').office('370114-zf').district).toBe('370114');
    expect(() => pack.on('2026-07-01', 'any').office('370114-zf')).toThrow(
      expect.objectContaining({ code: 'policy.rule-not-valid' }),
    );
    expect(pack.on('2026-07-01', 'any').office('370100-ggzy').level).toBe('city');
  });
});

const BORDER = '2026-06-01';
const EVE = '2026-05-31';
const rule = (key: string) => data.rules.find((row) => row.key === key)!;
const bothDays = <T>(pack: Pack, ask: (asked: PackOn) => T) => [
  ask(pack.on(EVE, 'any')),
  ask(pack.on(BORDER, 'any')),
];

describe('what a rule answers on the eve of a new row and on its first day', () => {
  it('the deposit ratio', () => {
    const pack = parted('rules', rule('listing.deposit-ratio'), BORDER, { value: '30%' });
    expect(bothDays(pack, (asked) => formatYuan(deposit(asked, parseYuan('100')).value))).toEqual([
      '20.00',
      '30.00',
    ]);
  });

  it('the late fee: each day bears its own rate', () => {
    const pack = parted('rules', rule('levy.late-fee-rate'), '2026-06-11', { value: '0.5‰' });
    const fee = (asOf: string) =>
      lateFeeOfParts(pack.on(asOf, 'any'), {
        principalFen: parseYuan('10000'),
        dueOn: '2026-06-01',
        payments: [],
        asOf,
      });
    expect(formatYuan(fee('2026-06-10').value.feeFen)).toBe('90.00');
    expect(formatYuan(fee('2026-06-21').value.feeFen)).toBe('145.00');
    expect(fee('2026-06-21')).toMatchObject({
      formula: '10000.00 × 1‰ × 9 日 + 10000.00 × 0.5‰ × 11 日 = 145.00 元',
      inputs: { rate: '1‰、0.5‰' },
    });
  });

  it('a deduction is made once', () => {
    const [reserve] = data.deductions.filter(({ kind }) => kind === 'ratio');
    const pack = parted('deductions', reserve!, BORDER, { ratio: '10%' });
    const lines = bothDays(pack, (asked) =>
      distribution(asked, { receiptsFen: parseYuan('100'), levyFen: parseYuan('0') })
        .value.lines.filter(({ key }) => key === reserve!.key)
        .map(({ amountFen }) => formatYuan(amountFen)),
    );
    expect(lines).toEqual([[formatYuan(parseYuan(String(Number.parseInt(reserve!.ratio!, 10))))], ['10.00']]);
  });

  it('the years of a use', () => {
    const pack = parted(
      'uses',
      data.uses.find(({ use }) => use === '商服')!,
      BORDER,
      { years: 30 },
    );
    expect(bothDays(pack, (asked) => maximumTerm(asked, '商服', '出让').value)).toEqual([40, 30]);
  });

  it('the vote of a meeting, whenever it is looked at', () => {
    const pack = parted('rules', rule('scheme.vote-threshold'), BORDER, { value: '3/4' });
    const passes = (heldOn: string) =>
      bothDays(
        pack,
        (asked) => votePasses(asked, { basis: 'members', total: 100, yes: 70, heldOn }).value.passes,
      );
    expect([passes(EVE), passes(BORDER)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('the rate and the switch of the levy, by the day that it is charged for', () => {
    const sale = {
      kind: '调节金',
      form: '出让',
      use: '商服',
      grade: '一级',
      district: '370114',
      incomeFen: parseYuan('100'),
      areaCm2: undefined,
    } as const;
    const pack = parted(
      'rates',
      data.rates.find(({ id }) => id === 'price-sf-1')!,
      BORDER,
      { rate: '40%' },
    );
    for (const asked of [pack.on(EVE, 'any'), pack.on(BORDER, 'any')])
      expect([EVE, BORDER].map((date) => formatYuan(levy(asked, { ...sale, date }).value))).toEqual([
        '30.00',
        '40.00',
      ]);
  });
});

describe('two rows of one name that are valid on one day', () => {
  const texts = new Map(
    PACK_FILES.map((file) => [file, readFileSync(join(packsFolder(), 'jinan', file), 'utf8')]),
  );
  const lists = [...texts].flatMap(([file, text]) =>
    Object.entries(parse(text) as Readonly<Record<string, unknown>>).flatMap(([list, rows]) =>
      Array.isArray(rows) && rows.some((row: object) => 'valid_from' in row) ? [[file, list] as const] : [],
    ),
  );

  it.each(lists)('are refused by the check of the pack: %s, %s', (file, list) => {
    const content = parse(texts.get(file)!) as Record<string, object[]>;
    const rows = content[list]!;
    const twice = new Map([
      ...texts,
      [file, stringify({ ...content, [list]: [...rows, { ...rows.at(-1)! }] })],
    ]);
    const messages = () => {
      try {
        return readPack(twice).ref;
      } catch (error) {
        return error instanceof PackErrors ? error.errors.map(({ message }) => message) : [];
      }
    };
    expect(messages()).toContainEqual(expect.stringContaining('有效期重叠'));
  });
});
