import { workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf, taskOf } from '../../shared/terms.js';
import { cancelDistribution, distributeIncome, noteLevy, noteReceipts } from './distribution.commands.js';
import { distributionDecider } from './distribution.decider.js';
import type { DistributionEvent } from './distribution.events.js';

const given = scenario(distributionDecider(packs));
const stream = distributionOf(subject.entry);
const rent = (year: number, priceFen = '11000000') =>
  byEngine('2026-06-10', noteReceipts(stream, { subject, priceFen, part: `rent-${year}`, rentYear: year }));
const levy = (levyFen: string, periods?: readonly string[]) =>
  byEngine('2026-06-10', noteLevy(stream, { subject, levyFen, ...(periods ? { periods } : {}) }));
type Given = Parameters<ReturnType<typeof given>['when']>[0];
const after = (...commands: readonly Given[]) =>
  commands.reduce<readonly DistributionEvent[]>(
    (facts, command) => [
      ...facts,
      ...given(...facts)
        .when(command)
        .decided(),
    ],
    [],
  );
/** A plan of the round that is open, published and paid out. */
const shared = (history: readonly DistributionEvent[], round: number): readonly DistributionEvent[] => {
  const passed: readonly DistributionEvent[] = [
    ...history,
    {
      type: 'DistributionPlanned',
      data: {
        subject,
        round,
        lines: [],
        members: [],
        resolution: { total: 100, yes: 67, planShownOn: '2026-06-10', heldOn: '2026-06-20' },
        vote: '',
      },
    },
    {
      type: 'DistributionPublished',
      data: { subject, round, publishedOn: '2026-06-23', publicUntil: '2026-07-08' },
    },
    { type: 'PublicationPassed', data: { subject, round } },
  ];
  return [
    ...passed,
    ...given(...passed)
      .when(
        on('2026-07-10', distributeIncome(stream, { paidOn: '2026-07-10', voucherNo: `付${round}`, round })),
      )
      .decided(),
  ];
};
const opened = (receiptsFen: string, levyFen: string, round?: number): DistributionEvent => ({
  type: 'DistributionOpened',
  data: { subject, receiptsFen, levyFen, ...(round ? { round } : {}) },
});

describe('income that comes in parts', () => {
  it('is shared out part by part: the first with the levy, the next when the last plan is paid', () => {
    const first = after(levy('2000000'), rent(1));
    expect(first.at(-1)).toEqual(opened('11000000', '2000000'));
    const waiting = [
      ...first,
      ...given(...first)
        .when(rent(2))
        .decided(),
    ];
    expect(waiting.at(-1)).toMatchObject({ type: 'ReceiptsNoted', data: { part: 'rent-2' } });
    expect(shared(waiting, 1).slice(-2)).toEqual([
      { type: 'IncomeDistributed', data: { subject, round: 1, paidOn: '2026-07-10', voucherNo: '付1' } },
      opened('11000000', '0', 2),
    ]);
  });

  it('opens the next plan at once when none is under way', () => {
    const idle = shared(after(levy('0'), rent(1)), 1);
    expect(idle.at(-1)?.type).toBe('IncomeDistributed');
    expect(
      given(...idle)
        .when(rent(2))
        .decided()
        .at(-1),
    ).toEqual(opened('11000000', '0', 2));
    expect(
      shared(
        [
          ...idle,
          ...given(...idle)
            .when(rent(2))
            .decided(),
        ],
        2,
      ).at(-1),
    ).toMatchObject({ type: 'IncomeDistributed', data: { round: 2 } });
  });

  it('pays the levy of the whole term before anything is shared, and not a 分 twice', () => {
    const first = after(levy('15000000'), rent(1));
    expect(first.map(({ type }) => type)).toEqual(['LevyNoted', 'ReceiptsNoted']);
    expect(
      given(...first)
        .when(rent(2))
        .decided()
        .at(-1),
    ).toEqual(opened('22000000', '15000000'));
  });

  it('waits for the levy, and takes of a yearly levy what the rents that came owe', () => {
    const early = after(rent(1), rent(2));
    expect(early.map(({ type }) => type)).toEqual(['ReceiptsNoted', 'ReceiptsNoted']);
    expect(
      given(...early)
        .when(levy('9000000', ['1000000', '2000000', '6000000']))
        .decided()
        .at(-1),
    ).toEqual(opened('22000000', '3000000'));
    const later = shared(after(levy('9000000', ['1000000', '2000000', '6000000']), rent(1)), 1);
    expect(
      given(...later)
        .when(rent(3))
        .decided()
        .at(-1),
    ).toEqual(opened('11000000', '6000000', 2));
  });

  it('counts one levy for a year that pays in two halves', () => {
    const half = (n: number) =>
      byEngine(
        '2026-06-10',
        noteReceipts(stream, { subject, priceFen: '5500000', part: `rent-${n}`, rentYear: 1 }),
      );
    const facts = after(levy('3000000', ['1000000', '2000000']), half(1));
    expect(facts.at(-1)).toEqual(opened('5500000', '1000000'));
    expect(
      shared(
        [
          ...facts,
          ...given(...facts)
            .when(half(2))
            .decided(),
        ],
        1,
      ).at(-1),
    ).toEqual(opened('5500000', '0', 2));
  });

  it('takes what is told twice once, and a levy of its own with the part that it belongs to', () => {
    const facts = after(levy('0'), rent(1));
    given(...facts)
      .when(rent(1))
      .thenNothing();
    given(...facts)
      .when(levy('5'))
      .thenNothing();
    const own = byEngine(
      '2026-06-10',
      noteLevy(stream, { subject, levyFen: '400', part: 'conversion-levy' }),
    );
    const idle = shared(facts, 1);
    const owing = [
      ...idle,
      ...given(...idle)
        .when(own)
        .decided(),
    ];
    given(...owing)
      .when(own)
      .thenNothing();
    const price = byEngine('2026-06-10', noteReceipts(stream, { subject, priceFen: '1000', part: 'rent-4' }));
    expect(
      given(...owing)
        .when(price)
        .decided()
        .at(-1),
    ).toEqual(opened('1000', '400', 2));
  });

  it('takes a price in one sum with all years of its levy', () => {
    const price = byEngine('2026-06-10', noteReceipts(stream, { subject, priceFen: '33000000' }));
    const periods = ['1000000', '2000000', '6000000'];
    expect(after(levy('9000000', periods), price).at(-1)).toEqual(opened('33000000', '9000000'));
    expect(after(price, levy('9000000', periods)).at(-1)).toEqual(opened('33000000', '9000000'));
  });

  it('is work of its own in every round, and not that of the first', () => {
    const work = (fact: DistributionEvent) => workOf(recorded(fact));
    expect(work(opened('11000000', '0'))).toMatchObject([
      ['OpenTask', taskOf(subject.entry, 'plan-distribution', 1), { round: 1 }],
    ]);
    expect(work(opened('11000000', '0', 2))).toMatchObject([
      ['OpenTask', taskOf(subject.entry, 'plan-distribution', 2), { round: 2 }],
    ]);
  });

  it('opens nothing for an entry that has ended', () => {
    const ended = after(
      levy('0'),
      byEngine('2026-06-11', cancelDistribution(stream, { subject, reason: '解除' })),
    );
    given(...ended)
      .when(rent(1))
      .thenNothing();
  });
});
