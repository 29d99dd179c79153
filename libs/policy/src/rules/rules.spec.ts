import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rejected } from '#kernel/messages';
import { parseArea } from '../area.js';
import { addFen, fen, parseYuan } from '../money.js';
import type { Fen } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { contractDue, earliestNotice, listingDates, opinionDue } from './dates.js';
import { distribution } from './distribution.js';
import { deposit } from './buyer.js';
import { lateFee } from './late-fee.js';
import { levy } from './levy.js';
import type { LevyQuestion } from './levy.js';
import { parcelCode } from './parcel-code.js';
import { checkTerm, maximumTerm } from './terms-of-use.js';
import { votePasses } from './vote.js';

const pack = loadPacks().of('jinan@2026.1').on('2026-03-02', 'any');
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
const refusal = (code: string) => expect.objectContaining({ code }) as unknown as Rejected;

describe('the maximum term (国务院令55号第十二条)', () => {
  it.each([
    ['工业', '出让', 50],
    ['仓储', '出让', 50],
    ['商服', '出让', 40],
    ['居住', '出让', 70],
    ['商服', '作价出资', 40],
    ['工业', '租赁', 20],
  ] as const)('of %s by %s is %i years', (use, form, years) => {
    expect(maximumTerm(pack, use, form).value).toBe(years);
    expect(checkTerm(pack, use, form, years).value).toBe(years);
    expect(() => checkTerm(pack, use, form, years + 1)).toThrow(refusal('scheme.term-too-long'));
  });

  it('of a lease is 20 years by 民法典第七百零五条, and says so', () => {
    expect(maximumTerm(pack, '工业', '租赁').source).toContain('第七百零五条');
  });
});

describe('the vote (土地管理法第六十三条、农村集体经济组织法第二十七条)', () => {
  it.each([
    [100, 66, false],
    [100, 67, true],
    [99, 66, true],
    [3, 2, true],
    [1, 0, false],
  ])('of %i members with %i in favour passes: %p', (total, yes, passes) => {
    expect(votePasses(pack, { basis: 'members', yes, total }).value.passes).toBe(passes);
  });

  it('counts against all members, not those present (Art. 27)', () => {
    const { value } = votePasses(pack, { basis: 'members', yes: 60, total: 100, attended: 60 });
    expect(value.failures.map(({ code }) => code)).toEqual(['vote.below-threshold', 'vote.attendance']);
  });

  it('needs ten days of notice (Art. 27) and more than twenty delegates (Art. 28)', () => {
    const { value } = votePasses(pack, {
      basis: 'delegates',
      yes: 20,
      total: 20,
      noticedOn: '2026-03-02',
      heldOn: '2026-03-11',
    });
    expect(value.failures.map(({ code }) => code)).toEqual(['vote.too-few-delegates', 'vote.short-notice']);
  });

  it('agrees with yes × 3 ≥ total × 2', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.integer({ min: 1, max: 5_000 }),
        (yes, total) =>
          yes > total ||
          votePasses(pack, { basis: 'members', yes, total }).value.passes === yes * 3 >= total * 2,
      ),
    );
  });

  it('refuses more votes than people', () => {
    expect(() => votePasses(pack, { basis: 'members', yes: 5, total: 4 })).toThrow(refusal('vote.malformed'));
  });
});

describe('the dates', () => {
  it('of notice and opinion count working days (实施条例第四十条)', () => {
    expect(earliestNotice(pack, '2026-09-18').value).toBe('2026-10-09');
    expect(opinionDue(pack, '2026-02-13').value).toBe('2026-02-27');
  });

  it('of a listing are 20 and 10 calendar days (39号令第八条、第十八条)', () => {
    expect(listingDates(pack, '2026-03-02').value).toEqual({
      announcedOn: '2026-03-02',
      opensOn: '2026-03-23',
      closesOn: '2026-04-02',
    });
    expect(listingDates(pack, '2026-09-01').value.closesOn).toBe('2026-10-08');
  });

  it('of the contract are ten working days (国土资发〔2010〕34号)', () => {
    expect(contractDue(pack, '2024-09-27').value).toBe('2024-10-16');
  });
});

describe('the levy (财税〔2016〕41号)', () => {
  it.each([
    ['formula B on the price', {}, '3450000.00', 'price-sf-1'],
    ['formula B by grade', { grade: '三级' }, '2760000.00', 'price-sf-3'],
    ['formula B on rent', { form: '租赁' }, '2415000.00', 'price-sf-lease'],
    [
      'formula A when both costs are known',
      { acquisitionFen: parseYuan('5000000'), developmentFen: parseYuan('1500000') },
      '2000000.00',
      'gain-sf',
    ],
    [
      'formula A on a loss',
      { acquisitionFen: parseYuan('50000000'), developmentFen: parseYuan('0') },
      '0.00',
      'gain-sf',
    ],
    [
      'formula C on a re-transfer without costs',
      { act: '再转让', areaCm2: parseArea('13340.00') },
      '1366200.00',
      'avg-resale',
    ],
  ] as const)('%s', (_, change, yuan, rule) => {
    const { value, formula, rule: used, confirmed } = levy(pack, { ...sale, ...change });
    expect([used, formula.endsWith(`= ${yuan} 元`), value]).toEqual([rule, true, parseYuan(yuan)]);
    expect(confirmed).toBe(false);
  });

  it('writes the numbers into the formula', () => {
    expect(levy(pack, sale).formula).toBe('11500000.00 × 30% = 3450000.00 元');
  });

  it('refuses to compute with an expired row, a missing row or 土地增值税', () => {
    expect(() => levy(pack, { ...sale, date: '2027-01-01' })).toThrow(refusal('levy.no-valid-rate'));
    expect(() => levy(pack, { ...sale, grade: '九级' })).toThrow(refusal('levy.no-valid-rate'));
    expect(() => levy(pack, { ...sale, kind: '土地增值税' })).toThrow(refusal('levy.kind-not-applicable'));
  });

  it('is never negative, never above the income, and grows with the income', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.option(amounts, { nil: undefined }), (a, b, cost) => {
        const of = (incomeFen: Fen) =>
          levy(pack, { ...sale, incomeFen, acquisitionFen: cost, developmentFen: cost }).value;
        const [low, high] = a <= b ? [a, b] : [b, a];
        return of(low) >= 0n && of(low) <= low && of(low) <= of(high);
      }),
    );
  });

  it('is late at 1‰ per day, capped at the principal (行政强制法第四十五条)', () => {
    expect(lateFee(pack, { unpaidFen: parseYuan('3680000'), days: 10 }).value).toBe(parseYuan('36800'));
    expect(lateFee(pack, { unpaidFen: parseYuan('100'), days: 5_000 })).toMatchObject({
      value: parseYuan('100'),
      formula: expect.stringContaining('以本金为限'),
    });
    fc.assert(
      fc.property(amounts, fc.nat(4_000), (unpaidFen, days) => {
        const [fee, next] = [
          lateFee(pack, { unpaidFen, days }).value,
          lateFee(pack, { unpaidFen, days: days + 1 }).value,
        ];
        return fee >= 0n && fee <= next && next <= unpaidFen;
      }),
    );
  });
});

describe('the deposit (国土资发〔2010〕34号)', () => {
  it('is never below 20% of the floor', () => {
    expect(deposit(pack, parseYuan('1150')).value).toBe(parseYuan('230'));
    fc.assert(fc.property(amounts, (floor) => deposit(pack, floor).value * 5n >= floor));
  });
});

describe('the distribution (农村集体经济组织法第四十二条)', () => {
  it('deducts in order and leaves the rest with the collective', () => {
    const { lines, netFen } = distribution(pack, {
      receiptsFen: parseYuan('11500000'),
      levyFen: parseYuan('3450000'),
      costsFen: parseYuan('50000'),
    }).value;
    expect(lines.map(({ key, amountFen }) => [key, amountFen])).toEqual([
      ['levy', parseYuan('3450000')],
      ['tax', 0n],
      ['costs', parseYuan('50000')],
      ['public-reserve', parseYuan('1600000')],
      ['public-welfare', parseYuan('960000')],
      ['members', parseYuan('2400000')],
      ['retained', parseYuan('3040000')],
    ]);
    expect(netFen).toBe(parseYuan('8000000'));
  });

  it('sums to the receipts to the 分, whatever the amounts', () => {
    fc.assert(
      fc.property(amounts, fc.nat(100), fc.nat(68), (receiptsFen, share, members) => {
        const levyFen = ((receiptsFen * BigInt(share)) / 100n) as Fen;
        const { lines } = distribution(pack, { receiptsFen, levyFen, membersRatio: `${members}%` }).value;
        expect(addFen(...lines.map(({ amountFen }) => amountFen))).toBe(receiptsFen);
        expect(lines.every(({ amountFen }) => amountFen >= 0n)).toBe(true);
      }),
    );
  });

  it('refuses cash to members, and more than was received', () => {
    const asked = { receiptsFen: fen(100n), levyFen: fen(20n) };
    expect(() => distribution(pack, { ...asked, payout: '现金' })).toThrow(
      refusal('distribution.direct-payout'),
    );
    expect(() => distribution(pack, { ...asked, levyFen: fen(101n) })).toThrow(
      refusal('distribution.exceeds-receipts'),
    );
    expect(() => distribution(pack, { ...asked, membersRatio: '90%' })).toThrow(
      refusal('distribution.exceeds-receipts'),
    );
  });
});

describe('the parcel code (GB/T 37346-2019)', () => {
  it('is 19 characters, or the first 19 of a unit code of 28', () => {
    expect(parcelCode('370114001002JB00001')).toMatchObject({
      county: '370114',
      feature: 'JB',
      serial: '00001',
    });
    expect(parcelCode('370114001002JB00001W00000000')).toMatchObject({
      code: '370114001002JB00001',
      unit: 'W00000000',
    });
  });

  it.each([
    ['370114001002GB00001', 'parcel.not-collective'],
    ['370114001002ZB00001', 'parcel.not-collective'],
    ['370114001002JA00001', 'parcel.not-construction'],
    ['370114001002JC00001', 'parcel.not-construction'],
    ['370114001002JW00001', 'parcel.disputed'],
    ['370114001002JB00000', 'parcel.code-malformed'],
    ['370114001002JB0001', 'parcel.code-malformed'],
    ['370114001002jb00001', 'parcel.code-malformed'],
    ['', 'parcel.code-malformed'],
  ])('refuses %p: %s', (code, reason) => {
    expect(() => parcelCode(code)).toThrow(refusal(reason));
  });
});
