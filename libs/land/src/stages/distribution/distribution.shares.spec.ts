import { workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recorded, scenario } from '#kernel/testing';
import { RulePacks } from '#policy';
import { packWith, scalar } from '../../../../policy/testing/pack-with.js';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf } from '../../shared/terms.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import {
  answerObjection,
  distributeIncome,
  noteLevy,
  objectToDistribution,
  passPublication,
  planDistribution,
} from './distribution.commands.js';
import type { Resolution, Shares } from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import type { DistributionEvent } from './distribution.events.js';

type Of<T extends DistributionEvent['type']> = Extract<DistributionEvent, { type: T }>;
const stream = distributionOf(subject.entry);
const given = scenario(distributionDecider(packs));
const elsewhere = (...changes: readonly (readonly [key: string, value: string])[]) =>
  scenario(
    distributionDecider(
      new RulePacks([packWith(...changes.map(([key, value]) => scalar('distribution.yaml', key, value)))]),
    ),
  );

const resolution: Resolution = { total: 100, yes: 67, planShownOn: '2026-06-10', heldOn: '2026-06-20' };
const split: NonNullable<DealTerms['split']> = { originRatio: '30%', originM2: '6666.67' };
const opened = (change: Partial<Of<'DistributionOpened'>['data']> = {}): DistributionEvent => ({
  type: 'DistributionOpened',
  data: { subject, receiptsFen: '1200000000', levyFen: '180000000', ...change },
});
const plan = (shares: Shares = {}, change: Partial<Resolution> = {}) =>
  on(
    '2026-06-22',
    planDistribution(stream, {
      costsFen: '20000000',
      resolution: { ...resolution, ...change },
      ...shares,
    }),
  );
const linesOf = (events: readonly DistributionEvent[]) =>
  Object.fromEntries(
    (events[0] as Of<'DistributionPlanned'>).data.lines.map(({ rule, amountFen }) => [rule, amountFen]),
  );

const planned: DistributionEvent = {
  type: 'DistributionPlanned',
  data: { subject, round: 1, lines: [], members: [], resolution, vote: '' },
};
const published: DistributionEvent = {
  type: 'DistributionPublished',
  data: { subject, round: 1, publishedOn: '2026-06-23', publicUntil: '2026-07-08' },
};
const passed: DistributionEvent = { type: 'PublicationPassed', data: { subject, round: 1 } };
const shown = [opened(), planned, published];
const objection: DistributionEvent = {
  type: 'DistributionObjected',
  data: { subject, objectionNo: '异1', objector: '王某', reason: '名单遗漏' },
};
const dismissed: DistributionEvent = {
  type: 'DistributionObjectionDismissed',
  data: { subject, objectionNo: '异1', answer: '已核' },
};
const object = (objectionNo = '异1', reason = '名单遗漏') =>
  on('2026-07-01', objectToDistribution(stream, { objectionNo, objector: '王某', reason }));
const answer = (upheld: boolean, day: Day = '2026-07-03', text = '已核', objectionNo = '异1') =>
  on(day, answerObjection(stream, { objectionNo, upheld, answer: text }));
const pass = (day: Day) => byEngine(day, passPublication(stream, { subject }));

describe('the meeting that decides the plan', () => {
  it('has the plan before it for ten days (农村集体经济组织法 Art. 46)', () => {
    given(opened())
      .when(plan({}, { planShownOn: '2026-06-10' }))
      .thenTypes('DistributionPlanned');
    given(opened())
      .when(plan({}, { planShownOn: '2026-06-11' }))
      .thenRejected('distribution.plan-late');
  });
  it('is attended by two thirds and called ten days before, where that is told (Art. 27)', () => {
    given(opened())
      .when(plan({}, { attended: 66, yes: 66 }))
      .thenRejected('distribution.vote');
    given(opened())
      .when(plan({}, { attended: 70, noticedOn: '2026-06-11' }))
      .thenRejected('distribution.vote');
    given(opened())
      .when(plan({}, { attended: 70, noticedOn: '2026-06-10' }))
      .thenTypes('DistributionPlanned');
  });
  it('has twenty-one delegates at least where delegates decide (Art. 28)', () => {
    given(opened())
      .when(plan({}, { basis: 'delegates', total: 20, yes: 20 }))
      .thenRejected('distribution.vote');
    given(opened())
      .when(plan({}, { basis: 'delegates', total: 30, yes: 20 }))
      .thenTypes('DistributionPlanned');
  });
  it('leaves its figures in the plan', () =>
    expect((given(opened()).when(plan()).decided()[0] as Of<'DistributionPlanned'>).data.vote).toBe(
      '67 票 ≥ 100 × 2/3（须 67 票）',
    ));
});

describe('the shares of the plan (农村集体经济组织法 Art. 42)', () => {
  it('take fee, tax, cost, 公积金, 公益金, the group and the members in this order, each explained', () => {
    const [fact] = given(opened())
      .when(plan({ taxFen: '1000000', groupRatio: '10%', membersRatio: '40%' }))
      .decided() as [Of<'DistributionPlanned'>];
    expect(fact.data.lines.map(({ rule }) => rule)).toEqual([
      'levy',
      'tax',
      'costs',
      'public-reserve',
      'public-welfare',
      'group',
      'members',
      'retained',
    ]);
    expect(fact.data.lines.every(({ formula, source }) => formula !== '' && source !== '')).toBe(true);
    expect(linesOf([fact])).toMatchObject({ tax: '1000000', group: '99900000', members: '399600000' });
  });
  it('name every member or household with its part, to the 分', () => {
    const [fact] = given(opened())
      .when(
        plan({
          members: {
            by: '户',
            list: [
              { id: '甲户', weight: '3' },
              { id: '乙户', weight: '4' },
            ],
          },
        }),
      )
      .decided() as [Of<'DistributionPlanned'>];
    expect(fact.data.members).toEqual([
      { id: '甲户', amountFen: '128571429' },
      { id: '乙户', amountFen: '171428571' },
    ]);
    expect(linesOf([fact])['members']).toBe('300000000');
  });
  it('are refused for a list that names somebody twice', () =>
    given(opened())
      .when(
        plan({
          members: {
            by: '股份',
            list: [
              { id: '甲', weight: '1' },
              { id: '甲', weight: '1' },
            ],
          },
        }),
      )
      .thenRejected('distribution.members-malformed'));
  it('leave members at least what the county says', () =>
    elsewhere(['distribution.members-min', '"50%"'])(opened())
      .when(plan({ membersRatio: '49.9%' }))
      .thenRejected('distribution.members-too-low'));
  it('do not hand out cash where that is banned', () => {
    given(opened())
      .when(plan({ payout: '现金' }))
      .thenRejected('distribution.direct-payout');
    elsewhere(['distribution.direct-payout', 'true'])(opened())
      .when(plan({ payout: '现金' }))
      .thenTypes('DistributionPlanned');
  });
  it('give county and township their tiers where the county has them', () => {
    const tiers = elsewhere(
      ['distribution.tier-county', '"10%"'],
      ['distribution.tier-township', '"20%"'],
      ['distribution.tier-village', '"70%"'],
    );
    expect(linesOf(tiers(opened()).when(plan()).decided())).toMatchObject({
      'tier-county': '100000000',
      'tier-township': '200000000',
    });
    expect(linesOf(given(opened()).when(plan()).decided())).not.toHaveProperty('tier-county');
  });
});

describe('异地调整入市', () => {
  it('gives the collective whose land was reclaimed the share of the scheme', () =>
    expect(linesOf(given(opened({ split })).when(plan()).decided())['relocation']).toBe('300000000'));
  it('gives it never less than so much per 亩', () => {
    // 6 666.67 m² are ten 亩 and a little: at 400 000 yuan each.
    expect(
      linesOf(
        given(opened({ split: { ...split, originFloorFenPerMu: '40000000' } }))
          .when(plan())
          .decided(),
      )['relocation'],
    ).toBe('400000200');
    given(opened({ split: { ...split, originFloorFenPerMu: '900000000' } }))
      .when(plan())
      .thenRejected('distribution.relocation-floor');
  });
  it('is known from the levy, whichever comes first', () => {
    const note = byEngine('2026-06-10', noteLevy(stream, { subject, levyFen: '180000000', split }));
    expect(
      given({ type: 'ReceiptsNoted', data: { subject, priceFen: '1200000000' } })
        .when(note)
        .decided()
        .at(-1),
    ).toEqual(opened({ split }));
    const receipts = given(...given().when(note).decided())
      .when(
        byEngine(
          '2026-06-10',
          Object.assign(note, { type: 'NoteReceipts', data: { subject, priceFen: '1200000000' } }) as never,
        ),
      )
      .decided();
    expect(receipts.at(-1)).toEqual(opened({ split }));
  });
});

it('adds up to the receipts to the 分 with every kind of share, and nothing is below zero', () => {
  const weights = fc
    .array(fc.bigInt(0n, 1000n), { minLength: 1, maxLength: 8 })
    .filter((list) => list.some((weight) => weight > 0n));
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 13n),
      fc.nat(30),
      fc.nat(30),
      fc.nat(35),
      weights,
      fc.boolean(),
      (receipts, levy, group, members, list, relocated) => {
        const open = opened({
          receiptsFen: receipts.toString(),
          levyFen: ((receipts * BigInt(levy)) / 100n).toString(),
          ...(relocated ? { split } : {}),
        });
        const shares: Shares = {
          groupRatio: `${group}%`,
          membersRatio: `${members}%`,
          members: {
            by: '股份',
            list: list.map((weight, index) => ({ id: `股${index}`, weight: weight.toString() })),
          },
        };
        const { data } = given(open)
          .when(on('2026-06-22', planDistribution(stream, { costsFen: '0', resolution, ...shares })))
          .decided()[0] as Of<'DistributionPlanned'>;
        const sum = (amounts: readonly Readonly<{ amountFen: string }>[]) =>
          amounts.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
        expect(sum(data.lines)).toBe(receipts);
        expect(data.lines.every(({ amountFen }) => BigInt(amountFen) >= 0n)).toBe(true);
        expect(sum(data.members)).toBe(BigInt(data.lines.find(({ rule }) => rule === 'members')!.amountFen));
      },
    ),
    { numRuns: 200 },
  );
});

describe('an objection while the plan is public (农村集体经济组织法 Art. 45)', () => {
  it('is noted once, with who and why', () => {
    given(...shown)
      .when(object())
      .then(objection);
    given(...shown, objection)
      .when(object())
      .thenNothing();
    given(...shown)
      .when(object('异1', ' '))
      .thenRejected('distribution.objection-incomplete');
    given(opened(), planned).when(object()).thenRejected('distribution.not-public');
    given(...shown, passed)
      .when(object())
      .thenRejected('distribution.not-public');
  });
  it('stops the clock of the publication until it is answered', () => {
    given(...shown, objection)
      .when(pass('2026-07-09'))
      .thenNothing();
    given(...shown, objection)
      .when(answer(false, '2026-07-09'))
      .then(dismissed, passed);
    given(...shown, objection)
      .when(answer(false))
      .then(dismissed);
    given(...shown, objection, dismissed)
      .when(pass('2026-07-09'))
      .then(passed);
  });
  it('keeps it stopped while another waits', () => {
    const other: DistributionEvent = {
      type: 'DistributionObjected',
      data: { ...objection.data, objectionNo: '异2' },
    };
    given(...shown, objection, other)
      .when(answer(false, '2026-07-09'))
      .then(dismissed);
  });
  it('makes the plan anew where it is upheld, and nothing was paid', () => {
    const reopened: DistributionEvent = {
      type: 'DistributionReopened',
      data: { subject, round: 2, objectionNo: '异1', answer: '已核' },
    };
    given(...shown, objection)
      .when(answer(true))
      .then(reopened);
    expect(
      (
        given(...shown, objection, reopened)
          .when(plan())
          .decided()[0] as Of<'DistributionPlanned'>
      ).data.round,
    ).toBe(2);
    expect(workOf(recorded(reopened))).toMatchObject([
      ['OpenTask', `task-${subject.entry}.plan-distribution.2`, {}],
    ]);
    expect(new DistributionDeadlines().changes(recorded(reopened))).toEqual([
      { clear: `distribution ${subject.entry} has been public` },
    ]);
  });
  it('is answered once and in words', () => {
    given(...shown, objection)
      .when(answer(true, '2026-07-03', ' '))
      .thenRejected('distribution.answer-missing');
    given(...shown, objection, dismissed)
      .when(answer(false))
      .thenNothing();
    given(...shown, objection, dismissed)
      .when(answer(true))
      .thenRejected('report.contradicts');
    given(...shown)
      .when(answer(true))
      .thenRejected('distribution.objection-unknown');
  });
});

it('goes through no personal account (农村集体经济组织法 Art. 44)', () => {
  const pay = (account: 'collective' | 'personal') =>
    on('2026-07-10', distributeIncome(stream, { paidOn: '2026-07-10', voucherNo: 'fp-1', account }));
  given(...shown, passed)
    .when(pay('personal'))
    .thenRejected('distribution.personal-account');
  given(...shown, passed)
    .when(pay('collective'))
    .thenTypes('IncomeDistributed');
});
