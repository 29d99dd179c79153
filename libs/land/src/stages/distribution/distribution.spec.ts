import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { recorded, scenario } from '#kernel/testing';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf, registrationOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import {
  cancelDistribution,
  distributeIncome,
  noteLevy,
  noteReceipts,
  objectToDistribution,
  passPublication,
  planDistribution,
  publishDistribution,
} from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import type { DistributionEvent, DistributionStage } from './distribution.events.js';

const given = scenario(distributionDecider(packs));
const stream = distributionOf(subject.entry);
type Of<T extends DistributionEvent['type']> = Extract<DistributionEvent, { type: T }>;
const resolution = { total: 100, yes: 67, planShownOn: '2026-06-10', heldOn: '2026-06-20' };

const receipts = (priceFen = '1200000000') =>
  byEngine('2026-06-10', noteReceipts(stream, { subject, priceFen }));
const levy = (levyFen = '180000000') => byEngine('2026-06-10', noteLevy(stream, { subject, levyFen }));
const plan = (change: Partial<typeof resolution> = {}, costsFen = '20000000') =>
  on('2026-06-22', planDistribution(stream, { costsFen, resolution: { ...resolution, ...change } }));
const publish = (publishedOn: Day = '2026-06-23') =>
  on('2026-06-23', publishDistribution(stream, { publishedOn }));
const pass = (day: Day) => byEngine(day, passPublication(stream, { subject }));
const payOut = (voucherNo = 'fp-1', paidOn: Day = '2026-07-10') =>
  on('2026-07-10', distributeIncome(stream, { paidOn, voucherNo }));
const cancel = () => byEngine('2026-07-10', cancelDistribution(stream, { subject, reason: '合同解除' }));

const receiptsNoted: DistributionEvent = { type: 'ReceiptsNoted', data: { subject, priceFen: '1200000000' } };
const levyNoted: DistributionEvent = { type: 'LevyNoted', data: { subject, levyFen: '180000000' } };
const openedFact: DistributionEvent = {
  type: 'DistributionOpened',
  data: { subject, receiptsFen: '1200000000', levyFen: '180000000' },
};
const plannedFact: DistributionEvent = {
  type: 'DistributionPlanned',
  data: { subject, round: 1, lines: [], members: [], resolution, vote: '' },
};
const publishedFact: DistributionEvent = {
  type: 'DistributionPublished',
  data: { subject, round: 1, publishedOn: '2026-06-23', publicUntil: '2026-07-08' },
};
const passedFact: DistributionEvent = { type: 'PublicationPassed', data: { subject, round: 1 } };
const paidFact: DistributionEvent = {
  type: 'IncomeDistributed',
  data: { subject, round: 1, paidOn: '2026-07-10', voucherNo: 'fp-1' },
};
const cancelledAt = (stage: DistributionStage): DistributionEvent => ({
  type: 'DistributionCancelled',
  data: { subject, round: 1, reason: '合同解除', stage },
});

const opened = [receiptsNoted, levyNoted, openedFact];
const planned = [...opened, plannedFact];
const published = [...planned, publishedFact];
const passed = [...published, passedFact];
const paid = [...passed, paidFact];

/** The histories that lead to each stage. */
const at = {
  none: [],
  collecting: [receiptsNoted],
  opened,
  planned,
  published,
  passed,
  distributed: paid,
  cancelled: [...opened, cancelledAt('opened')],
} as const satisfies Record<DistributionStage, readonly DistributionEvent[]>;
const except = (...stages: DistributionStage[]) =>
  (Object.keys(at) as DistributionStage[]).filter((stage) => !stages.includes(stage));

describe('in every stage of a distribution', () => {
  const rejects = (
    command: () => Parameters<ReturnType<typeof given>['when']>[0],
    stage: DistributionStage,
  ) => expect(given(...at[stage]).when(command()).decided).toThrow(Rejected);
  it.each(except('none', 'collecting'))('nothing more is noted when it is %s', (stage) => {
    given(...at[stage])
      .when(receipts('1'))
      .thenNothing();
    given(...at[stage])
      .when(levy('1'))
      .thenNothing();
  });
  it.each(except('opened'))('it is not planned when it is %s', (stage) => rejects(plan, stage));
  it.each(except('planned', 'published'))('it is not published when it is %s', (stage) =>
    rejects(publish, stage),
  );
  it.each(except('published'))('its clock does nothing when it is %s', (stage) =>
    given(...at[stage])
      .when(pass('2026-07-09'))
      .thenNothing(),
  );
  it.each(except('passed', 'distributed'))('it is not paid out when it is %s', (stage) =>
    rejects(payOut, stage),
  );
  it.each(except('distributed', 'cancelled'))('it can be cancelled when it is %s', (stage) =>
    given(...at[stage])
      .when(cancel())
      .then(cancelledAt(stage)),
  );
});

describe('a distribution', () => {
  it('opens when price and levy are both there, in either order', () => {
    given().when(receipts()).then(receiptsNoted);
    given(receiptsNoted).when(levy()).then(levyNoted, openedFact);
    given().when(levy()).then(levyNoted);
    given(levyNoted).when(receipts()).then(receiptsNoted, openedFact);
  });
  it('notes each once, and nothing after the end', () => {
    given(receiptsNoted).when(receipts()).thenNothing();
    given(...opened)
      .when(levy())
      .thenNothing();
    given(receiptsNoted, cancelledAt('collecting')).when(levy()).thenNothing();
  });
  it('takes a levy of nothing for a levy', () =>
    given(receiptsNoted).when(levy('0')).thenTypes('LevyNoted', 'DistributionOpened'));
});

describe('the plan of a distribution', () => {
  it('takes the levy first, then costs, reserves and members, by the pack', () => {
    const [fact] = given(...opened)
      .when(plan())
      .decided() as [Of<'DistributionPlanned'>];
    expect(fact.data.lines.map(({ rule, amountFen }) => [rule, amountFen])).toEqual([
      ['levy', '180000000'],
      ['tax', '0'],
      ['costs', '20000000'],
      ['public-reserve', '200000000'],
      ['public-welfare', '120000000'],
      ['members', '300000000'],
      ['retained', '380000000'],
    ]);
    expect(fact.data.resolution).toEqual(resolution);
  });
  it('adds up to the receipts, to the 分', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 14n), fc.nat(100), fc.nat(100), (price, levyPercent, costPercent) => {
        const levyFen = (price * BigInt(levyPercent)) / 200n;
        const costs = (price * BigInt(costPercent)) / 200n;
        const open: DistributionEvent = {
          type: 'DistributionOpened',
          data: { subject, receiptsFen: price.toString(), levyFen: levyFen.toString() },
        };
        const [fact] = given(open).when(plan({}, costs.toString())).decided() as [Of<'DistributionPlanned'>];
        expect(fact.data.lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)).toBe(price);
        expect(fact.data.lines.every(({ amountFen }) => BigInt(amountFen) >= 0n)).toBe(true);
      }),
    );
  });
  it('needs two thirds of all members (农村集体经济组织法 Art. 27)', () => {
    given(...opened)
      .when(plan({ yes: 66 }))
      .thenRejected('distribution.vote');
    given(...opened)
      .when(plan({ yes: 67 }))
      .thenTypes('DistributionPlanned');
    given(...opened)
      .when(plan({ total: 99, yes: 66 }))
      .thenTypes('DistributionPlanned');
  });
  it.each([
    [101, 100],
    [0, 0],
    [-1, 100],
    [66.5, 99],
  ])('is not carried by %s votes of %s', (yes, total) =>
    given(...opened)
      .when(plan({ total, yes }))
      .thenRejected('vote.malformed'),
  );
  it('says of votes that cannot be which field they stand in', () =>
    expect(given(...opened).when(plan({ total: 100, yes: 101 })).decided).toThrow(
      '同意票数（resolution.yes）：“101”多于全体成员（代表） 100 人，应为 0 到 100 之间的整数，例如 100。',
    ));
  it('has no costs below zero', () =>
    given(...opened)
      .when(plan({}, '-1'))
      .thenRejected('distribution.amount-negative'));
  it('needs a resolution that has been taken', () =>
    given(...opened)
      .when(plan({ heldOn: '2026-06-23' }))
      .thenRejected('distribution.date-in-future'));
  it('cannot deduct more than was received', () =>
    given(...opened)
      .when(plan({}, '1020000001'))
      .thenRejected('distribution.exceeds-receipts'));
  it('is made once, and only for money that is there', () => {
    given().when(plan()).thenRejected('distribution.not-opened');
    given(receiptsNoted).when(plan()).thenRejected('distribution.not-opened');
    given(...planned)
      .when(plan())
      .thenRejected('distribution.already-planned');
    given(...opened, cancelledAt('opened'))
      .when(plan())
      .thenRejected('distribution.cancelled');
  });
});

describe('the publication of a distribution', () => {
  it('lasts fifteen days by the pack', () =>
    given(...planned)
      .when(publish())
      .then(publishedFact));
  it('happens once, and only of a plan', () => {
    given(...published)
      .when(publish())
      .thenNothing();
    given(...opened)
      .when(publish())
      .thenRejected('distribution.not-planned');
    given(...planned, cancelledAt('planned'))
      .when(publish())
      .thenRejected('distribution.cancelled');
    given(...planned)
      .when(publish('2026-06-24'))
      .thenRejected('distribution.date-in-future');
  });
  it('goes on where its last day waits for a holiday notice: it hears objections, and pays nothing', () => {
    const [late] = given(...planned)
      .when(on('2026-12-28', publishDistribution(stream, { publishedOn: '2026-12-28' })))
      .decided() as [DistributionEvent];
    expect(late.data).toMatchObject({
      publicUntil: null,
      provisional: [{ field: 'publicUntil', year: 2027 }],
    });
    given(...planned, late)
      .when(
        on(
          '2027-02-10',
          objectToDistribution(stream, { objectionNo: '1', objector: '李某', reason: '漏列' }),
        ),
      )
      .thenTypes('DistributionObjected');
    given(...planned, late)
      .when(on('2027-02-10', distributeIncome(stream, { paidOn: '2027-02-10', voucherNo: 'fp-1' })))
      .thenRejected('calendar.provisional');
  });
  it('passes after its last day, not on it', () => {
    given(...published)
      .when(pass('2026-07-09'))
      .then(passedFact);
    given(...published)
      .when(pass('2026-07-08'))
      .thenRejected('distribution.publication-running');
    given(...passed)
      .when(pass('2026-07-09'))
      .thenNothing();
    given(...published, cancelledAt('published'))
      .when(pass('2026-07-09'))
      .thenNothing();
  });
});

describe('the payment of a distribution', () => {
  it('follows the publication, once (农村集体经济组织法 Art. 45)', () => {
    given(...passed)
      .when(payOut())
      .then(paidFact);
    given(...paid)
      .when(payOut())
      .thenNothing();
    given(...paid)
      .when(payOut('fp-2'))
      .thenRejected('distribution.paid');
    given(...published)
      .when(payOut())
      .thenRejected('distribution.not-passed');
    given(...passed, cancelledAt('passed'))
      .when(payOut())
      .thenRejected('distribution.cancelled');
  });
  it('needs a voucher, and a day that has come', () => {
    given(...passed)
      .when(payOut(' '))
      .thenRejected('distribution.voucher-missing');
    given(...passed)
      .when(payOut('fp-1', '2026-07-11'))
      .thenRejected('distribution.date-in-future');
  });
  it('is not dated into its publication (农村集体经济组织法 Art. 45)', () => {
    const early = given(...passed).when(payOut('fp-1', '2026-07-08'));
    early.thenRejected('distribution.paid-before-end');
    expect(early.decided).toThrow('2026-07-08');
    given(...passed)
      .when(payOut('fp-1', '2026-07-09'))
      .thenTypes('IncomeDistributed');
  });
});

describe('a cancelled distribution', () => {
  it('says in which stage it was, and is cancelled once', () => {
    given(receiptsNoted).when(cancel()).then(cancelledAt('collecting'));
    given(...opened)
      .when(cancel())
      .then(cancelledAt('opened'));
    given(...passed)
      .when(cancel())
      .then(cancelledAt('passed'));
    given(...opened, cancelledAt('opened'))
      .when(cancel())
      .thenNothing();
  });
  it('is cancelled before anything was noted, so that money that is noted late opens nothing', () => {
    given().when(cancel()).then(cancelledAt('none'));
    given(cancelledAt('none')).when(cancel()).thenNothing();
    given(cancelledAt('none')).when(receipts()).thenNothing();
    given(cancelledAt('none')).when(levy()).thenNothing();
    given(cancelledAt('none')).when(plan()).thenRejected('distribution.cancelled');
  });
  it('is refused once the money is paid out: a person must look', () =>
    given(...paid)
      .when(cancel())
      .thenRejected('distribution.paid'));
});

describe('what follows from a distribution', () => {
  const task = (kind: string) => `task-${subject.entry}.${kind}.1`;
  const by = { meta: { actor: { person: 'wang', role: 'clerk', office: '370114001/township' } } };
  it('the township plans, publishes and pays', () => {
    expect(workOf(recorded(openedFact))).toMatchObject([
      ['OpenTask', task('plan-distribution'), { office: '370114-01/township' }],
    ]);
    expect(workOf(recorded(plannedFact, by))).toMatchObject([
      ['CompleteTask', task('plan-distribution'), { person: 'wang', outcome: 'plan' }],
      ['OpenTask', task('publish-distribution'), {}],
    ]);
    expect(workOf(recorded(publishedFact, by))).toEqual([
      ['CompleteTask', task('publish-distribution'), { person: 'wang', outcome: 'publish' }],
    ]);
    expect(workOf(recorded(passedFact))).toMatchObject([['OpenTask', task('pay-distribution'), {}]]);
    expect(workOf(recorded(paidFact, by))).toEqual([
      ['CompleteTask', task('pay-distribution'), { person: 'wang', outcome: 'pay' }],
    ]);
  });
  it('the registration hears of the payment', () => {
    expect(followed('noteDistributedIncome', recorded(paidFact))).toEqual([
      ['NoteDistribution', registrationOf(subject.entry), { subject }],
    ]);
  });
  it.each<[DistributionStage, string[]]>([
    ['collecting', []],
    ['opened', ['plan-distribution']],
    ['planned', ['publish-distribution']],
    ['published', []],
    ['passed', ['pay-distribution']],
  ])('a cancellation while %s takes back %j', (stage, kinds) => {
    expect(workOf(recorded(cancelledAt(stage)))).toEqual(
      kinds.map((kind) => ['CancelTask', task(kind), { reason: '合同解除' }]),
    );
  });
  it('the clock rings when the last public day has ended in Beijing', () => {
    const clock = new DistributionDeadlines();
    const id = `distribution ${subject.entry} has been public`;
    expect(clock.changes(recorded(publishedFact))).toEqual([
      {
        set: id,
        dueAt: '2026-07-08T16:00:00.000Z',
        command: { type: 'PassPublication', stream, data: { subject } },
      },
    ]);
    expect(clock.changes(recorded(passedFact))).toEqual([{ clear: id }]);
    expect(clock.changes(recorded(cancelledAt('published')))).toEqual([{ clear: id }]);
  });
});
