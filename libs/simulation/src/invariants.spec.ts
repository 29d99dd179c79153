import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import type { LandEvent } from '#land';
import { checkInvariants } from './invariants.js';
import type { Log } from './invariants.js';
import { reportOf } from './report.js';

const calendar = loadPacks().of('jinan@2026.1').calendar;
const ENTRY = 'P1-1';
const subjectOf = (entry: string) => ({
  entry,
  parcel: entry.split('-')[0]!,
  district: '370114',
  township: '370114001',
  planYear: 2025,
});
const subject = subjectOf(ENTRY);
const demands = [{ kind: 'supply', areaM2: '100.00' }];
const deal = { priceFen: '1000', areaM2: '100.00', form: 'grant', method: 'listing' };
const scheme = { deal, landSource: 'existing', village: '甲村' };

/** A history of a few facts, written as a person would tell it; data that no check looks at is left out. */
class History {
  private readonly versions = new Map<string, number>();
  private readonly facts: unknown[] = [];

  add(
    type: LandEvent['type'],
    data: object = {},
    more: { stream?: string; person?: string; at?: string; command?: string } = {},
  ): this {
    const stream = more.stream ?? `${type.replace(/([a-z])[A-Z].*/, '$1').toLowerCase()}-${ENTRY}`;
    const version = (this.versions.get(stream) ?? -1) + 1;
    this.versions.set(stream, version);
    const position = BigInt(this.facts.length + 1);
    const actor = { person: more.person ?? 'engine', role: 'r', office: 'o' };
    const meta = {
      correlation: ENTRY,
      command: more.command ?? `c${position}`,
      actor,
      occurredAt: more.at ?? '2025-03-03T02:00:00.000Z',
    };
    this.facts.push({
      type,
      data: { subject, ...data },
      id: `${stream}@${version}`,
      stream,
      version,
      position,
      meta,
    });
    return this;
  }

  get log(): Log {
    return this.facts as unknown as Log;
  }

  /** Names of the laws that the history breaks. */
  get broken(): readonly string[] {
    return checkInvariants(this.log, calendar)
      .filter(({ violations }) => violations.length > 0)
      .map(({ id }) => id);
  }
}

const QUOTA = { stream: 'quota-370114-2025' };
const CONTRACT = { stream: `contract-${ENTRY}` };
const LEVY = { stream: `levy-${ENTRY}` };
const PARCEL = { stream: 'parcel-P1' };

/** Submitted, reserved, listed and sold in the periods of the law. */
const sold = () =>
  new History()
    .add('QuotaIssued', { kind: 'supply', areaM2: '150.00' }, QUOTA)
    .add('SchemeSubmitted', { version: 1, scheme }, { person: 'clerk' })
    .add('ParcelLocked', {}, PARCEL)
    .add('ReviewOpened', { reportedOn: '2025-03-03' })
    .add('OpinionGiven', {}, { person: 'reviewer' })
    .add('QuotaReserved', { demands, fromWaitlist: false }, QUOTA)
    .add('DecisionOpened')
    .add('ApprovalGranted', {}, { person: 'approver', at: '2025-03-13T02:00:00.000Z' })
    .add('QuotaOccupied', { demands }, QUOTA)
    .add('ListingOrdered', { round: 1 }, { at: '2025-03-13T02:00:00.000Z' })
    .add('ListingAnnounced', {
      round: 1,
      announcedOn: '2025-03-17',
      opensOn: '2025-04-06',
      closesOn: '2025-04-16',
    })
    .add('ListingOpened', { round: 1, openedOn: '2025-04-06' })
    .add('ListingSold', { round: 1, priceFen: '1000', closedOn: '2025-04-16' });

const paid = () =>
  sold()
    .add('DealConfirmed', { priceFen: '1000' }, CONTRACT)
    .add('ContractFiled', {}, CONTRACT)
    .add('LevyAssessed', { amountFen: '200' }, LEVY)
    .add(
      'LevyPaymentRecorded',
      { amountFen: '200', paidFen: '200', unpaidFen: '10' },
      { ...LEVY, command: 'late' },
    )
    .add('LevyLateFeeCharged', { feeFen: '10' }, { ...LEVY, command: 'late' })
    .add('LevyPaymentRecorded', { amountFen: '10', paidFen: '210', unpaidFen: '0' }, LEVY)
    .add('LevySettled', { amountFen: '200', lateFeeFen: '10' }, LEVY);

const priced = () =>
  paid()
    .add('PricePaymentRecorded', { amountFen: '1000', paidFen: '1000', unpaidFen: '0' }, CONTRACT)
    .add('PriceSettled', { priceFen: '1000' }, CONTRACT)
    .add('ReceiptsNoted', { priceFen: '1000' });

/** Two years of rent at 100 分, and a guarantee of 30. */
const leased = () =>
  sold()
    .add('DealConfirmed', { priceFen: '200' }, CONTRACT)
    .add(
      'ContractSigned',
      {
        terms: {
          rents: {},
          schedule: [
            { no: 1, amountFen: '100' },
            { no: 2, amountFen: '100' },
          ],
        },
      },
      CONTRACT,
    );
const rented = () =>
  leased()
    .add('GuaranteePaid', { amountFen: '30' }, CONTRACT)
    .add('PricePaymentRecorded', { amountFen: '100', paidFen: '100', unpaidFen: '100' }, CONTRACT)
    .add('InstalmentSettled', { no: 1, amountFen: '100' }, CONTRACT);

const completed = () =>
  priced()
    .add('DistributionOpened', { receiptsFen: '1000' })
    .add('TaskOpened', { kind: 'plan-distribution' }, { stream: `task-${ENTRY}.plan-distribution.1` })
    .add('DistributionPlanned', { lines: [{ amountFen: '200' }, { amountFen: '800' }] })
    .add('RightRegistered', {}, { stream: `registration-${ENTRY}` })
    .add('ParcelGranted', {}, PARCEL)
    .add('QuotaWrittenOff', { demands }, QUOTA)
    .add('EntryCompleted', {}, { stream: `registration-${ENTRY}`, at: '2025-06-02T02:00:00.000Z' });

describe('the laws of the log', () => {
  it.each([
    ['sold', sold],
    ['paid', paid],
    ['completed', completed],
  ] as const)('hold for an entry that was %s as it should be', (_, tell) => {
    expect(tell().broken).toEqual([]);
  });

  const withdrawn = (history: History) =>
    history.add('SchemeWithdrawn', { reason: 'r' }, { person: 'clerk' });

  /** A register of papers over two facts, each paper by the fact it rests on and its number. */
  const issued = (...papers: readonly (readonly [basis: string, serial: number])[]) =>
    papers.reduce(
      (history, [basis, serial]) =>
        history.add(
          'OfficialPaperIssued',
          { kind: 'approval-reply', year: 2025, basis, serial },
          { stream: 'official-370114-2025-approval-reply' },
        ),
      new History().add('ReviewOpened', {}, { stream: 'a' }).add('ReviewOpened', {}, { stream: 'b' }),
    );

  it('hold for a register of papers without a gap', () => {
    expect(issued(['a@0', 1], ['b@0', 2]).broken).toEqual([]);
  });

  const BROKEN: readonly (readonly [string, () => History, string])[] = [
    ...(
      [
        ['a number left out', ['a@0', 1], ['b@0', 3]],
        ['a number given twice', ['a@0', 1], ['b@0', 1]],
        ['a second paper of one fact', ['a@0', 1], ['a@0', 2]],
        ['a paper of no fact', ['a@0', 1], ['c@0', 2]],
      ] as const
    ).map(
      ([what, ...papers]) =>
        [
          `${what} in the register of official papers`,
          () => issued(...papers),
          'official-numbers-gapless',
        ] as const,
    ),
    [
      'more quota taken than there is',
      () =>
        new History()
          .add('QuotaIssued', { kind: 'supply', areaM2: '99.99' }, QUOTA)
          .add('QuotaReserved', { demands, fromWaitlist: false }, QUOTA)
          .add('SchemeSubmitted', { scheme })
          .add('DecisionOpened'),
      'quota-never-negative',
    ],
    [
      'a holding larger than the scheme',
      () =>
        sold()
          .add('QuotaAdjusted', { kind: 'supply', deltaM2: '50.00' }, QUOTA)
          .add(
            'SchemeRevised',
            { version: 2, scheme: { ...scheme, deal: { ...deal, areaM2: '90.00' } } },
            { person: 'clerk' },
          ),
      'quota-matches-entries',
    ],
    [
      'quota kept after the end',
      () => withdrawn(sold()).add('ParcelUnlocked', {}, PARCEL),
      'quota-released-once',
    ],
    [
      'quota released twice',
      () =>
        withdrawn(sold())
          .add('ParcelUnlocked', {}, PARCEL)
          .add('QuotaReleased', { demands, from: 'occupied' }, QUOTA)
          .add('QuotaReleased', { demands, from: 'occupied' }, QUOTA),
      'quota-released-once',
    ],
    [
      'less released than held',
      () =>
        withdrawn(sold()).add(
          'QuotaReleased',
          { demands: [{ kind: 'supply', areaM2: '99.00' }], from: 'occupied' },
          QUOTA,
        ),
      'quota-released-once',
    ],
    [
      'a parcel that stays locked',
      () => withdrawn(sold()).add('QuotaReleased', { demands, from: 'occupied' }, QUOTA),
      'parcel-held-by-one',
    ],
    [
      'a second lock',
      () => sold().add('ParcelLocked', { subject: subjectOf('P1-2') }, PARCEL),
      'parcel-held-by-one',
    ],
    [
      'a price overpaid',
      () =>
        paid().add('PricePaymentRecorded', { amountFen: '1001', paidFen: '1001', unpaidFen: '-1' }, CONTRACT),
      'price-adds-up',
    ],
    [
      'a price paid and not settled',
      () =>
        paid().add('PricePaymentRecorded', { amountFen: '1000', paidFen: '1000', unpaidFen: '0' }, CONTRACT),
      'price-adds-up',
    ],
    [
      'money that vanished at the rescission',
      () => priced().add('ContractRescinded', { refundFen: '800', keptFen: '199' }, CONTRACT),
      'price-adds-up',
    ],
    [
      'a levy settled without its late fee',
      () =>
        sold()
          .add('LevyAssessed', { amountFen: '200' }, LEVY)
          .add('LevyLateFeeCharged', { feeFen: '10' }, LEVY)
          .add('LevySettled', { amountFen: '200', lateFeeFen: '0' }, LEVY),
      'levy-adds-up',
    ],
    [
      'a refund of less than was paid',
      () => paid().add('LevyRefunded', { amountFen: '200' }, LEVY),
      'levy-adds-up',
    ],
    [
      'a distribution that loses a 分',
      () =>
        priced()
          .add('DistributionOpened', { receiptsFen: '1000' })
          .add('DistributionPlanned', { lines: [{ amountFen: '999' }] }),
      'distribution-adds-up',
    ],
    ['a task left open', () => completed().add('TaskOpened', {}, { stream: 'task-x' }), 'no-work-after-end'],
    [
      'a round sold and failed',
      () => sold().add('ListingFailed', { round: 1, closedOn: '2025-04-17' }),
      'one-result-per-round',
    ],
    ['a preparer who decides', () => sold().add('OpinionGiven', {}, { person: 'clerk' }), 'four-eyes'],
    [
      'a notice after nine working days',
      () =>
        new History().add('ReviewOpened', { reportedOn: '2025-03-03' }).add('ListingAnnounced', {
          announcedOn: '2025-03-14',
          opensOn: '2025-04-06',
          closesOn: '2025-04-16',
        }),
      'legal-clocks',
    ],
    [
      'trade that opened a day early',
      () =>
        new History().add('ReviewOpened', { reportedOn: '2025-03-03' }).add('ListingAnnounced', {
          announcedOn: '2025-03-17',
          opensOn: '2025-04-05',
          closesOn: '2025-04-16',
        }),
      'legal-clocks',
    ],
    [
      'a rent settled before it is paid',
      () => leased().add('InstalmentSettled', { no: 1, amountFen: '100' }, CONTRACT),
      'rents-add-up',
    ],
    [
      'a rent settled twice',
      () => rented().add('InstalmentSettled', { no: 1, amountFen: '100' }, CONTRACT),
      'rents-add-up',
    ],
    [
      'a guarantee that vanished',
      () =>
        rented().add(
          'LeaseEnded',
          { stopped: [2], unpaidFen: '0', keptFen: '0', guaranteeBackFen: '29' },
          CONTRACT,
        ),
      'rents-add-up',
    ],
    [
      'a guarantee kept for nothing',
      () =>
        rented().add(
          'LeaseEnded',
          { stopped: [2], unpaidFen: '0', keptFen: '30', guaranteeBackFen: '0' },
          CONTRACT,
        ),
      'rents-add-up',
    ],
    [
      'a rent paid after the lease had ended',
      () =>
        rented()
          .add('LeaseEnded', { stopped: [2], unpaidFen: '0', keptFen: '0', guaranteeBackFen: '30' }, CONTRACT)
          .add('PricePaymentRecorded', { amountFen: '100', paidFen: '200', unpaidFen: '-100' }, CONTRACT),
      'price-adds-up',
    ],
    [
      'a rent shared out twice',
      () =>
        rented()
          .add('ReceiptsNoted', { priceFen: '100' })
          .add('DistributionOpened', { receiptsFen: '100' })
          .add('DistributionOpened', { receiptsFen: '100' }),
      'receipts-shared-once',
    ],
    [
      'a round that is nobody’s work',
      () =>
        rented()
          .add('ReceiptsNoted', { priceFen: '100' })
          .add('DistributionOpened', { receiptsFen: '100', round: 2 }),
      'rounds-have-work',
    ],
    [
      'income that never came',
      () => rented().add('ReceiptsNoted', { priceFen: '101' }),
      'receipts-shared-once',
    ],
    [
      'a right registered before the price',
      () => paid().add('RightRegistered', {}, { stream: `registration-${ENTRY}` }),
      'registered-last',
    ],
  ];
  it('hold for a lease whose first rent is paid, and at its end', () => {
    expect(rented().add('ReceiptsNoted', { priceFen: '100' }).broken).toEqual([]);
    expect(
      rented().add(
        'LeaseEnded',
        { stopped: [2], unpaidFen: '0', keptFen: '0', guaranteeBackFen: '30' },
        CONTRACT,
      ).broken,
    ).toEqual([]);
  });
  it.each(BROKEN)('catch %s', (_, tell, law) => {
    expect(tell().broken).toContain(law);
  });

  it('do not count days of suspension as days of trade', () => {
    const suspended = new History()
      .add('ReviewOpened', { reportedOn: '2025-03-03' })
      .add('ListingAnnounced', {
        round: 1,
        announcedOn: '2025-03-17',
        opensOn: '2025-04-06',
        closesOn: '2025-04-16',
      })
      .add('ListingOpened', { round: 1, openedOn: '2025-04-06' })
      .add('ListingSuspended', { round: 1, suspendedOn: '2025-04-08' })
      .add('ListingResumed', { round: 1, resumedOn: '2025-04-12', closesOn: '2025-04-18' })
      .add('ListingSold', { round: 1, closedOn: '2025-04-18' });
    expect(suspended.broken).toEqual(['legal-clocks']);
  });
});

describe('the report', () => {
  let report: ReturnType<typeof reportOf>;
  beforeEach(() => {
    report = reportOf(completed().log);
  });

  it('counts how entries ended', () => {
    expect(report).toMatchObject({ entries: 1, outcomes: { completed: 1, running: 0 }, running: {} });
  });

  it('measures the stages in days', () => {
    expect(report.stages.find(({ stage }) => stage === 'approval')).toMatchObject({
      entries: 1,
      min: 10,
      median: 10,
      max: 10,
    });
  });

  it('totals the levy with the fee that stands', () => {
    expect(report.levy).toEqual({
      assessed: 1,
      assessedFen: '200',
      settled: 1,
      settledFen: '200',
      lateFeesFen: '10',
      refundedFen: '0',
    });
  });

  it('shows where the quota went', () => {
    expect(report.quotas).toMatchObject([
      { kind: 'supply', totalM2: '150.00', usedM2: '100.00', availableM2: '50.00' },
    ]);
  });

  it('says in which state the unfinished are', () => {
    expect(reportOf(sold().log).running).toEqual({ open: 1 });
  });
});
