import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rejected } from '#kernel/messages';
import { packWith } from '../../testing/pack-with.js';
import { formatArea, formatMu, parseArea, squareCm } from '../area.js';
import { fen, parseYuan } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { count } from './dates.js';
import {
  areaDifference,
  areaOfHectares,
  areaOfMu,
  exactMu,
  exactly,
  muOf,
  priceByMu,
  priceOfLand,
  pricePerM2,
  pricePerMu,
} from './land-area.js';
import { explainParcelCode } from './parcel-code.js';
import { quotaBalance } from './quota-balance.js';
import type { QuotaMovement, QuotaStep } from './quota-balance.js';
import { termOf } from './terms-of-use.js';
import { votesPass } from './vote.js';

const pack = loadPacks().latest.on('2026-03-02', 'any');
const refusal = (code: string, message = '') =>
  expect.objectContaining({
    code,
    message: expect.stringContaining(message) as unknown,
  }) as unknown as Rejected;

describe('a span of days (民法典第二百零一条、第二百零三条)', () => {
  it.each([
    ['working', '2024-02-08', 5, '2024-02-21', '2024-02-21'],
    ['working', '2024-09-27', 10, '2024-10-16', '2024-10-16'],
    ['working', '2025-01-24', 5, '2025-02-07', '2025-02-07'],
    ['working', '2025-09-26', 5, '2025-10-10', '2025-10-10'],
    ['working', '2026-02-13', 5, '2026-02-27', '2026-02-27'],
    ['working', '2026-09-18', 10, '2026-10-09', '2026-10-09'],
    ['calendar', '2026-03-02', 20, '2026-03-22', '2026-03-23'],
    ['calendar', '2026-09-11', 20, '2026-10-01', '2026-10-08'],
  ] as const)('of %s days from %s: +%i → %s, last day %s', (kind, start, days, endsOn, lastDay) => {
    expect(count(pack, { kind, start, days }).value).toEqual({ days, endsOn, lastDay });
    expect(count(pack, { kind, start, end: endsOn }).value.days).toBe(days);
  });

  it('rests on the notice of each year it touches, and on no guess', () => {
    expect(count(pack, { kind: 'working', start: '2025-12-30', days: 5 }).source).toMatch(/2025年.*2026年/);
    for (const kind of ['working', 'calendar'] as const)
      expect(() => count(pack, { kind, start: '2026-12-30', days: 10 })).toThrow(
        refusal('calendar.year-unknown', '2027'),
      );
  });
});

describe('a term with all that bounds it', () => {
  it('may be shorter than the law allows (弹性年期), and says when it ends', () => {
    expect(termOf(pack, { use: '工业', form: '出让', years: 20, startsOn: '2024-02-29' }).value).toEqual({
      years: 20,
      maximumYears: 50,
      elastic: true,
      endsOn: '2044-02-29',
    });
    expect(termOf(pack, { use: '居住', form: '出让', years: 70 }).value.elastic).toBe(false);
    expect(termOf(pack, { use: '商服', form: '租赁', years: 20 }).value).toMatchObject({
      maximumYears: 20,
      elastic: false,
    });
  });

  it.each([
    [
      '先租后让 leases five years at most (示例值：自然资发〔2022〕201号)',
      { form: '先租后让', years: 50, leaseYears: 6 },
      'scheme.lease-too-long',
    ],
    [
      '租让结合 leases twenty years at most (民法典第七百零五条)',
      { form: '租让结合', years: 50, leaseYears: 21 },
      'scheme.lease-too-long',
    ],
    [
      'a lease part belongs to a combined form',
      { form: '出让', years: 50, leaseYears: 1 },
      'scheme.term-invalid',
    ],
    [
      'a lease part is part of the term',
      { form: '先租后让', years: 3, leaseYears: 4 },
      'scheme.term-invalid',
    ],
    [
      'the whole is bounded by the use (第十二条)',
      { form: '先租后让', years: 51, leaseYears: 5 },
      'scheme.term-too-long',
    ],
    [
      'nobody passes on more than is left (民法典第三百五十四条)',
      { form: '出让', years: 31, remainingYears: 30 },
      'scheme.term-over-remainder',
    ],
  ] as const)('%s', (_, question, code) => {
    expect(() => termOf(pack, { use: '工业', ...question })).toThrow(refusal(code));
  });

  it('takes the lease first and the remainder whole', () => {
    expect(termOf(pack, { use: '工业', form: '先租后让', years: 50, leaseYears: 5 })).toMatchObject({
      formula: '50 年 ≤ 50 年；其中租赁 5 年 ≤ 5 年',
      confirmed: false,
    });
    expect(termOf(pack, { use: '工业', form: '出让', years: 30, remainingYears: 30 }).value.years).toBe(30);
  });
});

describe('the votes of two collectives (异地调整入市)', () => {
  const passed = { basis: 'members', total: 3, yes: 2 } as const;
  it('both have to carry (土地管理法第六十三条)', () => {
    expect(votesPass(pack, [passed, passed]).value.passes).toBe(true);
    const { value, formula } = votesPass(pack, [
      { ...passed, collective: '甲村' },
      { ...passed, yes: 1, collective: '乙村' },
    ]);
    expect([value.passes, value.votes.map(({ collective, passes }) => [collective, passes])]).toEqual([
      false,
      [
        ['甲村', true],
        ['乙村', false],
      ],
    ]);
    expect(formula).toBe('甲村：2 票 ≥ 3 × 2/3（须 2 票）；乙村：1 票 < 3 × 2/3（须 2 票）');
    expect(() => votesPass(pack, [])).toThrow(refusal('vote.malformed'));
  });

  it('twenty delegates are too few, twenty-one are enough (农村集体经济组织法第二十八条)', () => {
    expect(
      [20, 21].map((total) => votesPass(pack, [{ basis: 'delegates', total, yes: total }]).value.passes),
    ).toEqual([false, true]);
  });
});

describe('quota (土地管理法第二十三条)', () => {
  const move = (step: QuotaStep, areaM2: string, more: Partial<QuotaMovement> = {}): QuotaMovement => ({
    kind: 'supply-plan',
    step,
    areaCm2: parseArea(areaM2),
    ...more,
  });

  it('is what is left of the total after reserved, occupied and used', () => {
    const all = [
      move('下达', '100'),
      move('追加', '20'),
      move('调减', '10'),
      move('预占', '40'),
      move('占用', '30'),
      move('核销', '20'),
      move('释放', '10'),
      move('释放', '5', { from: '占用' }),
    ];
    expect(quotaBalance(pack, all)).toMatchObject({
      value: [
        {
          kind: 'supply-plan',
          totalM2: '110.00',
          reservedM2: '0.00',
          occupiedM2: '5.00',
          usedM2: '20.00',
          availableM2: '85.00',
        },
      ],
      formula: '年度建设用地供应计划：110.00 − 0.00 − 5.00 − 20.00 = 85.00 m²',
    });
  });

  it.each([
    [
      'more reserved than there is',
      [move('下达', '10'), move('预占', '10.01', { ref: '某宗' })],
      '第 2 笔（某宗）“预占 10.01 平方米”之后，年度建设用地供应计划的可用为 −0.01',
    ],
    ['occupied without being reserved', [move('下达', '10'), move('占用', '1')], '第 2 笔'],
    [
      'later movements do not heal it',
      [move('下达', '10'), move('预占', '11'), move('追加', '10')],
      '第 2 笔',
    ],
    [
      'taken back below what is in use',
      [move('下达', '10'), move('预占', '8'), move('调减', '3')],
      '第 3 笔',
    ],
    [
      'released twice',
      [move('下达', '10'), move('预占', '8'), move('释放', '8'), move('释放', '8')],
      '第 4 笔',
    ],
  ] as const)('is refused with the movement: %s', (_, movements, sentence) => {
    expect(() => quotaBalance(pack, movements)).toThrow(refusal('quota.negative', sentence));
  });

  it('keeps kinds apart and refuses one that the pack does not list', () => {
    expect(
      quotaBalance(pack, [move('下达', '10'), move('下达', '7', { kind: 'total-control' })]).value.map(
        ({ availableM2 }) => availableM2,
      ),
    ).toEqual(['10.00', '7.00']);
    expect(() => quotaBalance(pack, [move('下达', '10', { kind: 'x' })])).toThrow(
      refusal('quota.kind-unlisted', 'supply-plan'),
    );
  });

  it('never answers with anything below zero', () => {
    const steps = fc.array(
      fc.record({
        step: fc.constantFrom<QuotaStep>('下达', '追加', '调减', '预占', '占用', '核销', '释放'),
        area: fc.integer({ min: 0, max: 50 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        try {
          const [balance] = quotaBalance(pack, [
            move('下达', '60'),
            ...list.map(({ step, area }) => move(step, String(area))),
          ]).value;
          const { totalM2, reservedM2, occupiedM2, usedM2, availableM2 } = balance!;
          return (
            [reservedM2, occupiedM2, usedM2, availableM2].every((area) => Number(area) >= 0) &&
            Number(totalM2) === Number(reservedM2) + Number(occupiedM2) + Number(usedM2) + Number(availableM2)
          );
        } catch (error) {
          return (error as Rejected).code === 'quota.negative';
        }
      }),
    );
  });
});

describe('areas and units', () => {
  it('1 亩 is 10000/15 m² exactly, 1 公顷 10000 m²', () => {
    expect([areaOfMu('15'), areaOfMu('0.0015'), areaOfHectares('1.3340')].map(formatArea)).toEqual([
      '10000.00',
      '1.00',
      '13340.00',
    ]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), (tenThousandths) => {
        const mu = `${tenThousandths / 10_000n}.${(tenThousandths % 10_000n).toString().padStart(4, '0')}`;
        return formatMu(areaOfMu(mu)) === mu;
      }),
    );
    for (const wrong of ['1.23456', '-1', '一亩', '1e3'])
      expect(() => areaOfMu(wrong)).toThrow(refusal('area.malformed'));
  });

  it('two surveys differ within both tolerances, or it is another parcel', () => {
    const [m2, ratio] = ['scheme.area-tolerance-m2', 'scheme.area-tolerance-ratio'].map(
      (key) => pack.text(key).value,
    );
    expect([m2, ratio]).toEqual(['1.00', '0.1%']);
    const tolerated = (measured: string, declared: string) =>
      areaDifference(pack, parseArea(measured), parseArea(declared)).value.tolerated;
    expect([
      tolerated('13341.00', '13340.00'),
      tolerated('13341.01', '13340.00'),
      tolerated('100.10', '100.00'),
      tolerated('100.11', '100.00'),
      tolerated('0', '0'),
    ]).toEqual([true, false, true, false, true]);
  });

  it('refuse a price per unit of nothing', () => {
    expect(() => pricePerMu(parseYuan('1'), exactly(squareCm(0n)))).toThrow(refusal('area.zero'));
    expect([
      priceByMu(exactMu('2.5'), parseYuan('400000')),
      pricePerM2(parseYuan('1000'), exactly(parseArea('10'))),
      pricePerMu(parseYuan('1000000'), exactMu('2.5')),
    ]).toEqual([parseYuan('1000000'), parseYuan('100'), parseYuan('400000')]);
  });

  it.each([
    ['666.66', '1000000', '999990.00'],
    ['0.03', '99999999.99', '4500.00'],
    ['0.01', '0.01', '0.00'],
    ['26700', '525000', '21026250.00'],
  ])('%s m² at %s 元/亩 are %s: over exact 亩, rounded once', (area, perMu, expected) => {
    expect(priceByMu(exactly(parseArea(area)), parseYuan(perMu))).toBe(parseYuan(expected));
  });

  it('write m² in 亩 without rounding, and what they write is what they computed with', () => {
    expect([muOf(parseArea('666.66')), muOf(parseArea('0.01')), muOf(parseArea('10000'))]).toEqual([
      '0.99999',
      '0.000015',
      '15',
    ]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (cm2) => {
        const [whole = '', decimals = ''] = muOf(squareCm(cm2)).split('.');
        return BigInt(whole + decimals.padEnd(8, '0')) === cm2 * 15n;
      }),
    );
  });

  it('take a total and a price per 亩 together only where they agree, and say both totals where not', () => {
    const of = (mu: string, totalFen: bigint, perMu: string) =>
      priceOfLand(exactMu(mu), { mu, totalFen: fen(totalFen), perMuFen: parseYuan(perMu) });
    expect(of('2.5', 100_000_000n, '400000')).toEqual({
      priceFen: parseYuan('1000000'),
      formula: '2.5 亩 × 400000.00 元/亩 = 1000000.00 元',
    });
    expect(of('3', 100_000_000n, '333333.33')).toEqual({
      priceFen: parseYuan('1000000'),
      formula: '1000000.00 元 ÷ 3 亩 ≈ 333333.33 元/亩',
    });
    expect(() => of('37.57', 166_310_000n, '44000')).toThrow(
      refusal(
        'area.price-contradicts',
        '总价 1663100.00 元与单价不符：37.57 亩 × 44000.00 元/亩 = 1653080.00 元',
      ),
    );
  });
});

it('a parcel code is explained with the districts it may lie in (GB/T 37346-2019)', () => {
  expect(explainParcelCode(pack, '370114001002JX00001F00010001').value).toMatchObject({
    feature: 'JX',
    unit: 'F00010001',
    districts: ['370114 章丘区', '370171 济南高新区'],
  });
  expect(() => explainParcelCode(pack, '370114001002ZW00001')).toThrow(
    refusal('parcel.disputed', '第十四条'),
  );
});

it('a pack may not invent a way to tax a lease', () => {
  expect(() => packWith(['levy.yaml', 'value: whole-term', 'value: never'])).toThrow('whole-term 或 period');
});
