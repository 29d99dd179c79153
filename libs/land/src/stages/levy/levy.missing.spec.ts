import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { engineMeta, recorded, scenario } from '#kernel/testing';
import { RulePacks, loadPacks } from '#policy';
import { packWith } from '../../../../policy/testing/pack-with.js';
import { awaitRate, bringInRates, endRateAwait } from '../../awaited/awaited.commands.js';
import { AwaitedDeadlines } from '../../awaited/awaited.deadlines.js';
import { awaited } from '../../awaited/awaited.decider.js';
import { AWAITED } from '../../awaited/awaited.events.js';
import type { AwaitedEvent } from '../../awaited/awaited.events.js';
import { soundScheme, subject } from '../scheme/scheme.fixture.js';
import { assessLevy, assessLevyAgain, cancelLevy, issueLevyNotice } from './levy.commands.js';
import { levyDecider } from './levy.decider.js';
import type { LevyEvent } from './levy.events.js';
import type { Envelope, Command } from '#kernel/messages';
import { envelope } from '#kernel/messages';

const shipped = loadPacks().latest;
/** The county's first rules have no row for land of the ninth grade; the second ones have. */
const later = packWith(
  ['pack.yaml', /version: .*/, 'version: "2026.2"'],
  ['pack.yaml', /valid_from: .*/, 'valid_from: 2026-06-02'],
  [
    'levy.yaml',
    /^( *- \{ id: price-sf-1,)(.*grade: )一级(.*)$/m,
    '$1$2一级$3\n  - { id: price-sf-9,$2九级$3',
  ],
);
const given = scenario(levyDecider(new RulePacks([shipped, later])));
const stream = `levy-${subject.entry}` as const;
const use = { system: '用地用海2023', code: '0901', name: '商业用地' };
const deal = {
  ...soundScheme.deal,
  form: 'grant',
  use,
  grade: '九级',
  acquisitionFen: '0',
  developmentFen: '0',
} as const;
const engine = <C extends Command>(command: C, day = '2026-06-01'): Envelope<C> =>
  envelope(command, engineMeta({ at: `${day}T02:00:00.000Z`, policy: shipped.ref }));
const assess = () => engine(assessLevy(stream, { subject, deal, incomeFen: '1200000000' }));
const again = (rules: string) => engine(assessLevyAgain(stream, { rules }), '2026-06-02');
const missing = given().when(assess()).decided()[0]!;
const came = given(missing).when(again(later.ref)).decided()[0]!;

describe('a levy whose row is missing', () => {
  it('is a fact from the first moment, with work for finance, and no parked command', () => {
    expect(missing).toMatchObject({
      type: 'LevyRateMissing',
      data: { on: '2026-06-01', rules: shipped.ref, reason: expect.stringContaining('九级') },
    });
    expect(workOf(recorded(missing), 'levy-rate-missing')).toEqual([
      ['OpenTask', `task-${subject.entry}.levy-rate-missing.1`, expect.objectContaining({ role: 'finance' })],
    ]);
    given(missing).when(assess()).thenNothing();
    given(missing)
      .when(engine(issueLevyNotice(stream, { noticeNo: '1', issuedOn: '2026-06-01' })))
      .thenRejected('levy.not-assessed');
  });
  it('goes on by itself when rules with the row come, judged by its own day, once; and its work ends', () => {
    expect(came).toMatchObject({
      type: 'LevyAssessed',
      data: { awaited: true, rules: later.ref, explanation: { rule: expect.stringContaining('price-sf-9') } },
    });
    given(missing, came).when(again(later.ref)).thenNothing();
    given(missing, came)
      .when(engine(issueLevyNotice(stream, { noticeNo: '1', issuedOn: '2026-06-02' }), '2026-06-02'))
      .thenTypes('LevyNoticeIssued');
    expect(workOf(recorded(came), 'levy-rate-missing')).toEqual([
      [
        'CancelTask',
        `task-${subject.entry}.levy-rate-missing.1`,
        { reason: expect.stringContaining(later.ref) },
      ],
    ]);
  });
  it('stays missing under rules that have no row either', () =>
    given(missing).when(again(shipped.ref)).thenTypes('LevyRateMissing'));
  it('is tried again, not refused, while a process has not installed the rules', () => {
    expect(() => given(missing).when(again('jinan@2099.1')).decided()).toThrow(/not installed/);
  });
  it('ends with its entry', () => {
    const [cancelled] = given(missing)
      .when(engine(cancelLevy(stream, { subject, reason: '终止' })))
      .decided();
    expect(cancelled).toMatchObject({ type: 'LevyCancelled', data: { awaited: true } });
    given(missing, cancelled as LevyEvent)
      .when(again(later.ref))
      .thenNothing();
  });
});

describe('the register of awaited rates', () => {
  const register = scenario(awaited);
  const waits: AwaitedEvent = { type: 'RateAwaited', data: { subject, rules: shipped.ref } };
  const brought: AwaitedEvent = {
    type: 'RatesBroughtIn',
    data: { rules: later.ref, districts: [subject.district] },
  };
  const asked: AwaitedEvent = {
    type: 'AwaitedRateAsked',
    correlation: subject.entry,
    data: { subject, rules: later.ref },
  };
  const wait = () => awaitRate(AWAITED, { subject, rules: shipped.ref });
  const bring = (districts = [subject.district]) => bringInRates(AWAITED, { rules: later.ref, districts });

  it('asks every waiting entry of the districts, once', () => {
    register(waits).when(bring()).then(brought, asked);
    register(waits, brought, asked).when(bring()).thenNothing();
    register(waits)
      .when(bring(['370199']))
      .thenTypes('RatesBroughtIn');
    register(waits, { type: 'RateAwaitEnded', data: { subject } }).when(bring()).then(brought);
  });
  it('asks whoever comes after the rules came, though their facts were on the way', () =>
    register(brought).when(wait()).then(waits, asked));
  it('keeps an entry once', () => {
    register(waits).when(wait()).thenNothing();
    register().when(endRateAwait(AWAITED, { subject })).thenNothing();
  });

  const adopted = (occurredAt: string) =>
    recorded(
      {
        type: 'RulesAdopted' as const,
        data: { ref: later.ref, documentNo: '1', changes: [], content: later.contentOfAllDays },
      },
      { meta: { occurredAt } },
    );
  const districts = later.contentOfAllDays.data.districts.map(({ code }) => code);
  it('brings in what is in force at once, and later rules on their day', () => {
    const [today, before] = [adopted('2026-06-02T02:00:00.000Z'), adopted('2026-05-20T02:00:00.000Z')];
    const saga = (event: typeof today) => followed('bringInAdoptedRates', event);
    expect(saga(today)).toEqual([['BringInRates', AWAITED, { rules: later.ref, districts }]]);
    expect(saga(before)).toEqual([]);
    expect(new AwaitedDeadlines().changes(today)).toEqual([]);
    expect(new AwaitedDeadlines().changes(before)).toMatchObject([
      { dueAt: '2026-06-01T16:00:00.000Z', command: { type: 'BringInRates', data: { rules: later.ref } } },
    ]);
  });
});
