import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel';
import { calculate } from '#land';
import type { CalculatorAnswer, LandEvent } from '#land';
import { addDays, loadPacks } from '#policy';
import type { Pack } from '#policy';
import {
  COMMERCE,
  INDUSTRY,
  YUNXI,
  openYunxi,
  schemeFor,
  toAgreement,
  toApproval,
  toDecision,
  toRegister,
  toSale,
} from './counties/yunxi.js';
import type { Deal, Yunxi } from './counties/yunxi.js';

const STARTS_ON = '2026-03-02';
type Of<T extends LandEvent['type']> = Extract<LandEvent, { type: T }>;

let county: Yunxi;
beforeAll(async () => {
  county = await openYunxi(STARTS_ON);
  await county.issueQuota();
});
afterAll(() => county.close());

const factOf = async <T extends LandEvent['type']>(entry: string, type: T) =>
  (await county.facts(entry)).find((fact): fact is Of<T> & typeof fact => fact.type === type)!;
const linesOf = async (entry: string) =>
  Object.fromEntries(
    (await factOf(entry, 'DistributionPlanned')).data.lines.map(({ item, amountFen }) => [item, amountFen]),
  );

/** Areas in 亩 are told; the rectangles have them in m². */
const T1: Deal = {
  no: 1,
  village: '砂村',
  east: 20,
  widthM: 100,
  depthM: 133.3333,
  areaM2: '13333.33',
  method: 'auction',
  use: COMMERCE,
  grade: '1',
  termYears: 40,
  priceFen: '1150000000',
};
const T3: Deal = {
  no: 3,
  zoned: true,
  village: '南义城村',
  east: 140,
  widthM: 60,
  depthM: 100,
  areaM2: '6000.00',
  method: 'agreement',
  use: COMMERCE,
  grade: '2',
  termYears: 40,
  priceFen: '132000000',
};
const T8: Deal = {
  no: 8,
  village: '沙井村',
  east: 220,
  widthM: 120,
  depthM: 120.1111,
  areaM2: '14413.33',
  method: 'auction',
  use: COMMERCE,
  grade: '3',
  termYears: 40,
  priceFen: '1456000000',
};
const T12: Deal = {
  no: 2,
  village: '礼嘉',
  east: 360,
  widthM: 200,
  depthM: 241.78,
  areaM2: '48356.00',
  method: 'listing',
  use: INDUSTRY,
  grade: '1',
  termYears: 50,
  priceFen: '2176000000',
};

/** A deal from the scheme to the register, under the rules of 云溪 alone. */
async function whole(deal: Deal): Promise<string> {
  const entry = await county.submit(schemeFor(deal, county.today()));
  await toApproval(county, entry);
  if (deal.method === 'agreement') await toAgreement(county, entry, deal.priceFen);
  else await toSale(county, entry);
  await toRegister(county, entry, deal.priceFen);
  const facts = await county.facts(entry);
  expect(facts.filter(({ type }) => type === 'EntryCompleted')).toHaveLength(1);
  expect(new Set(facts.map(({ meta }) => meta.policy))).toEqual(new Set([YUNXI.ref]));
  return entry;
}

describe('published deals as whole entries of an invented county (domain reference §3.5)', () => {
  it('T1 德清砂村: auctioned at 1150 万元, 32% is 368 万元, the village keeps 782 万元 as 公积金 and 公益金', async () => {
    const entry = await whole(T1);
    expect((await factOf(entry, 'LevyAssessed')).data).toMatchObject({
      amountFen: '368000000',
      explanation: {
        formula: '11500000.00 × 32% = 3680000.00 元',
        rule: 'sf-1',
        source: '测试用虚构县',
        confirmed: false,
      },
    });
    expect(await linesOf(entry)).toMatchObject({
      土地增值收益调节金: '368000000',
      公积金: '469200000',
      公益金: '312800000',
      '成员收益（股份）': '0',
      集体留存: '0',
    });
    expect((await factOf(entry, 'RegistrationReady')).data.deedTax).toMatchObject({
      amountFen: '46000000',
      explanation: { formula: '11500000.00 × 4% = 460000.00 元' },
    });
  });

  it('T3 泽州南义城村: agreed at 132 万元, 20% is 26.4 万元, 105.6 万元 are left', async () => {
    const entry = await whole(T3);
    expect((await factOf(entry, 'LevyAssessed')).data).toMatchObject({
      amountFen: '26400000',
      explanation: { rule: 'sf-2' },
    });
    const { 土地增值收益调节金: levy, ...rest } = await linesOf(entry);
    expect([levy, Object.values<string>(rest).reduce((sum, amount) => sum + BigInt(amount), 0n)]).toEqual([
      '26400000',
      105_600_000n,
    ]);
    expect((await county.facts(entry)).some(({ type }) => type.startsWith('Listing'))).toBe(false);
  });

  it('T8 巴南沙井村: auctioned at 1456 万元 for 21.62 亩, which is 67.35 万元 a 亩', async () => {
    const entry = await whole(T8);
    const { deal, priceFen } = (await factOf(entry, 'ContractFiled')).data;
    const mu = (Number(deal.areaM2) * 15) / 10_000;
    expect([mu.toFixed(2), (Number(priceFen) / 1_000_000 / mu).toFixed(2)]).toEqual(['21.62', '67.35']);
    expect((await factOf(entry, 'LevyAssessed')).data.amountFen).toBe('349440000');
    expect((await factOf(entry, 'TenureOpened')).data).toMatchObject({ acquiredFen: '1456000000' });
  });

  it('T12 武进礼嘉: listed at 2176 万元 for 72.534 亩 of industry for 50 years, which is 30 万元 a 亩', async () => {
    const entry = await whole(T12);
    const { deal, priceFen, terms } = (await factOf(entry, 'ContractFiled')).data;
    const mu = (Number(deal.areaM2) * 15) / 10_000;
    expect([mu.toFixed(3), (Number(priceFen) / 1_000_000 / mu).toFixed(0), terms.termYears]).toEqual([
      '72.534',
      '30',
      50,
    ]);
    expect((await factOf(entry, 'LevyAssessed')).data).toMatchObject({
      amountFen: '348160000',
      explanation: { rule: 'gy' },
    });
  });
});

describe('ground of another zone', () => {
  it('is measured on the plane of its own zone, whichever way its easting is written', async () => {
    for (const deal of [
      { ...T1, no: 11, north: 300 },
      { ...T1, no: 12, zoned: true, east: 400, north: 300 },
    ]) {
      const entry = await county.submit(schemeFor(deal, county.today()));
      expect(await factOf(entry, 'PlanningChecked')).toMatchObject({
        data: { verdict: 'pass', areaM2: '13333.30' },
      });
      const { plane } = (await factOf(entry, 'BoundaryPlaced')).data;
      expect(plane.coordinates[0]![0]).toEqual([425_000 + deal.east, 4_052_300]);
    }
  });

  it('is blocked by its own layers', async () => {
    const entry = await county.submit(schemeFor({ ...T1, no: 13, east: 850, north: 300 }, county.today()));
    const { verdict, findings } = (await factOf(entry, 'PlanningChecked')).data;
    expect(verdict).toBe('block');
    expect(findings.find(({ layer }) => layer === 'permanent-farmland')).toMatchObject({
      gate: 'block',
      overlapM2: '6666.65',
    });
  });

  it('is refused to a county that it does not lie in, with what to hand in instead', async () => {
    const scheme = schemeFor({ ...T1, no: 14, east: 20, north: 600 }, county.today());
    const boundary = { ...scheme.boundary, crs: 'EPSG:4548' };
    await expect(county.submit({ ...scheme, boundary })).rejects.toMatchObject({
      code: 'scheme.incomplete',
      details: { items: [{ opinion: expect.stringContaining('请声明为 EPSG:4549') }] },
    });
  });
});

describe('what is lawful in Jinan and not in 云溪, or the other way round', () => {
  const jinan = loadPacks().latest;
  const ask = (pack: Pack, name: string, input: object) => {
    try {
      const rules = ({ date = '2026-03-02' }) => pack.on(date, 'any');
      return (calculate(name, input, rules) as CalculatorAnswer).result;
    } catch (error) {
      if (error instanceof Rejected) return error.code;
      throw error;
    }
  };
  const both = (name: string, input: object) => [ask(jinan, name, input), ask(YUNXI, name, input)];

  it('two thirds of the members are enough in one county, three quarters in the other', () => {
    const votes = [
      { basis: 'members', total: 100, yes: 70, attended: 90, noticedOn: '2026-03-02', heldOn: '2026-03-14' },
    ];
    expect(both('vote', { votes })).toMatchObject([
      { passes: true },
      { passes: false, votes: [{ needed: 75 }] },
    ]);
  });
  it('a lease of eighteen years', () =>
    expect(both('term', { use: '商服', form: '租赁', years: 18 })).toMatchObject([
      { years: 18 },
      'scheme.term-too-long',
    ]));
  it('the least deposit', () =>
    expect(both('deposit', { floorFen: '100000000' })).toMatchObject([
      { depositFen: '20000000' },
      { depositFen: '30000000' },
    ]));
  it('the days of notice and of listing', () =>
    expect(both('listing', { reportedOn: '2026-03-02' })).toMatchObject([
      { earliestNoticeOn: '2026-03-16' },
      { earliestNoticeOn: '2026-03-18' },
    ]));
  it('the late fee', () => {
    const late = { principalFen: '1000000', dueOn: '2026-04-01', asOf: '2026-04-11' };
    expect(both('late-fee', late)).toMatchObject([{ feeFen: '10000' }, { feeFen: '5000' }]);
  });
  it('the levy on the same price', () => {
    const sale = { form: '出让', use: '商服', grade: '一级', date: '2026-03-02', incomeFen: '1150000000' };
    expect([
      ask(jinan, 'levy', { ...sale, district: '370114' }),
      ask(YUNXI, 'levy', { ...sale, district: '379921' }),
    ]).toMatchObject([
      { levyFen: '345000000' },
      { levyFen: '368000000', countyFen: '294400000', townshipFen: '73600000' },
    ]);
  });
  it('the parcels that are theirs', () =>
    expect(both('parcel-code', { code: '379921001001JB00001' })).toMatchObject([
      'parcel.county-unknown',
      { districts: ['379921 云溪县'] },
    ]));
  it('the office above it that hears of a decision which nobody takes', async () => {
    const entry = await county.submit(schemeFor({ ...T1, no: 7, east: 600 }, county.today()));
    await toDecision(county, entry);
    const opened = (await county.facts(entry)).find(
      (fact): fact is Of<'TaskOpened'> & typeof fact =>
        fact.type === 'TaskOpened' && fact.data.kind === 'decide-scheme',
    )!;
    await county.turnTo(addDays(opened.data.dueOn!, 1));
    expect((await factOf(entry, 'TaskEscalated')).data).toMatchObject({
      to: { office: '379900/natural-resources' },
    });
  });
  it('a scheme with three quarters missing goes back to the clerk of 云溪', async () => {
    const scheme = schemeFor({ ...T1, no: 9, east: 600 }, county.today());
    await expect(
      county.submit({ ...scheme, resolution: { ...scheme.resolution, yes: 145 } }),
    ).rejects.toMatchObject({ code: 'scheme.incomplete' });
  });
});
