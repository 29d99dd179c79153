import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rejected } from '#kernel/messages';
import { packWith as undated, scalar } from '../../testing/pack-with.js';
import type { Change } from '../../testing/pack-with.js';
import { parseArea } from '../area.js';
import { addFen, parseYuan } from '../money.js';
import type { Fen } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { leaseIncome, levy, levyShares } from './levy.js';
import type { LevyQuestion } from './levy.js';

const jinan = loadPacks().latest.on('2026-03-02', 'any');
const packWith = (...changes: readonly Change[]) => undated(...changes).on('2026-03-02', 'any');
const surcharging = packWith(scalar('levy.yaml', 'levy.surcharge-on', 'true'));
const amounts = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((amount) => amount as Fen);
const sale: LevyQuestion = {
  kind: '调节金',
  form: '出让',
  use: '商服',
  grade: '一级',
  district: '370114',
  incomeFen: parseYuan('11500000'),
  date: '2026-03-02',
};
const refusal = (code: string, message = '') =>
  expect.objectContaining({
    code,
    message: expect.stringContaining(message) as unknown,
  }) as unknown as Rejected;

describe('the sign of a formula', () => {
  const formulaOf = (pack: typeof jinan, changes: Partial<LevyQuestion>) =>
    levy(pack, { ...sale, ...changes }).formula;
  const average = packWith(
    ['levy.yaml', /(id: price-sf-1, formula: )price/, '$1average-cost, average_cost_yuan: "0.03"'],
    ['levy.yaml', /.*formula: gain, act: 入市.*\n/g, ''],
  );

  it.each([
    ['a price that divides', jinan, { incomeFen: 100n as Fen }, '1.00 × 30% = 0.30 元'],
    ['a price that does not', jinan, { incomeFen: 101n as Fen }, '1.01 × 30% ≈ 0.30 元'],
    [
      'a loss, exactly nothing',
      jinan,
      { incomeFen: 1n as Fen, acquisitionFen: 2n as Fen, developmentFen: 0n as Fen },
      '= 0.00 元',
    ],
    [
      'an average cost that was rounded',
      average,
      { incomeFen: 100n as Fen, areaCm2: parseArea('0.01') },
      '≈ 0.30 元',
    ],
    [
      'an average cost that was not',
      average,
      { incomeFen: 103n as Fen, areaCm2: parseArea('1') },
      '= 0.30 元',
    ],
  ])('is right of %s', (_, pack, changes, formula) => expect(formulaOf(pack, changes)).toContain(formula));
});

describe('the costs: absent is unknown, zero is zero', () => {
  const cost = parseYuan('1000000');
  it.each([
    ['neither is known: the price is taxed', {}, 'price-sf-1'],
    [
      'both are known to be nothing: the whole price is gain',
      { acquisitionFen: 0n as Fen, developmentFen: 0n as Fen },
      'gain-sf',
    ],
    ['one is nothing and one is something', { acquisitionFen: 0n as Fen, developmentFen: cost }, 'gain-sf'],
  ])('%s', (_, costs, rule) => {
    expect(levy(jinan, { ...sale, ...costs }).rule).toBe(rule);
  });

  it('are both asked for by name where the gain is taxed and one is missing', () => {
    expect(() => levy(jinan, { ...sale, developmentFen: cost })).toThrow(
      refusal(
        'levy.cost-missing',
        '费率行 gain-sf 按净收益计征，缺少取得成本（acquisitionFen）。请填写金额，没有支出的填 0；',
      ),
    );
    expect(() => levy(jinan, { ...sale, acquisitionFen: 0n as Fen })).toThrow(
      refusal('levy.cost-missing', '缺少土地开发支出（developmentFen）'),
    );
    expect(() => levy(jinan, { ...sale, act: '再转让', acquisitionFen: cost })).toThrow(
      refusal('levy.cost-missing', '缺少土地开发支出（developmentFen）。请填写金额，没有支出的填 0。'),
    );
  });

  it('are not asked for in a county that taxes the price', () => {
    const byPrice = packWith(['levy.yaml', /.*formula: gain, act: 入市.*\n/g, '']);
    expect(levy(byPrice, { ...sale, developmentFen: cost }).rule).toBe('price-sf-1');
  });
});

describe('an expired rate', () => {
  const late = { ...sale, date: '2027-01-04' };

  it('is refused with the day on which it ended', () => {
    expect(() => levy(jinan, late)).toThrow(
      refusal('levy.no-valid-rate', 'price-sf-1（30%）已于 2026-12-31 届满'),
    );
  });

  it('is used on the word of an officer, and the answer says whose and is not confirmed', () => {
    const answer = levy(jinan, {
      ...late,
      confirmation: { confirmedBy: '钱进', documentNo: '济财函〔2027〕3号' },
    });
    expect(answer).toMatchObject({
      value: parseYuan('3450000'),
      rule: 'price-sf-1',
      confirmed: false,
      inputs: { expiredOn: '2026-12-31', confirmedBy: '钱进', documentNo: '济财函〔2027〕3号' },
    });
    expect(answer.formula).toContain('钱进凭济财函〔2027〕3号确认沿用');
  });

  it('cannot be confirmed before it began, or where there never was one', () => {
    const confirmation = { confirmedBy: '钱进', documentNo: '1' };
    expect(() => levy(jinan, { ...sale, date: '2023-12-31', confirmation })).toThrow(
      refusal('policy.rule-not-valid', '2023-12-31 没有'),
    );
    expect(() =>
      levy(jinan, { ...late, grade: '九级', confirmation: { ...confirmation }, use: '工业' }),
    ).toThrow(refusal('levy.no-valid-rate', '没有'));
  });

  it('needs no confirmation while it is valid, and then none is said', () => {
    expect(levy(jinan, { ...sale, confirmation: { confirmedBy: '钱进', documentNo: '1' } }).formula).toBe(
      '11500000.00 × 30% = 3450000.00 元',
    );
  });
});

describe('the surcharge above a price per 亩 (再调节金)', () => {
  const area = parseArea('6666.67'); // Ten 亩 and a third of a dm².

  it('is not charged where the county has not switched it on', () => {
    expect(levy(jinan, { ...sale, incomeFen: parseYuan('90000000'), areaCm2: area }).value).toBe(
      parseYuan('27000000'),
    );
  });

  it.each([
    ['below the first threshold', '30000000', '9000000.00'],
    ['in the first band', '40000000', '12499999.25'],
    ['in both bands', '60000000', '19999998.00'],
  ])('%s: of %s it makes %s', (_, income, expected) => {
    expect(levy(surcharging, { ...sale, incomeFen: parseYuan(income), areaCm2: area }).value).toBe(
      parseYuan(expected),
    );
  });

  it('writes its slices into the formula, names its rows and stays unconfirmed', () => {
    const { formula, inputs, confirmed } = levy(surcharging, {
      ...sale,
      incomeFen: parseYuan('60000000'),
      areaCm2: area,
    });
    expect(formula).toMatch(
      new RegExp(
        [
          '^60000000\\.00 × 30% = 18000000\\.00 元；再调节金 ',
          '每亩 3000000\\.00 元以上 20000010\\.00 × 5% = .* \\+ ',
          '每亩 5000000\\.00 元以上 .* × 10% = .*；合计',
        ].join(''),
      ),
    );
    expect([inputs.surcharge, confirmed]).toEqual(['over-300、over-500', false]);
  });

  it('asks for the area', () => {
    expect(() => levy(surcharging, sale)).toThrow(refusal('levy.area-missing', '每亩价格'));
  });

  it('never falls as the price rises, and never passes the price', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const of = (incomeFen: Fen) => levy(surcharging, { ...sale, incomeFen, areaCm2: area }).value;
        const [low, high] = a <= b ? [a, b] : [b, a];
        return of(low) >= 0n && of(low) <= low && of(low) <= of(high);
      }),
    );
  });
});

describe('the income of a lease', () => {
  const rentsFen = ['100000', '100000', '110000'].map(parseYuan);
  const periodic = packWith(scalar('levy.yaml', 'levy.lease-base', 'period'));

  it('is the rent of the whole term, steps included, where the county says so', () => {
    expect(leaseIncome(jinan, { rentsFen })).toMatchObject({
      value: parseYuan('310000'),
      rule: 'levy.lease-base',
      confirmed: false,
    });
  });

  it('is the rent of one period elsewhere', () => {
    expect(leaseIncome(periodic, { rentsFen, period: 3 }).value).toBe(parseYuan('110000'));
    expect(() => leaseIncome(periodic, { rentsFen })).toThrow(refusal('levy.rent-malformed', '第几期'));
    expect(() => leaseIncome(periodic, { rentsFen, period: 4 })).toThrow(refusal('levy.rent-malformed'));
  });

  it('makes the same fee in the end, whichever way, to half a 分 a period', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 20 }), (rents) => {
        const lease = { ...sale, form: '租赁' as const };
        const whole = levy(jinan, {
          ...lease,
          incomeFen: leaseIncome(jinan, { rentsFen: rents }).value,
        }).value;
        const parts = addFen(
          ...rents.map(
            (_, index) =>
              levy(periodic, {
                ...lease,
                incomeFen: leaseIncome(periodic, { rentsFen: rents, period: index + 1 }).value,
              }).value,
          ),
        );
        const apart = whole > parts ? whole - parts : parts - whole;
        return apart * 2n <= BigInt(rents.length) + 1n;
      }),
    );
  });
});

describe('the treasuries (财税〔2016〕41号: 全额上缴地方国库)', () => {
  it('get all of it, to the 分', () => {
    const shared = packWith(
      scalar('levy.yaml', 'levy.share-county', '"70%"'),
      scalar('levy.yaml', 'levy.share-township', '"30%"'),
    );
    expect(levyShares(jinan, parseYuan('100.01')).value).toEqual({
      countyFen: parseYuan('100.01'),
      townshipFen: 0n,
    });
    expect(levyShares(shared, parseYuan('100.01')).value).toEqual({
      countyFen: parseYuan('70.01'),
      townshipFen: parseYuan('30.00'),
    });
    fc.assert(
      fc.property(amounts, (fee) => {
        const { countyFen, townshipFen } = levyShares(shared, fee).value;
        return countyFen + townshipFen === fee && countyFen >= 0n && townshipFen >= 0n;
      }),
    );
  });

  it('cannot be given more or less than all of it: the pack would not load', () => {
    expect(() => packWith(scalar('levy.yaml', 'levy.share-township', '"10%"'))).toThrow('合计应为 100%');
  });
});

describe('re-transfer and equity', () => {
  it('tax the gain over what was paid (财税〔2016〕41号第七条), and the valued capital', () => {
    const resale = levy(jinan, {
      ...sale,
      act: '再转让',
      acquisitionFen: parseYuan('8000000'),
      developmentFen: parseYuan('500000'),
    });
    expect([resale.value, resale.rule]).toEqual([parseYuan('600000'), 'gain-resale']);
    expect(levy(jinan, { ...sale, form: '作价出资' }).inputs).toMatchObject({
      form: '作价出资',
      incomeYuan: '11500000.00',
    });
  });

  it('are not 土地增值税, whatever else is asked (土地增值税暂行条例第二条)', () => {
    expect(() => levy(jinan, { ...sale, kind: '土地增值税', date: '2030-01-01' })).toThrow(
      refusal('levy.kind-not-applicable', '二者只征其一'),
    );
  });
});
