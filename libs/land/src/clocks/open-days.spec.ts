import { followed } from '../shared/follow.fixture.js';
import type { Command, CommandOf, Event, Envelope } from '#kernel/messages';
import { envelope } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { engineMeta, meta, recorded, scenario } from '#kernel/testing';
import { RulePacks, changesBetween, loadPacks, packOf } from '#policy';
import type { Pack } from '#policy';
import { packWith } from '../../../policy/testing/pack-with.js';
import { groundsOf } from '../entry/grounds.js';
import type { LandEvent } from '../procedure.js';
import { levyDecider } from '../stages/levy/levy.decider.js';
import { issueLevyNotice, passLevyDeadline, recordLevyPayment } from '../stages/levy/levy.commands.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import { openWork } from '../work/work-of-facts.js';
import { subject } from '../stages/scheme/scheme.fixture.js';
import { task } from '../work/task/task.decider.js';
import { completeTask } from '../work/task/task.commands.js';
import { awaitDays, bringInNotices, dropDays } from './clocks.commands.js';
import { ClockDeadlines } from './clocks.deadlines.js';
import { couldSet, openDays } from './clocks.decider.js';
import { CALENDAR } from './clocks.events.js';
import type { ClockEvent } from './clocks.events.js';
import { DATED_FACTS } from './dated-facts.js';
import type { DatedFact } from './dated-facts.js';
import { lastDays } from './open-days.rules.js';

/** A 2027 that is invented for these tests: one holiday. */
const NOTICE =
  '  - year: 2027\n    off: [{ from: 2027-01-01, to: 2027-01-01 }]\n    workdays: []\n    total: 260\n   ' +
  ' source: 测试用虚构的2027年通知\n    confirmed: false\n';
const next = packWith(
  ['pack.yaml', /version: .*/, 'version: "2026.2"'],
  ['pack.yaml', /valid_from: .*/, 'valid_from: 2027-01-10'],
  ['calendar.yaml', /$/, NOTICE],
);
const shipped = loadPacks().latest.contentOfAllDays;
const before = () => new RulePacks([packOf(shipped.data, shipped.years)]);
const after = () => new RulePacks([packOf(shipped.data, shipped.years), next]);
const pack = (packs: RulePacks): Pack => packs.of('jinan@2026.1');
const DAY = '2026-12-28';
const at = (day: string) => `${day}T02:00:00.000Z`;

/**
 * Of every kind of fact that may leave a day open: its fields by their clocks, and what a deadline needs
 * besides.
 */
const KINDS: Readonly<
  Record<
    DatedFact['type'],
    readonly [fields: Readonly<Record<string, string>>, rest: object, deadlines: number]
  >
> = {
  ReviewOpened: [
    { opinionDueOn: 'procedure.modification-opinion', earliestNoticeOn: 'procedure.report-before-notice' },
    { schemeVersion: 1 },
    1,
  ],
  QuotaReserved: [{ expiresOn: 'procedure.approval' }, { demands: [] }, 1],
  ListingSold: [
    { refundBy: 'listing.deposit-refund', publishBy: 'listing.result-publication' },
    { round: 1, bids: [{ sequence: 1 }] },
    2,
  ],
  ListingFailed: [
    { refundBy: 'listing.deposit-refund', publishBy: 'listing.result-publication' },
    { round: 2 },
    2,
  ],
  ListingTerminated: [{ refundBy: 'listing.deposit-refund' }, { round: 1 }, 1],
  DealPublished: [{ publicUntil: 'procedure.deal-publication' }, {}, 1],
  DealConfirmed: [{ signBy: 'listing.contract' }, {}, 1],
  PriceOverdue: [{ defaultOn: 'levy.due' }, { no: 1 }, 1],
  LevyNoticeIssued: [{ dueOn: 'levy.due' }, { amountFen: '1' }, 1],
  DistributionPublished: [{ publicUntil: 'distribution.publication' }, { round: 1 }, 1],
  RegistrationReady: [{ decideBy: 'registration.decision' }, {}, 1],
  TaskOpened: [{ dueOn: 'contract.filing' }, { kind: 'file-contract', clock: 'contract.filing' }, 1],
};

const factOf = (type: DatedFact['type'], packs: RulePacks): DatedFact => {
  const [fields, rest] = KINDS[type];
  const counts = Object.fromEntries(
    Object.entries(fields).map(([field, clock]) => [field, [clock, DAY] as const]),
  );
  return {
    type,
    data: { subject, ...rest, ...lastDays(pack(packs).on(DAY, 'any'), counts) },
  } as unknown as DatedFact;
};
const stored = (event: Event, stream: string) =>
  recorded(event, { id: `${stream}@0`, stream, meta: { occurredAt: at(DAY) } }) as never;
const register = (packs: RulePacks) => scenario(openDays(packs));
const sets = (event: Event, stream: string) => new ClockDeadlines().changes(stored(event, stream));

describe.each(DATED_FACTS)('%s in late December', (type) => {
  const stream = type === 'TaskOpened' ? `task-${subject.entry}.file-contract.1` : `x-${subject.entry}`;
  const fields = Object.keys(KINDS[type][0]);
  const fact = factOf(type, before());
  const awaits = () => {
    const [[, , data]] = followed('awaitOpenDays', stored(fact, stream)) as unknown as readonly [
      readonly [string, string, CommandOf<typeof awaitDays>['data']],
    ];
    return awaitDays(CALENDAR, data);
  };
  const waiting = register(before())().when(awaits()).decided();

  it('leaves its days open, says why, and sets no deadline', () => {
    for (const field of fields) expect(fact.data).toMatchObject({ [field]: null });
    expect(
      fact.data.provisional?.map(({ field, year, earliest }) => [field, year, earliest >= '2027-01-01']),
    ).toEqual(fields.map((field) => [field, 2027, true]));
    expect(waiting.map((event) => event.type)).toEqual(['OpenDaysAwaited']);
    if (type !== 'QuotaReserved' && type !== 'PriceOverdue' && type !== 'ListingTerminated')
      expect(JSON.stringify(groundsOf(stored(fact, stream), pack(before())))).toContain(
        '暂定，2027 年放假安排未公布',
      );
  });

  it('gets its days once, when the notice is adopted, and so do the stage’s own deadlines', () => {
    const bring = () =>
      envelope(
        bringInNotices(CALENDAR, { rules: next.ref, years: [2025, 2026, 2027] }),
        engineMeta({ at: at('2027-01-05') }),
      );
    const facts = register(after())(...waiting)
      .when(bring())
      .decided();
    const known = factOf(type, after()).data as unknown as Readonly<Record<string, string>>;
    expect(
      facts
        .slice(1)
        .map(
          (event) => event.type === 'LastDaySet' && [event.correlation, event.data.field, event.data.dueOn],
        ),
    ).toEqual(fields.map((field) => [subject.entry, field, known[field]]));
    const deadlines = facts.slice(1).flatMap((event) => sets(event, CALENDAR));
    expect(deadlines).toHaveLength(KINDS[type][2]);
    for (const deadline of deadlines)
      expect(deadline).toMatchObject({ dueAt: expect.stringMatching(/^2027-/) });
    expect(JSON.stringify(deadlines)).not.toContain('null');
    register(after())(...waiting, ...facts)
      .when(bring())
      .thenNothing();
    for (const event of facts.slice(1))
      expect(groundsOf(stored(event, CALENDAR), undefined)).toEqual([
        expect.objectContaining({
          source: '测试用虚构的2027年通知',
          formula: expect.stringContaining('→ 2027-'),
        }),
      ]);
  });
});

describe('the register of open days', () => {
  const opened = scenario(task(before()))()
    .when(envelope(openWork(subject, 'file-contract'), meta({ at: at(DAY) })))
    .decided()[0]!;
  const stream = `task-${subject.entry}.file-contract.1` as const;
  const [[, , asked]] = followed('awaitOpenDays', stored(opened, stream)) as unknown as readonly [
    readonly [string, string, CommandOf<typeof awaitDays>['data']],
  ];
  const await_ = () => awaitDays(CALENDAR, asked);
  const [awaited] = register(before())().when(await_()).decided() as [ClockEvent];

  it('sets at once what comes after the notice, and tries again where a process has not read it yet', () => {
    register(after())().when(await_()).thenTypes('OpenDaysAwaited', 'LastDaySet');
    const brought: ClockEvent = {
      type: 'HolidayNoticesBroughtIn',
      data: { rules: next.ref, years: [2027], left: 0 },
    };
    expect(() => register(before())(brought).when(await_()).decided()).toThrow(/not installed/);
    expect(() =>
      register(before())(awaited)
        .when(bringInNotices(CALENDAR, { rules: next.ref, years: [2027] }))
        .decided(),
    ).toThrow(/not installed/);
  });
  it('forgets what is done before the notice comes', () => {
    const [done] = scenario(task(before()))(opened)
      .when(completeTask(stream, { person: 'li', outcome: 'file' }))
      .decided();
    expect(followed('dropOpenDaysOfFinishedWork', stored(done!, stream))).toEqual([
      ['DropDays', CALENDAR, { stream }],
    ]);
    const dropped = register(before())(awaited).when(dropDays(CALENDAR, { stream })).decided();
    register(after())(awaited, ...dropped)
      .when(bringInNotices(CALENDAR, { rules: next.ref, years: [2027] }))
      .thenTypes('HolidayNoticesBroughtIn');
  });
  it('goes on in portions where many wait', () => {
    const many = Array.from({ length: 30 }, (_, index): ClockEvent => ({
      type: 'OpenDaysAwaited',
      data: { ...asked, fact: { ...asked.fact, id: `t${index}@0` } },
    }));
    const first = register(after())(...many)
      .when(bringInNotices(CALENDAR, { rules: next.ref, years: [2027] }))
      .decided();
    expect(first[0]).toMatchObject({ data: { left: 10 } });
    expect(followed('bringInTheRest', stored(first[0]!, CALENDAR))).toHaveLength(1);
    const second = register(after())(...many, ...first)
      .when(bringInNotices(CALENDAR, { rules: next.ref, years: [2027] }))
      .decided();
    expect([second.length, second[0]]).toEqual([
      11,
      expect.objectContaining({ data: expect.objectContaining({ left: 0 }) }),
    ]);
  });
  it('knows at a start whether the packaged rules settle anything', () => {
    const state = (packs: RulePacks) => [awaited].reduce(openDays(packs).evolve, openDays(packs).initial);
    expect([couldSet(state(before()), before()), couldSet(state(after()), after())]).toEqual([false, true]);
  });
  it('asks for every adopted notice, whenever its version comes into force', () => {
    const adopted: LandEvent = {
      type: 'RulesAdopted',
      data: {
        ref: next.ref,
        documentNo: '1号',
        changes: changesBetween(pack(before()), next),
        content: next.contentOfAllDays,
      },
    };
    expect(followed('bringInAdoptedNotices', stored(adopted, 'rules'))).toEqual([
      ['BringInNotices', CALENDAR, { rules: next.ref, years: expect.arrayContaining([2027]) }],
    ]);
  });
});

describe('a levy whose last day is open', () => {
  const levyOf = (packs: RulePacks) => scenario(levyDecider(packs));
  const assessed: LevyEvent = {
    type: 'LevyAssessed',
    data: {
      subject,
      amountFen: '100000000',
      explanation: { formula: '', inputs: {}, rule: 'r', source: 's', confirmed: true },
    },
  };
  const stream = `levy-${subject.entry}` as const;
  const on = <C extends Command>(day: string, command: C): Envelope<C> =>
    envelope(
      command,
      meta({ at: at(day), actor: { person: 'qian', role: 'finance', office: '370114/finance' } }),
    );
  const [noticed] = levyOf(before())(assessed)
    .when(on(DAY, issueLevyNotice(stream, { noticeNo: '1', issuedOn: DAY })))
    .decided() as [LevyEvent];
  const pay = (paidOn: string) =>
    on(paidOn, recordLevyPayment(stream, { amountFen: '100000000', paidOn, voucherNo: 'V1' }));
  const pass = (day: string) => on(day, passLevyDeadline(stream, { subject }));

  it('is paid in time by the earliest day that it can have, and later only when the day is known', () => {
    expect(noticed.data).toMatchObject({ dueOn: null, provisional: [{ earliest: '2027-01-27' }] });
    levyOf(before())(assessed, noticed)
      .when(pay('2027-01-27'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled');
    levyOf(before())(assessed, noticed).when(pay('2027-01-28')).thenRejected('calendar.provisional');
    levyOf(after())(assessed, noticed)
      .when(pay('2027-01-28'))
      .thenTypes('LevyPaymentRecorded', 'LevyLateFeeCharged');
  });
  it('is overdue by the day that the notice gives', () => {
    levyOf(after())(assessed, noticed).when(pass('2027-01-27')).thenNothing();
    expect(levyOf(after())(assessed, noticed).when(pass('2027-01-28')).decided()).toMatchObject([
      { type: 'LevyOverdue', data: { dueOn: '2027-01-27' } },
    ]);
    expect(() => levyOf(before())(assessed, noticed).when(pass('2027-01-28')).decided()).toThrow(
      /not installed/,
    );
  });
});
