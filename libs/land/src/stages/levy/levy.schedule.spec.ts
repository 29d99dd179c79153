import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { recorded, scenario } from '#kernel/testing';
import { RulePacks } from '#policy';
import { packWith, scalar } from '../../../../policy/testing/pack-with.js';
import { byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf, levyOf, registrationOf } from '../../shared/terms.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import {
  assessLevy,
  cancelLevy,
  confirmLevyRate,
  issueLevyNotice,
  passLevyDeadline,
  recordLevyPayment,
} from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';
import type { LevyEvent } from './levy.events.js';

type Of<T extends LevyEvent['type']> = Extract<LevyEvent, { type: T }>;
const stream = levyOf(subject.entry);
const invented = new RulePacks([
  packWith(
    scalar('levy.yaml', 'levy.instalments', '3'),
    scalar('levy.yaml', 'levy.lease-base', 'period'),
    scalar('levy.yaml', 'levy.share-county', '"70%"'),
    scalar('levy.yaml', 'levy.share-township', '"30%"'),
  ),
]);
const rules = levyDecider(invented);
const given = scenario(rules);
const jinan = scenario(levyDecider(packs));

const lease: Partial<DealTerms> = {
  form: 'lease',
  termYears: 3,
  lease: { years: 3, annualRentFen: '100000000', stepUps: [{ fromYear: 3, annualRentFen: '200000000' }] },
};
const assess = (change: Partial<DealTerms> = {}, incomeFen = '1200000000', day: Day = '2026-06-01') =>
  byEngine(day, assessLevy(stream, { subject, deal: { ...deal, ...change }, incomeFen }));
const notice = (instalments?: number) =>
  on(
    '2026-06-02',
    issueLevyNotice(stream, {
      noticeNo: '章财调2026-1',
      issuedOn: '2026-06-02',
      ...(instalments ? { instalments } : {}),
    }),
    'qian',
  );
const pay = (amountFen: string, paidOn: Day, voucherNo = `v-${amountFen}-${paidOn}`) =>
  on('2030-01-01', recordLevyPayment(stream, { amountFen, paidOn, voucherNo }), 'qian');
const confirm = (documentNo = '章财〔2027〕1号') =>
  on('2027-01-06', confirmLevyRate(stream, { documentNo }), 'qian');
const cancel = () => byEngine('2026-06-20', cancelLevy(stream, { subject, reason: '合同解除' }));

const assessed = given().when(assess()).decided();
const inThree = [
  ...assessed,
  ...given(...assessed)
    .when(notice(3))
    .decided(),
];
const leased = given().when(assess(lease, '400000000')).decided();
const leaseNoticed = [
  ...leased,
  ...given(...leased)
    .when(notice())
    .decided(),
];
const deferred = jinan()
  .when(assess({}, '1200000000', '2027-01-04'))
  .decided();

describe('an expired rate (财税〔2016〕41号)', () => {
  it('gives no number, and says which row expired when', () => {
    const [fact] = deferred as [Of<'LevyAssessmentDeferred'>];
    expect(fact).toMatchObject({
      type: 'LevyAssessmentDeferred',
      data: { on: '2027-01-04', incomeFen: '1200000000' },
    });
    expect(fact.data.reason).toContain('2026-12-31');
  });
  it('is confirmed by an officer upon a document, which the explanation names', () => {
    const [fact] = jinan(...deferred)
      .when(confirm())
      .decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({
      amountFen: '180000000',
      confirmation: { confirmedBy: 'qian', documentNo: '章财〔2027〕1号' },
      explanation: { rule: 'price-gy-1', confirmed: false },
    });
    expect(fact.data.explanation.formula).toContain('qian凭章财〔2027〕1号确认沿用');
  });
  it('is not confirmed without a document, nor where none waits', () => {
    jinan(...deferred)
      .when(confirm(' '))
      .thenRejected('levy.rate-document-missing');
    jinan().when(confirm()).thenRejected('levy.rate-not-awaited');
    jinan(...assessed)
      .when(confirm())
      .thenRejected('levy.rate-not-awaited');
  });
  it('keeps notice and payment waiting, and a second assessment changes nothing', () => {
    jinan(...deferred)
      .when(assess({}, '1', '2027-01-05'))
      .thenNothing();
    jinan(...deferred)
      .when(notice())
      .thenRejected('levy.not-assessed');
    jinan(...deferred)
      .when(pay('1', '2027-01-05'))
      .thenRejected('levy.not-assessed');
  });
  it('is a piece of work for finance, ended by the confirmation or by the end of the entry', () => {
    const task = `task-${subject.entry}.levy-rate.1` as const;
    expect(workOf(recorded(deferred[0]!), 'levy-rate')).toMatchObject([
      ['OpenTask', task, { office: '370114/finance' }],
    ]);
    const [fact] = jinan(...deferred)
      .when(confirm())
      .decided();
    expect(
      workOf(
        recorded(fact!, { meta: { actor: { person: 'qian', role: 'finance', office: '370114/finance' } } }),
        'levy-rate',
      ),
    ).toEqual([['CompleteTask', task, { person: 'qian', outcome: 'confirm' }]]);
    expect(workOf(recorded(assessed[0]!), 'levy-rate')).toEqual([]);
    const [ended] = jinan(...deferred)
      .when(cancel())
      .decided();
    expect(workOf(recorded(ended!))).toEqual([['CancelTask', task, { reason: '合同解除' }]]);
  });
});

describe('instalments of a levy', () => {
  it('are not allowed by the pack of Jinan, and by another up to its number', () => {
    jinan(...assessed)
      .when(notice(2))
      .thenRejected('levy.instalments');
    given(...assessed)
      .when(notice(4))
      .thenRejected('levy.instalments');
    given(...leased)
      .when(notice(2))
      .thenRejected('levy.instalments-of-lease');
  });
  it('are equal parts with days of their own, which add up to the 分', () => {
    const { data } = inThree.at(-1) as Of<'LevyNoticeIssued'>;
    expect(data.schedule).toEqual([
      { dueOn: '2026-07-02', amountFen: '60000000' },
      { dueOn: '2026-09-30', amountFen: '60000000' },
      { dueOn: '2026-12-29', amountFen: '60000000' },
    ]);
  });
  it('bear the late fee each from its own day', () => {
    const [, charged] = given(...inThree)
      .when(pay('180000000', '2026-10-10'))
      .decided() as [LevyEvent, Of<'LevyLateFeeCharged'>];
    // 100 days of the first, ten of the second, none of the third.
    expect(charged.data.feeFen).toBe('6600000');
  });
  it('are overdue one by one, and only for what should have been paid by then', () => {
    const pass = (part: number, day: Day) => byEngine(day, passLevyDeadline(stream, { subject, part }));
    given(...inThree)
      .when(pass(1, '2026-07-03'))
      .then({ type: 'LevyOverdue', data: { subject, unpaidFen: '60000000', dueOn: '2026-07-02', part: 1 } });
    given(...inThree)
      .when(pass(2, '2026-07-03'))
      .thenNothing();
    given(...inThree)
      .when(pass(9, '2027-07-03'))
      .thenNothing();
    const first = given(...inThree)
      .when(pay('60000000', '2026-06-30'))
      .decided();
    given(...inThree, ...first)
      .when(pass(1, '2026-07-03'))
      .thenNothing();
  });
  it('set a clock for each part, and the end clears them all', () => {
    const clock = new LevyDeadlines();
    expect(
      clock.changes(recorded(inThree.at(-1)!)).map((change) => ('set' in change ? change.set : '')),
    ).toEqual([1, 2, 3].map((part) => `levy ${subject.entry} part ${part} is due`));
    const settled = given(...inThree)
      .when(pay('180000000', '2026-06-30'))
      .decided()
      .at(-1)!;
    expect(settled.type).toBe('LevySettled');
    expect(clock.changes(recorded(settled))).toHaveLength(3);
  });
});

describe('a lease that pays by the year', () => {
  it('is assessed year by year, steps of the rent included (财税〔2016〕41号)', () => {
    const [fact] = leased as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({
      amountFen: '32000000',
      periods: ['8000000', '8000000', '16000000'],
      explanation: { rule: 'price-gy-lease' },
    });
    expect(fact.data.explanation.formula).toContain('按年计征 3 期');
  });
  it('is due every year from the notice, on a day that waits for the holidays of its year', () => {
    const { data } = leaseNoticed.at(-1) as Of<'LevyNoticeIssued'>;
    expect(data.schedule?.map(({ dueOn }) => dueOn)).toEqual(['2026-07-02', null, null]);
    expect(data.provisional?.map(({ part, earliest, year }) => [part, earliest, year])).toEqual([
      [2, '2027-07-02', 2027],
      [3, '2028-07-02', 2028],
    ]);
  });
  it('is current with its first year: the gate opens, and the distribution hears what each year owes', () => {
    const events = given(...leaseNoticed)
      .when(pay('8000000', '2026-06-30'))
      .decided();
    expect(events.map(({ type }) => type)).toEqual(['LevyPaymentRecorded', 'LevyFirstPeriodPaid']);
    expect(followed('meetLevyGate', recorded(events[1]!))).toEqual([
      ['MeetGate', registrationOf(subject.entry), { subject, gate: 'levy' }],
    ]);
    expect(followed('noteSettledLevy', recorded(events[1]!))).toEqual([
      [
        'NoteLevy',
        distributionOf(subject.entry),
        { subject, levyFen: '32000000', periods: ['8000000', '8000000', '16000000'] },
      ],
    ]);
    given(...leaseNoticed, ...events)
      .when(pay('24000000', '2026-07-30'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled');
  });
  it('pays once for the whole term where the county says so', () => {
    const [fact] = jinan().when(assess(lease, '400000000')).decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({ amountFen: '32000000' });
    expect(fact.data.periods).toBeUndefined();
  });
});

describe('a settled levy', () => {
  it('says what goes to county and township, to the 分', () => {
    const settled = given(...inThree)
      .when(pay('180000000', '2026-06-30'))
      .decided()
      .at(-1) as Of<'LevySettled'>;
    expect(settled.data.shares).toMatchObject({
      countyFen: '126000000',
      townshipFen: '54000000',
      explanation: { rule: 'levy.share-county' },
    });
  });
});

const amounts = fc.bigInt(0n, 10n ** 12n);
const amountOf = (change: Partial<DealTerms>, income: bigint) =>
  BigInt((given().when(assess(change, income.toString())).decided()[0] as Of<'LevyAssessed'>).data.amountFen);

it('is never negative, never above the income, and no less for a higher price (财税〔2016〕41号)', () => {
  fc.assert(
    fc.property(
      amounts,
      amounts,
      amounts,
      fc.constantFrom<Partial<DealTerms>>({}, lease, { form: 'equity' }),
      (income, more, cost, change) => {
        const known = { ...change, acquisitionFen: cost.toString() };
        for (const each of [change, known]) {
          const [low, high] = [amountOf(each, income), amountOf(each, income + more)];
          expect(low >= 0n && low <= income).toBe(true);
          // Each year of a lease is rounded by itself: the sum may stand a 分 per year apart, never more.
          expect(high + 3n >= low).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('comes to the same sum in whatever order the vouchers of its parts arrive, and the parts add up', () => {
  const vouchers = fc.array(
    fc.record({
      amount: fc.bigInt(1n, 59_999_999n),
      day: fc.constantFrom<Day>('2026-06-20', '2026-07-12', '2026-10-03', '2027-02-01'),
    }),
    { minLength: 2, maxLength: 3 },
  );
  fc.assert(
    fc.property(
      vouchers.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(
            list.map((_, index) => index),
            { minLength: list.length },
          ),
        ),
      ),
      ([list, order]) => {
        const run = (indexes: readonly number[]) => {
          const log: LevyEvent[] = [...inThree];
          for (const index of indexes) {
            try {
              log.push(
                ...rules.decide(
                  pay(list[index]!.amount.toString(), list[index]!.day, `v-${index}`),
                  log.reduce(rules.evolve, rules.initial),
                ),
              );
            } catch (error) {
              if (!(error instanceof Rejected)) throw error;
            }
          }
          return log.reduce(rules.evolve, rules.initial);
        };
        expect(run(order)).toEqual(run(list.map((_, index) => index)));
      },
    ),
  );
});
