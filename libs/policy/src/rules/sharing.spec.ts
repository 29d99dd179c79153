import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rejected } from '#kernel/messages';
import { packWith as undated, scalar } from '../../testing/pack-with.js';
import type { Change } from '../../testing/pack-with.js';
import { parseArea } from '../area.js';
import { addFen, fen, parseYuan } from '../money.js';
import type { Fen } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { checkDeposit, deedTax } from './buyer.js';
import { distribution } from './distribution.js';
import type { DistributionQuestion } from './distribution.js';
import { relocationSplit, tierSplit } from './tiers.js';

const jinan = loadPacks().latest.on('2026-03-02', 'any');
const packWith = (...changes: readonly Change[]) => undated(...changes).on('2026-03-02', 'any');
const meitan = packWith(
  scalar('distribution.yaml', 'distribution.members-min', '"50%"'),
  scalar('distribution.yaml', 'distribution.members-ratio', '"50%"'),
  scalar('distribution.yaml', 'distribution.direct-payout', 'true'),
);
const LEAST_HALF = [
  scalar('distribution.yaml', 'distribution.members-min', '"50%"'),
  scalar('distribution.yaml', 'distribution.members-ratio', '"50%"'),
] as const;
const nanhai = packWith(
  scalar('distribution.yaml', 'distribution.tier-county', '"10%"'),
  scalar('distribution.yaml', 'distribution.tier-township', '"20%"'),
  scalar('distribution.yaml', 'distribution.tier-village', '"70%"'),
);
const yiwu = packWith(scalar('distribution.yaml', 'distribution.relocation-floor', '"400000.00"'));
const refusal = (code: string) => expect.objectContaining({ code }) as unknown as Rejected;
const asked: DistributionQuestion = { receiptsFen: parseYuan('1000'), levyFen: parseYuan('200') };
const amountOf = (question: DistributionQuestion, key: string, pack = jinan) =>
  distribution(pack, question).value.lines.find((line) => line.key === key)?.amountFen;
const amounts = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((amount) => amount as Fen);

describe('the least that members get', () => {
  it('is half of the net income in an invented county like 湄潭, and nothing that Jinan fixed', () => {
    expect(amountOf(asked, 'members', meitan)).toBe(parseYuan('400'));
    expect(() => distribution(meitan, { ...asked, membersRatio: '49.99%' })).toThrow(
      refusal('distribution.members-too-low'),
    );
    expect(amountOf({ ...asked, membersRatio: '0' }, 'members')).toBe(0n);
  });

  it('may be cash only where the pack allows it', () => {
    expect(amountOf({ ...asked, payout: '现金' }, 'members', meitan)).toBe(parseYuan('400'));
    expect(() => distribution(jinan, { ...asked, payout: '现金' })).toThrow(
      refusal('distribution.direct-payout'),
    );
  });
});

describe('the list of members (农村集体经济组织法第四十二条: 按收益权份额)', () => {
  const list = [
    { id: '张三', weight: 1n },
    { id: '李四', weight: 1n },
    { id: '王五', weight: 1n },
  ];

  it('sums to the members’ line, the last 分 going to the largest cut, of equal ones to the first', () => {
    const { lines, members, retainedFen } = distribution(jinan, {
      ...asked,
      receiptsFen: parseYuan('1000.01'),
      levyFen: 0n as Fen,
      membersRatio: '10%',
      members: { by: '股份', list },
    }).value;
    expect(members.map(({ amountFen }) => amountFen)).toEqual([3334n, 3333n, 3333n]);
    expect(lines.find(({ key }) => key === 'members')).toMatchObject({ amountFen: 10000n });
    expect(retainedFen).toBe(parseYuan('1000.01') - 10000n - parseYuan('200.00') - parseYuan('120.00'));
    const uneven = [
      { id: '张三', weight: 1n },
      { id: '李四', weight: 2n },
    ];
    expect(
      distribution(jinan, {
        ...asked,
        receiptsFen: fen(100n),
        levyFen: 0n as Fen,
        membersRatio: '5%',
        members: { by: '股份', list: uneven },
      }).value.members.map(({ amountFen }) => amountFen),
    ).toEqual([2n, 3n]);
  });

  it('leaves members their least after the cut to the 分, however many they are', () => {
    const half = packWith(...LEAST_HALF);
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `成员${index}`, weight: 1n }));
    const { members, lines } = distribution(half, {
      receiptsFen: parseYuan('399.98'),
      levyFen: 0n as Fen,
      members: { by: '股份', list: many },
    }).value;
    expect(addFen(...members.map(({ amountFen }) => amountFen))).toBe(parseYuan('199.99'));
    expect(lines.find(({ key }) => key === 'members')?.amountFen).toBe(parseYuan('199.99'));
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 30 })
      .filter((some) => some.some((weight) => weight > 0n));
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 50, max: 68 }),
        fc.boolean(),
        weights,
        (receiptsFen, percent, withGroup, some) => {
          const list = some.map((weight, index) => ({ id: `成员${index}`, weight }));
          const plan = distribution(half, {
            receiptsFen,
            levyFen: 0n as Fen,
            membersRatio: `${percent}%`,
            ...(withGroup ? { groupRatio: `${68 - percent}%` } : {}),
            members: { by: '户', list },
          }).value;
          const given = addFen(...plan.members.map(({ amountFen }) => amountFen));
          const sum = some.reduce((total, weight) => total + weight, 0n);
          return (
            given * 2n >= receiptsFen &&
            plan.members.every(({ amountFen }, index) => {
              const off = amountFen * sum - given * some[index]!;
              return off < sum && -off < sum;
            })
          );
        },
      ),
    );
  });

  it('never has shares above 100%, not by a hair', () => {
    expect(() => distribution(jinan, { ...asked, membersRatio: '68.0000001%' })).toThrow(
      expect.objectContaining({
        code: 'distribution.exceeds-receipts',
        message: expect.stringContaining('20% + 12% + 68.0000001% 合计超过 100%') as unknown,
      }),
    );
    expect(() =>
      distribution(jinan, {
        receiptsFen: 0n as Fen,
        levyFen: 0n as Fen,
        groupRatio: '1/3',
        membersRatio: '34.666667%',
      }),
    ).toThrow(refusal('distribution.exceeds-receipts'));
    expect(
      distribution(jinan, { ...asked, groupRatio: '1/3', membersRatio: '26/75' }).value.retainedFen,
    ).toBe(0n);
  });

  it('goes by heads of a household as well', () => {
    const households = [
      { id: '一户', weight: 4n },
      { id: '二户', weight: 1n },
      { id: '空户', weight: 0n },
    ];
    expect(
      distribution(jinan, { ...asked, members: { by: '户', list: households } }).value.members.map(
        ({ amountFen }) => amountFen,
      ),
    ).toEqual([parseYuan('192'), parseYuan('48'), 0n]);
  });

  it('names nobody twice and shares out of something', () => {
    for (const wrong of [[list[0]!, list[0]!], [{ id: '张三', weight: 0n }], [{ id: '张三', weight: -1n }]]) {
      expect(() => distribution(jinan, { ...asked, members: { by: '股份', list: wrong } })).toThrow(
        refusal('distribution.members-malformed'),
      );
    }
  });

  it('keeps every sum exact, with group, members, tiers and the other side of a relocation', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 30 })
      .filter((some) => some.some((weight) => weight > 0n));
    fc.assert(
      fc.property(
        amounts,
        fc.nat(100),
        fc.nat(34),
        fc.nat(34),
        weights,
        fc.boolean(),
        fc.constantFrom('复垦区' as const, '建新区' as const, undefined),
        (receiptsFen, levied, group, members, some, tiers, side) => {
          const question: DistributionQuestion = {
            receiptsFen,
            levyFen: ((receiptsFen * BigInt(levied)) / 100n) as Fen,
            groupRatio: `${group}%`,
            membersRatio: `${members}%`,
            tiers,
            members: { by: '股份', list: some.map((weight, index) => ({ id: `成员${index}`, weight })) },
            ...(side ? { relocation: { side, reclaimedCm2: parseArea('1000') } } : {}),
          };
          const plan = distribution(nanhai, question).value;
          expect(addFen(...plan.lines.map(({ amountFen }) => amountFen))).toBe(receiptsFen);
          expect(addFen(...plan.members.map(({ amountFen }) => amountFen))).toBe(
            plan.lines.find(({ key }) => key === 'members')!.amountFen,
          );
          expect(plan.lines.every(({ amountFen }) => amountFen >= 0n)).toBe(true);
        },
      ),
    );
  });
});

describe('the two sides of an 异地调整入市', () => {
  it.each([
    ['40%', '400.00'],
    ['30%', '300.00'],
  ])(
    'share %s to the side that gave its land (海城 40/60, 平罗 30/70, invented packs)',
    (ratio, expected) => {
      const pack = packWith(
        scalar('distribution.yaml', 'distribution.relocation-reclaimed-ratio', `"${ratio}"`),
      );
      expect(
        relocationSplit(pack, { amountFen: parseYuan('1000'), reclaimedCm2: parseArea('1000') }).value,
      ).toMatchObject({
        reclaimedFen: parseYuan(expected),
        builtFen: parseYuan('1000') - parseYuan(expected),
      });
    },
  );

  it('never give it less than a floor per 亩, such as 40 万元 in an invented county like 义乌', () => {
    const tenMu = parseArea('6666.67');
    expect(
      relocationSplit(yiwu, { amountFen: parseYuan('6000000'), reclaimedCm2: tenMu }).value,
    ).toMatchObject({ reclaimedFen: parseYuan('4000002'), builtFen: parseYuan('1999998') });
    expect(
      relocationSplit(yiwu, { amountFen: parseYuan('20000000'), reclaimedCm2: tenMu }).value.reclaimedFen,
    ).toBe(parseYuan('8000000'));
    expect(() => relocationSplit(yiwu, { amountFen: parseYuan('3000000'), reclaimedCm2: tenMu })).toThrow(
      refusal('distribution.relocation-floor'),
    );
  });

  it('see each other’s part as a line before their own net income', () => {
    const relocation = { side: '建新区' as const, reclaimedCm2: parseArea('1000') };
    expect(distribution(jinan, { ...asked, relocation }).value).toMatchObject({
      netFen: parseYuan('480'),
      lines: expect.arrayContaining([
        expect.objectContaining({ key: 'relocation', name: '复垦区收益', amountFen: parseYuan('320') }),
      ]) as unknown,
    });
  });
});

describe('three tiers', () => {
  it('are 10:20:70 in an invented county like 南海 and all the village’s in Jinan', () => {
    expect(tierSplit(nanhai, parseYuan('100.01')).value).toEqual({
      countyFen: parseYuan('10.00'),
      townshipFen: parseYuan('20.00'),
      villageFen: parseYuan('70.01'),
    });
    expect(tierSplit(jinan, parseYuan('100.01')).value).toEqual({
      countyFen: 0n,
      townshipFen: 0n,
      villageFen: parseYuan('100.01'),
    });
    expect(() => packWith(scalar('distribution.yaml', 'distribution.tier-county', '"1%"'))).toThrow(
      '合计应为 100%',
    );
  });
});

describe('what the buyer puts down', () => {
  it('is deed tax of 3% to 5% (契税法第三条); other rates do not load', () => {
    expect(deedTax(jinan, parseYuan('11500000'))).toMatchObject({
      value: parseYuan('345000'),
      confirmed: false,
    });
    expect(
      deedTax(packWith(scalar('registration.yaml', 'registration.deed-tax-rate', '"5%"')), parseYuan('100'))
        .value,
    ).toBe(parseYuan('5'));
    for (const rate of ['"2.9%"', '"5.1%"'])
      expect(() => packWith(scalar('registration.yaml', 'registration.deed-tax-rate', rate))).toThrow(
        '契税法第三条',
      );
    expect(() => deedTax(jinan, fen(-1n))).toThrow(refusal('registration.price-negative'));
  });

  it('is a deposit of at least 20% of the floor (国土资发〔2010〕34号)', () => {
    expect(checkDeposit(jinan, parseYuan('1000'), parseYuan('200')).value).toBe(parseYuan('200'));
    expect(() => checkDeposit(jinan, parseYuan('1000'), parseYuan('199.99'))).toThrow(
      refusal('listing.deposit-too-low'),
    );
  });
});
