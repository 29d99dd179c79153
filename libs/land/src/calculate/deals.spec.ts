import { describe, expect, it } from '@jest/globals';
import type { Pack } from '#policy';
import { fen, formatYuan, loadPacks, mulRate, parseYuan } from '#policy';
import { packWith, priceRate, scalar } from '../../../policy/testing/pack-with.js';
import { calculate } from './calculate.js';
import type { CalculatorAnswer } from './calculate.js';

/**
 * Deals that were published, through the calculators (domain reference §3.5). Where a rate was published it
 * stands in an invented pack: it is what was told of one place at one time, not a rule of Jinan.
 */
const jinan = loadPacks().latest;
const ask = (name: string, input: object, pack: Pack = jinan) =>
  (calculate(name, input, ({ date = '2026-03-02' }) => pack.on(date, 'any')) as CalculatorAnswer).result;
const wan = (amount: number) => parseYuan((amount * 10_000).toFixed(2)).toString();
const inWan = (yuan: unknown) => Number((Number(yuan) / 10_000).toFixed(2));

const sale = { form: '出让', use: '商服', grade: '测试级', district: '370114' };
/** The deals are older than the pack: for them its rows begin earlier. */
const EARLIER = ['levy.yaml', 'districts.yaml'].map(
  (file) => [file, /valid_from: 2024-01-01/g, 'valid_from: 2010-01-01'] as const,
);
const at = (rate: string, date: string, incomeWan: number) =>
  ask(
    'levy',
    { ...sale, date, incomeFen: wan(incomeWan) },
    packWith(...EARLIER, priceRate('told', '商服', rate)),
  );

describe('fees and what the village kept', () => {
  it('T1 德清砂村 2015: 1150 万元 × 32% = 368 万元, the village 782 万元, none of it handed out', () => {
    expect(at('32%', '2015-09-08', 1150)).toMatchObject({ levyYuan: '3680000.00', netYuan: '7820000.00' });
    expect(() => ask('distribution', { receiptsFen: wan(1150), levyFen: wan(368), payout: '现金' })).toThrow(
      '不得直接向成员发放现金',
    );
  });

  it('T3 泽州南义城村: 20% of 132 万元 = 26.4, the rest 105.6 as capital at 8% a year ≈ 8.4 万元', () => {
    const { levyYuan, netYuan, netFen } = at('20%', '2017-06-01', 132);
    expect([inWan(levyYuan), inWan(netYuan)]).toEqual([26.4, 105.6]);
    expect(inWan(formatYuan(mulRate(fen(netFen as string), '8%')))).toBe(8.45);
  });

  it('T18 德清 to 2018: 18.52% of some 3.45 亿元 is 6389 万元', () => {
    expect(inWan(at('18.52%', '2018-12-31', 34_497.84).levyYuan)).toBe(6389);
  });

  it('T19 China to 2018: 28.6 of 257 亿元 is 11.1% of the price', () => {
    const { levyYuan } = at('11.13%', '2018-12-31', 2_570_000);
    expect(Math.round(Number(levyYuan) / 1e7) / 10).toBe(28.6);
  });

  it('湄潭 (T6) left members at least half: an invented pack refuses less', () => {
    const meitan = packWith(scalar('distribution.yaml', 'distribution.members-min', '"50%"'));
    expect(() =>
      ask('distribution', { receiptsFen: wan(80), levyFen: wan(9.6), membersRatio: '40%' }, meitan),
    ).toThrow('低于规定的 50%');
  });

  it('南海: 60% to members and 40% kept, with nothing else taken in an invented pack', () => {
    const nanhai = packWith(
      ['distribution.yaml', /ratio: "20%"/, 'ratio: "0%"'],
      ['distribution.yaml', /ratio: "12%"/, 'ratio: "0%"'],
    );
    const { lines } = ask(
      'distribution',
      { receiptsFen: wan(100), levyFen: wan(10), membersRatio: '60%' },
      nanhai,
    ) as { lines: { key: string; amountYuan: string }[] };
    expect(
      lines.filter(({ key }) => ['members', 'retained'].includes(key)).map(({ amountYuan }) => amountYuan),
    ).toEqual(['540000.00', '360000.00']);
  });
});

describe('prices', () => {
  it('T4 郫县战旗村: 13.447 亩 × 52.5 万元 = 705.97 万元', () => {
    expect(inWan(ask('area', { mu: '13.447', yuanPerMu: '525000' }).priceYuan)).toBe(705.97);
  });

  it.each([
    ['T6 湄潭土槽村', '5', 80, 16],
    ['T8 巴南沙井村', '21.62', 1456, 67.35],
    ['T8 巴南集体村', '4.83', 345, 71.43],
    ['T9 巴南 20 宗', '101.79', 10_500, 103.15],
    ['T11 兴化东罗村', '18.49', 540, 29.2],
    ['T12 武进礼嘉', '72.534', 2176, 30],
    ['T15 青浦杨家庄', '13.5', 3246, 240.44],
    ['T16 黄山 7 宗', '45.14', 2426, 53.74],
    ['T17 内蒙古 12 宗', '157.1', 1304.7, 8.3],
    ['T10 遂宁凤凰村', '15.6', 65.09, 4.17],
  ])('%s: %s 亩 for %s 万元 are %s 万元 a 亩', (_, mu, price, perMu) => {
    expect(inWan(ask('area', { mu, priceFen: wan(price) }).pricePerMuYuan)).toBe(perMu);
  });

  it('T7 大兴西红门: 26 700 m² are some 40 亩; bidding from 4.5 to 8.05 亿元 in a listing', () => {
    expect(ask('area', { areaM2: '26700' })).toMatchObject({ mu: '40.0500' });
    const bids = [
      { sequence: 66, bidder: '甲', amountFen: wan(80_000) },
      { sequence: 67, bidder: '乙', amountFen: wan(80_500) },
    ];
    const { closing } = ask('listing', {
      trade: { method: 'listing', startFen: wan(45_000), incrementFen: wan(500), bids },
    }) as { closing: object };
    expect(closing).toMatchObject({ outcome: 'sold', winner: '乙', priceYuan: '805000000.00' });
  });

  it('T2 德清仙潭村: 4040.9 m² for 307 万元 are 759.73 元/m²', () => {
    expect(ask('area', { areaM2: '4040.9', priceFen: wan(307) }).pricePerM2Yuan).toBe('759.73');
  });

  it('T13 中山坦洲: a start of 1.5 亿元 for 58 亩 is above the floor of 1941 元/m²', () => {
    expect(Number(ask('area', { mu: '58', priceFen: wan(15_000) }).pricePerM2Yuan)).toBeGreaterThan(1941);
  });

  it('T14 枣庄陶庄: 2310 万元 bear a deposit of 462 and deed tax of 69.3 万元', () => {
    expect([
      inWan(ask('deposit', { floorFen: wan(2310) }).depositYuan),
      inWan(ask('deed-tax', { priceFen: wan(2310) }).taxYuan),
    ]).toEqual([462, 69.3]);
  });
});

describe('terms', () => {
  it.each([
    ['T1 砂村', '商服', 40],
    ['T3 加油站', '商服', 40],
    ['T12 礼嘉', '工业', 50],
    ['T13 坦洲', '商服', 40],
  ])('%s: %s for %i years is the most that the law allows', (_, use, years) => {
    expect(ask('term', { use, form: '出让', years })).toMatchObject({
      years,
      maximumYears: years,
      elastic: false,
    });
  });
});
