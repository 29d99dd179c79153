import { describe, expect, it } from '@jest/globals';
import { yearlyRents } from '../../shared/rents.rules.js';
import type { DealTerms, Lease } from '../../shared/terms.js';
import { deal, fieldsOf, packWith, problems } from './problems.fixture.js';
import type { Scheme } from './scheme.events.js';
import { soundScheme } from './scheme.fixture.js';

const rent: Lease = { years: 20, annualRentFen: '1000000' };
const lease = (changes: Partial<Lease> = {}, others: Partial<DealTerms> = {}): Partial<Scheme> => ({
  ...deal({ form: 'lease', termYears: 20, priceFen: '20000000', lease: { ...rent, ...changes }, ...others }),
  appraisal: { ...soundScheme.appraisal, valueFen: '20000000' },
});
const first = (changes: Partial<Lease> = {}) =>
  deal({
    form: 'lease-then-grant',
    lease: { years: 5, annualRentFen: '1000000', conversion: '投产后转为出让', ...changes },
  });
const part = (changes: Partial<Lease> = {}) =>
  deal({ form: 'part-lease', lease: { ...rent, leasedM2: '4000.00', ...changes } });
const shares = { company: { name: '章丘智造有限公司', uscc: '91370114MA00000019' }, shareRatio: '35%' };
const equity = (changes: Partial<typeof shares & { minDividendRatio: string }> = {}) =>
  deal({ form: 'equity', equity: { ...shares, ...changes } });

const uses = {
  industry: { system: '用地用海2023', code: '1001', name: '工业用地' },
  commerce: { system: '用地用海2023', code: '0901', name: '商业用地' },
  storage: { system: '用地用海2023', code: '1101', name: '物流仓储用地' },
  housing: { system: 'GBT21010-2017', code: '0701', name: '保障性租赁住房用地' },
} as const;

describe('a form of supply (济政字〔2021〕60号 四（二）2)', () => {
  it.each([
    ['租赁', lease()],
    ['先租后让', first()],
    ['租让结合', part()],
    ['作价出资', equity()],
  ])('%s with its own fields is accepted', (_, changes) => expect(problems(changes)).toEqual([]));

  it.each<[string, string, Parameters<typeof fieldsOf>[0]]>([
    ['租赁 without a lease', 'deal.lease', deal({ form: 'lease', termYears: 20 })],
    ['先租后让 without a lease', 'deal.lease', deal({ form: 'lease-then-grant' })],
    ['租让结合 without a lease', 'deal.lease', deal({ form: 'part-lease' })],
    ['作价出资 without shares', 'deal.equity', deal({ form: 'equity' })],
    ['出让 with a lease', 'deal.lease', deal({ lease: rent })],
    ['出让 with shares', 'deal.equity', deal({ equity: shares })],
    ['a lease without rent', 'deal.lease.annualRentFen', lease({ annualRentFen: '0' })],
    [
      'a lease of other years than the term',
      'deal.lease.years',
      lease({ years: 19 }, { priceFen: '19000000' }),
    ],
    ['a lease of half years', 'deal.lease.years', lease({ years: 2.5 })],
    ['a price that is not the rent of all years', 'deal.priceFen', lease({}, { priceFen: '20000001' })],
    [
      'rent that steps up in the first year',
      'deal.lease.stepUps',
      lease({ stepUps: [{ fromYear: 1, annualRentFen: '1' }] }),
    ],
    [
      'rent that steps up after the end',
      'deal.lease.stepUps',
      lease({ stepUps: [{ fromYear: 21, annualRentFen: '1' }] }),
    ],
    ['a first lease of six years', 'deal.lease.years', first({ years: 6 })],
    ['a first lease that says nothing of the grant', 'deal.lease.conversion', first({ conversion: ' ' })],
    ['a leased part as large as the whole', 'deal.lease.leasedM2', part({ leasedM2: '10000.00' })],
    ['no leased part', 'deal.lease.leasedM2', part({ leasedM2: undefined })],
    ['a leased part in a plain lease', 'deal.lease.leasedM2', lease({ leasedM2: '1.00' })],
    ['a partial lease of 21 years (民法典 Art. 705)', 'deal.lease.years', part({ years: 21 })],
    ['no share', 'deal.equity.shareRatio', equity({ shareRatio: '0%' })],
    ['more than all shares', 'deal.equity.shareRatio', equity({ shareRatio: '101%' })],
    ['a company without a code', 'deal.equity.company', equity({ company: { name: '某公司', uscc: '1' } })],
    [
      'a dividend that is no percentage',
      'deal.equity.minDividendRatio',
      equity({ minDividendRatio: 'viel' }),
    ],
  ])('with %s is refused at “%s”', (_, field, changes) => {
    const found = problems(changes);
    expect(found.map((item) => item.field)).toEqual([field]);
    expect(found[0]).toMatchObject({
      opinion: expect.stringMatching(/请.*。$/),
      source: expect.stringMatching(/./),
    });
  });

  it('sums the rent step by step', () => {
    expect(
      yearlyRents({
        years: 3,
        annualRentFen: '100',
        stepUps: [
          { fromYear: 2, annualRentFen: '110' },
          { fromYear: 3, annualRentFen: '120' },
        ],
      }),
    ).toEqual([100n, 110n, 120n]);
  });
});

describe('a term of use (国务院令55号 Art. 12, 民法典 Art. 705)', () => {
  it.each([
    ['工业', uses.industry, 50],
    ['仓储', uses.storage, 50],
    ['商服', uses.commerce, 40],
    ['居住', uses.housing, 70],
  ] as const)('of %s is %s for %i years at most', (_, use, years) => {
    expect(fieldsOf(deal({ use, termYears: years }))).toEqual([]);
    expect(fieldsOf(deal({ use, termYears: years + 1 }))).toEqual(['deal.termYears']);
  });
  it('may be flexible when the renewal is said (济政字〔2021〕60号 八（一）)', () => {
    expect(fieldsOf(deal({ termYears: 30 }))).toEqual(['deal.renewal']);
    expect(fieldsOf(deal({ termYears: 30, renewal: '期满可续期一次' }))).toEqual([]);
  });
});

describe('a method of trade (实施条例 Art. 41)', () => {
  const agreed = (changes: Partial<DealTerms>, intendedUsers?: number) => ({
    ...deal({ method: 'agreement', ...changes }),
    intendedUsers,
  });

  it.each(['tender', 'auction', 'listing'] as const)('may be %s for every use', (method) =>
    expect(fieldsOf(deal({ method, use: uses.commerce, termYears: 40 }))).toEqual([]),
  );
  it('by agreement says how many came forward, and has one at most (民法典 Art. 347)', () => {
    expect(fieldsOf(agreed({}, 1))).toEqual([]);
    expect(fieldsOf(agreed({}))).toEqual(['intendedUsers']);
    expect(fieldsOf(agreed({}, -1))).toEqual(['intendedUsers']);
    expect(fieldsOf(agreed({}, 2))).toEqual(['deal.method']);
  });
  it('by agreement grants neither shops nor housing, but may lease them', () => {
    expect(fieldsOf(agreed({ use: uses.commerce, termYears: 40 }, 1))).toEqual(['deal.method']);
    expect(fieldsOf({ ...lease({}, { method: 'agreement', use: uses.commerce }), intendedUsers: 1 })).toEqual(
      [],
    );
  });
  it('follows the pack and not the code', () => {
    expect(
      fieldsOf(
        agreed({ use: uses.commerce, termYears: 40 }, 3),
        packWith({ 'scheme.public-trade-uses': '居住', 'scheme.agreement-intended-users-max': 3 }),
      ),
    ).toEqual([]);
  });
});

describe('a use (土地管理法 Art. 63)', () => {
  it('for rental housing needs the switch of the pack (济政字〔2021〕60号 六（一）)', () => {
    expect(
      fieldsOf(deal({ use: uses.housing, termYears: 70 }), packWith({ 'scheme.rental-housing': false })),
    ).toEqual(['deal.use']);
  });
  it('of new land says why it is barred: pilots of 2023 do not book it (济政字〔2021〕60号 四（一）4)', () => {
    const [item] = problems({ landSource: 'new' });
    expect(item).toMatchObject({ field: 'landSource', opinion: expect.stringMatching(/2023年试点.*存量/) });
    expect(fieldsOf({ landSource: 'new' }, packWith({ 'quota.allow-new-land': true }))).toEqual([]);
  });
});

describe('a price with a benchmark (国土资发〔2010〕34号, by reference)', () => {
  const benchmark = (fenPerM2: string, documentNo = '济政字〔2025〕9号') =>
    deal({ benchmark: { fenPerM2, documentNo } });

  it('is no lower than the share of it that the pack names', () => {
    expect(fieldsOf(benchmark('64285'))).toEqual([]);
    expect(fieldsOf(benchmark('64286'))).toEqual(['deal.priceFen']);
  });
  it('names the document that sets it', () =>
    expect(fieldsOf(benchmark('60000', ''))).toEqual(['deal.benchmark']));
});
