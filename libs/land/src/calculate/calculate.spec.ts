import { describe, expect, it } from '@jest/globals';
import type { Rejected } from '#kernel/messages';
import { loadPacks, parseYuan } from '#policy';
import { packWith } from '../../../policy/testing/pack-with.js';
import { demoParcel } from '#geo';
import { calculate, calculateBatch } from './calculate.js';
import calculation, { ANSWER_BYTES_MAX, rulesText } from './calculate.job.js';
import type { CalculatorAnswer } from './calculate.js';
import { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
import type { CalculatorName } from './calculators.js';
import { schemaOf } from './fields.js';

const packs = loadPacks();
const ask = (name: string, input: unknown) =>
  calculate(name, input, ({ date = '2026-03-02' }) => packs.latest.on(date, 'any'));
const one = (name: string, input: unknown) => ask(name, input) as CalculatorAnswer;

function refusalOf(
  name: string,
  input: unknown,
): Rejected & { items: { field: string; code: string; message: string; source: string }[] } {
  try {
    ask(name, input);
  } catch (error) {
    return Object.assign(error as Rejected, { items: (error as Rejected).details.items as [] });
  }
  throw new Error('It was not refused.');
}

describe('what a calculator cannot take', () => {
  const vote = { basis: 'members', total: 100, yes: 70, attended: 80 };
  it.each([
    [{ ...vote, yes: 81 }, 'yes', '同意票数', '“81”多于到会的 80 人，应为 0 到 80 之间的整数，例如 80'],
    [
      { ...vote, attended: 101 },
      'attended',
      '到会人数',
      '“101”多于全体成员（代表） 100 人，应为 0 到 100 之间的整数，例如 100',
    ],
    [{ ...vote, basis: '成员大会' }, 'basis', '会议形式', '“成员大会”的代码是 members，请填写代码'],
    [
      { ...vote, basis: 'all' },
      'basis',
      '会议形式',
      '“all”不在可选范围内。可选：成员大会（members）、成员代表大会（delegates），例如 members',
    ],
  ])(
    'is refused by its field, with what was found, what is allowed and an example: %j',
    (wrong, field, name, said) => {
      const path = `votes.1.${field}`;
      expect(refusalOf('vote', { votes: [vote, wrong] }).items).toMatchObject([
        { field: path, message: `表决第 2 项的${name}（${path}）：${said}。` },
      ]);
    },
  );

  it.each([
    [
      'deed-tax',
      7,
      '计算内容：数字 7 不是一组字段，应为一组字段（用花括号括起来），例如 {"priceFen": "1150000000"}。',
    ],
    [
      'deed-tax',
      '7',
      '计算内容：“7”不是一组字段，应为一组字段（用花括号括起来），例如 {"priceFen": "1150000000"}。',
    ],
    [
      'deed-tax',
      [null],
      '第 1 项：计算内容：空值不是一组字段，应为一组字段（用花括号括起来），例如 {"priceFen": "1150000000"}。',
    ],
  ])('is refused as a whole in the same words: %s of %j', (name, input, message) => {
    expect(refusalOf(name, input).items).toMatchObject([{ message }]);
  });
});

describe('every calculator', () => {
  it.each(CALCULATOR_NAMES)(
    '%s answers its example with numbers, rule, source and confirmation, all of it JSON',
    (name) => {
      const answer = one(name, CALCULATORS[name].example);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      expect(answer).toMatchObject({
        calculator: name,
        pack: 'jinan@2026.1',
        confirmed: expect.any(Boolean) as unknown,
      });
      for (const text of [answer.formula, answer.rule, answer.source]) expect(text).not.toBe('');
    },
  );

  it.each(CALCULATOR_NAMES)(
    '%s refuses a misspelt field by its name, and an empty or foreign input',
    (name) => {
      const { items } = refusalOf(name, { ...CALCULATORS[name].example, inkome: '1' });
      expect(items).toEqual([
        {
          field: 'inkome',
          code: 'calculate.invalid',
          message: expect.stringContaining('“inkome”（inkome）：没有此字段，请核对字段名') as unknown,
          source: '',
        },
      ]);
      for (const input of [{}, null, 'text', 7, [[]]])
        expect(refusalOf(name, input).items.length).toBeGreaterThan(0);
    },
  );

  it.each(CALCULATOR_NAMES)('%s documents each field it takes', (name) => {
    const { properties, required } = schemaOf(CALCULATORS[name].input) as {
      properties: Record<string, { description: string }>;
      required: string[];
    };
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining([...required, ...Object.keys(CALCULATORS[name].example)]),
    );
    for (const { description } of Object.values(properties)) expect(description).not.toBe('');
  });
});

describe('a list', () => {
  it('whose answer would be longer than four megabytes is refused, and told to ask for less', () => {
    const corners = Array.from({ length: 399 }, (_, n) => [
      547_350 + Math.round(100 * Math.cos((n * Math.PI) / 199.5) * 1_000) / 1_000,
      4_064_450 + Math.round(100 * Math.sin((n * Math.PI) / 199.5) * 1_000) / 1_000,
    ]);
    const one = { boundary: { type: 'Polygon', coordinates: [[...corners, corners[0]]] }, crs: 'EPSG:4548' };
    const asked = (input: unknown) =>
      calculation({
        name: 'area',
        input,
        today: '2026-03-02',
        current: packs.latest.ref,
        rules: rulesText(packs),
      });
    const { text } = asked([one]) as { text: string };
    const many = Math.ceil(ANSWER_BYTES_MAX / (text.length - 2));
    expect(asked(Array.from({ length: many }, () => one))).toMatchObject({
      refused: { code: 'calculate.answer-too-long', zh: expect.stringContaining('请减少项数') },
    });
  });

  it('is answered in its order', () => {
    expect(
      ask('parcel-code', [{ code: '370114001002JB00001' }, { code: '370114001002JS00002' }]),
    ).toMatchObject([{ result: { serial: '00001' } }, { result: { feature: 'JS' } }]);
    expect(ask('parcel-code', [])).toEqual([]);
  });

  it('is refused with every element that is wrong, and which field of it', () => {
    const { message, items } = refusalOf('parcel-code', [
      { code: '370114001002JB00001' },
      { code: '370114001002JA00001' },
      { kode: 'x', code: 'y' },
    ]);
    expect(items.map(({ field, code }) => [field, code])).toEqual([
      ['1', 'parcel.not-construction'],
      ['2.kode', 'calculate.invalid'],
    ]);
    expect(message).toContain('第 2 项');
  });

  it('comes with what it adds up to, in whatever units it was asked; prices per unit are no sums', () => {
    const batch = (name: string, input: unknown) =>
      calculateBatch(name, input, ({ date = '2026-03-02' }) => packs.latest.on(date, 'any'));
    const { answers, totals } = batch('area', [
      { areaM2: '0.05', priceYuan: '0.10' },
      { mu: '20.01', priceWanYuan: '1' },
      { areaM2: '1' },
    ]);
    expect(answers).toHaveLength(3);
    expect(totals).toEqual({
      items: 3,
      given: { areaM2: '1.05', priceFen: '1000010', priceYuan: '10000.10' },
      result: { areaM2: '13341.05', priceFen: '1000010', priceYuan: '10000.10' },
      partial: { 'given.areaM2': 2, 'given.priceFen': 2, 'result.priceFen': 2 },
    });
    const lease = { form: '租赁', use: '商服', grade: '一级', district: '370114', date: '2026-03-02' };
    expect(
      batch('levy', [
        { ...lease, rentsWanYuan: ['10', '11'] },
        { ...lease, rentsFen: ['100'] },
      ]).totals,
    ).toMatchObject({ given: { rentsYuan: '210001.00' }, result: { levyYuan: '44100.21' } });
    expect(batch('deed-tax', []).totals).toEqual({ items: 0, given: {}, result: {} });
    expect(() => batch('deed-tax', { priceFen: '1' })).toThrow(
      '计算内容：对象不是列表，应为列表（用方括号括起来），才能求合计，例如 [{"priceFen": "1150000000"}]。',
    );
    expect(() => batch('deed-tax', [{ priceFen: '1' }, {}])).toThrow('第 2 项');
  });

  it('has a limit', () => {
    expect(
      refusalOf(
        'deed-tax',
        Array.from({ length: 1_001 }, () => ({ priceFen: '1' })),
      ).code,
    ).toBe('calculate.too-many');
  });
});

describe('a refusal', () => {
  it.each([
    [
      'levy',
      { ...CALCULATORS.levy.example, kind: '土地增值税' },
      'levy.kind-not-applicable',
      '土地增值税暂行条例第二条',
    ],
    ['levy', { ...CALCULATORS.levy.example, date: '2027-01-04' }, 'levy.no-valid-rate', '财税〔2016〕41号'],
    ['levy', { ...CALCULATORS.levy.example, rentsFen: ['1'] }, 'calculate.incomplete', '财税〔2016〕41号'],
    [
      'levy',
      { ...CALCULATORS.levy.example, confirmedBy: '钱进' },
      'calculate.incomplete',
      '财税〔2016〕41号',
    ],
    ['workdays', { start: '2026-12-30', days: 5 }, 'calendar.year-unknown', '国务院办公厅'],
    ['workdays', { start: '2026-13-30', days: 5 }, 'date.malformed', '民法典'],
    ['workdays', { start: '2026-03-02' }, 'calculate.incomplete', '民法典'],
    ['parcel-code', { code: '370114001002GB00001' }, 'parcel.not-collective', 'GB/T 37346-2019'],
    ['term', { use: '商服', form: '出让', years: 41 }, 'scheme.term-too-long', '第十二条'],
    [
      'listing',
      { reportedOn: '2026-03-02', announcedOn: '2026-03-13' },
      'listing.notice-too-early',
      '实施条例第四十条',
    ],
    ['listing', {}, 'calculate.incomplete', '39号'],
    [
      'area',
      { mu: '37.57', yuanPerMu: '44000', priceFen: '166310000' },
      'area.price-contradicts',
      '法定计量单位',
    ],
    ['listing', { announcedOn: '2026-03-02', dealtOn: '2026-03-20' }, 'listing.deal-before-opening', '39号'],
    ['levy', { ...CALCULATORS.levy.example, developmentFen: '0' }, 'levy.cost-missing', '设例'],
    ['premium', { startFen: '0', priceFen: '1' }, 'premium.start-zero', '算术'],
    ['premium', { startFen: '2', priceFen: '1' }, 'premium.below-start', '算术'],
    ['equity', { valuationFen: '2', capitalFen: '1' }, 'equity.capital', '由县定'],
    ['rent', { totalFen: '1', years: 1, areaM2: '0' }, 'area.zero', '算术'],
    ['area', { mu: '1', areaM2: '1' }, 'calculate.incomplete', '实施条例第四十条'],
    ['area', { boundary: {} }, 'calculate.incomplete', '实施条例第四十条'],
  ] as const)('of %s %j has code %s and a source', (name, input, code, source) => {
    const { items } = refusalOf(name, input);
    expect([items.length, items[0]?.code, items[0]?.source.includes(source)]).toEqual([1, code, true]);
  });

  it.each<[CalculatorName, object, string, string]>([
    [
      'levy',
      { ...CALCULATORS.levy.example, incomeFen: undefined },
      'incomeFen',
      '收入（incomeFen）：必填，或者改填各期租金（rentsFen），例如 1150000000。',
    ],
    [
      'levy',
      { ...CALCULATORS.levy.example, rentsFen: ['1'] },
      'incomeFen',
      '收入（incomeFen）：与各期租金（rentsFen）只能填一项，请删除多余的，例如只填 incomeFen。',
    ],
    [
      'levy',
      { ...CALCULATORS.levy.example, confirmedBy: '钱进' },
      'documentNo',
      '确认沿用的文号（documentNo）：填写费率届满后确认沿用的人（confirmedBy）时必填，应为一行文字，不超过 200 字，' +
        '例如 济财函〔2027〕3号。',
    ],
    [
      'workdays',
      { start: '2026-03-02' },
      'days',
      '天数（days）：必填，或者改填止日（end）、规则包中的时限（clock），例如 30。',
    ],
    [
      'listing',
      {},
      'reportedOn',
      '方案报送日（reportedOn）：必填，或者改填公告日（announcedOn）、成交日（dealtOn）、交易（trade），例如 2026-11-16。',
    ],
    [
      'area',
      {},
      'areaM2',
      '面积（areaM2）：必填，或者改填亩数（mu）、公顷数（hectares）、界址（boundary），例如 13412.55。',
    ],
    [
      'area',
      { boundary: {} },
      'crs',
      '界址的坐标系（crs）：填写界址（boundary）时必填，应为一行文字，不超过 200 字，例如 EPSG:4548。',
    ],
  ])('of %s %j is told at %s in the line of a field', (name, input, field, message) =>
    expect(refusalOf(name, input).items).toMatchObject([{ field, message }]),
  );

  it('of an unknown calculator names those that there are', () => {
    expect(refusalOf('nothing', {}).message).toContain('土地增值收益调节金（levy）、工作日和期限（workdays）');
  });
});

describe('the area of a boundary (GeoJSON, CGCS2000)', () => {
  const square = (east: number, north: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [east, north],
        [east + 100, north],
        [east + 100, north + 133.4],
        [east, north + 133.4],
        [east, north],
      ],
    ],
  });
  const swapped = {
    type: 'Polygon',
    coordinates: square(547_000, 4_064_000).coordinates.map((ring) => ring.map(([x, y]) => [y, x])),
  };

  it('is the same with a zone number and without', () => {
    expect(one('area', { boundary: square(547_000, 4_064_000), crs: 'EPSG:4548' }).result.areaM2).toBe(
      '13340.00',
    );
    expect(one('area', { boundary: square(39_547_000, 4_064_000), crs: 'EPSG:4527' }).result.areaM2).toBe(
      '13340.00',
    );
  });

  it('of a parcel of the demonstration is what its file says, and as declared', () => {
    const { boundary, crs, areaM2 } = demoParcel(0);
    expect(one('area', { boundary, crs, declaredM2: areaM2 }).result).toMatchObject({
      areaM2,
      difference: { differenceM2: '0.00', tolerated: true },
    });
  });

  it('recognises swapped axes, a zone number and the wrong system, and says so', () => {
    expect(refusalOf('area', { boundary: swapped, crs: 'EPSG:4548' }).items[0]).toMatchObject({
      code: 'boundary.axis-swapped',
      message: expect.stringContaining('X=北') as unknown,
    });
    expect(
      refusalOf('area', { boundary: square(39_547_000, 4_064_000), crs: 'EPSG:4548' }).items[0]?.code,
    ).toBe('boundary.zone-prefix');
    expect(refusalOf('area', { boundary: square(547_000, 4_064_000), crs: 'EPSG:4490' }).items[0]?.code).toBe(
      'boundary.crs-mismatch',
    );
    expect(refusalOf('area', { boundary: square(547_000, 4_064_000), crs: 'EPSG:3857' }).items[0]?.code).toBe(
      'boundary.crs-unknown',
    );
  });

  it('says when it is not what was declared', () => {
    const { result, formula } = one('area', {
      boundary: square(547_000, 4_064_000),
      crs: 'EPSG:4548',
      declaredM2: '13400',
    });
    expect([result.difference, formula]).toEqual([
      { differenceM2: '60.00', smaller: true, tolerated: false },
      expect.stringContaining('超过容许值'),
    ]);
  });
});

describe('what an answer does not check', () => {
  it.each([
    [
      'vote',
      { votes: [{ basis: 'members', total: 100, yes: 67 }] },
      [
        '第 1 次表决没有填写通知日和开会日，未核对通知是否提前足够的天数',
        '第 1 次表决没有填写到会人数，未核对到会是否足够',
      ],
    ],
    [
      'term',
      { use: '商服', form: '先租后让', years: 40 },
      ['先租后让没有填写其中租赁的年数（leaseYears），未核对租赁的年限'],
    ],
  ])('is said by %s', (name, input, unchecked) => expect(one(name, input).unchecked).toEqual(unchecked));
  it.each(CALCULATOR_NAMES)('is nothing in the example of %s', (name) =>
    expect(one(name, CALCULATORS[name].example).unchecked).toBeUndefined(),
  );
});

describe('the price of land', () => {
  it.each([
    [
      { areaM2: '666.66', yuanPerMu: '1000000' },
      '999990.00',
      '666.66 m² × 15/10000 = 0.99999 亩 = 0.066666 公顷；0.99999 亩 × 1000000.00 元/亩 = 999990.00 元',
    ],
    [
      { areaM2: '0.03', yuanPerMu: '99999999.99' },
      '4500.00',
      '0.03 m² × 15/10000 = 0.000045 亩 = 0.000003 公顷；0.000045 亩 × 99999999.99 元/亩 ≈ 4500.00 元',
    ],
    [
      { mu: '13.447', yuanPerMu: '525000' },
      '7059675.00',
      '13.447 亩 × 10000/15 ≈ 8964.67 m² ≈ 0.8965 公顷；13.447 亩 × 525000.00 元/亩 = 7059675.00 元',
    ],
  ])('of %j is %s, and the equations are true', (input, yuan, formula) => {
    const answer = one('area', input);
    expect([answer.result.priceYuan, answer.formula]).toEqual([yuan, formula]);
  });

  it('and the sides of a boundary are told to the millimetre', () => {
    const triangle = {
      type: 'Polygon',
      coordinates: [
        [
          [547_000, 4_064_000],
          [547_003, 4_064_000],
          [547_003.0004, 4_064_004],
          [547_000, 4_064_000],
        ],
      ],
    };
    const { points, sidesM } = one('area', { boundary: triangle, crs: 'EPSG:4548' }).result as {
      points: { x: string; y: string }[][];
      sidesM: string[][];
    };
    expect([sidesM, points[0]?.[2]]).toEqual([
      [['3.000', '4.000', '5.000']],
      { x: '4064004.000', y: '547003.000' },
    ]);
  });
});

describe('land put into a company', () => {
  it.each([
    [
      '1150000000',
      '4600000000',
      '3%',
      true,
      '11500000.00 ÷ 46000000.00 = 25.00%，不低于 10%；保底分红 11500000.00 × 3% = 345000.00 元/年',
    ],
    ['999', '10000', undefined, false, '9.99 ÷ 100.00 = 9.99%，低于 10%'],
    ['1000', '10001', undefined, false, '10.00 ÷ 100.01 ≈ 10.00%，低于 10%'],
  ])(
    '%s of %s fen: the share, its floor and the least dividend',
    (valuationFen, capitalFen, minDividendRatio, enough, formula) => {
      const answer = one('equity', {
        valuationFen,
        capitalFen,
        ...(minDividendRatio ? { minDividendRatio } : {}),
      });
      expect([answer.result.enough, answer.formula, answer.rule, answer.confirmed]).toEqual([
        enough,
        formula,
        'scheme.equity-share-min',
        false,
      ]);
    },
  );

  it('needs this much to be enough', () =>
    expect(one('equity', { valuationFen: '1', capitalFen: '10001' }).result).toMatchObject({
      leastFen: '1001',
      leastYuan: '10.01',
    }));
});

describe('combinations', () => {
  it('a lease is taxed on its whole rent, and says both rows', () => {
    const { result, formula, rule } = one('levy', {
      form: '租赁',
      use: '商服',
      grade: '一级',
      district: '370114',
      date: '2026-03-02',
      rentsFen: ['10000000', '11000000'],
    });
    expect([result.levyYuan, result.incomeYuan, rule]).toEqual([
      '44100.00',
      '210000.00',
      'levy.lease-base、price-sf-lease',
    ]);
    expect(formula).toBe('2 期租金合计 210000.00 元；210000.00 × 21% = 44100.00 元');
  });

  it('a clock of the pack is counted by its name', () => {
    expect(one('workdays', { start: '2026-09-18', clock: 'procedure.report-before-notice' })).toMatchObject({
      result: { lastDay: '2026-10-09' },
      rule: 'procedure.report-before-notice',
    });
  });

  it('a deal starts the clocks after it (国土资发〔2010〕34号；39号令)', () => {
    expect(one('listing', { dealtOn: '2024-09-27' }).result).toEqual({
      contractBy: '2024-10-16',
      publishBy: '2024-10-16',
      refundBy: '2024-10-10',
    });
  });

  it('members by household come with their parts', () => {
    const members = {
      by: '户',
      list: [
        { id: '一户', weight: 3 },
        { id: '二户', weight: 1 },
      ],
    };
    const { result } = one('distribution', {
      receiptsFen: parseYuan('1000').toString(),
      levyFen: '0',
      membersRatio: '40%',
      members,
    });
    expect(result.members).toEqual([
      { id: '一户', amountFen: '30000', amountYuan: '300.00' },
      { id: '二户', amountFen: '10000', amountYuan: '100.00' },
    ]);
  });
});

describe('a place in a question', () => {
  const sale = { form: '出让', use: '商服', grade: '一级', date: '2026-03-02', incomeFen: '1150000000' };
  const local = packWith(['levy.yaml', /(id: price-sf-1, .*?district: )any/, '$1"370114"']);
  const askLocal = (district: string) =>
    (
      calculate('levy', { ...sale, district }, ({ date = '2026-03-02' }) =>
        local.on(date, 'any'),
      ) as CalculatorAnswer
    ).rule;

  it('is one district by name and by code: a row keyed by code answers both', () => {
    expect([askLocal('370114'), askLocal('章丘区')]).toEqual(['price-sf-1', 'price-sf-1']);
  });

  it('that the pack does not know is refused with the list, whichever pack is asked', () => {
    expect(() => askLocal('某某区')).toThrow('可用的区为：市中区（370103）');
  });
});
