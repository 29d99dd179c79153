import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { buyer, deal, on, packs, subject } from '../stages/listing/listing.fixture.js';
import { contractOf } from '../shared/terms.js';
import type { Day, DealTerms } from '../shared/terms.js';
import { contract } from '../stages/contract/contract.decider.js';
import { endRents, recordPricePayment, signContract } from '../stages/contract/contract.commands.js';
import type { ContractEvent } from '../stages/contract/contract.events.js';
import { paper } from '../stages/contract/contract.fixture.js';
import { MoneyProjection } from './money.projection.js';
import { rentTotals, rentsByYear, rentsDue } from './rents.rules.js';
import type { MoneyView } from './terms.js';

const given = scenario(contract(packs));
const stream = contractOf(subject.entry);
const lease: DealTerms = {
  ...deal,
  form: 'lease',
  termYears: 3,
  priceFen: '30000000',
  lease: { years: 3, annualRentFen: '10000000' },
};
type Command = Parameters<ReturnType<typeof given>['when']>[0];
const after = (facts: readonly ContractEvent[], ...commands: readonly Command[]) =>
  commands.reduce<readonly ContractEvent[]>(
    (before, command) => [
      ...before,
      ...given(...before)
        .when(command)
        .decided(),
    ],
    facts,
  );
const pay = (amountFen: string, paidOn: Day) =>
  on(paidOn, recordPricePayment(stream, { amountFen, paidOn, voucherNo: `v-${paidOn}` }), 'feng');
/** Three rents of 11 万元: at first on 2026-05-20, then each year on the day of delivery. */
const signed = after(
  [
    {
      type: 'DealConfirmed',
      data: {
        subject,
        deal: lease,
        buyer,
        priceFen: '33000000',
        confirmedOn: '2026-04-15',
        signBy: '2026-04-29',
      },
    },
  ],
  on('2026-04-20', signContract(stream, { paper: { ...paper, termYears: 3 } }), 'li'),
);

const filed: ContractEvent = {
  type: 'ContractFiled',
  data: {
    ...{ subject, filingNo: '备1', filedOn: '2026-04-24', deal: lease, priceFen: '33000000' },
    contractNo: paper.contractNo,
    terms: (signed[1] as Extract<ContractEvent, { type: 'ContractSigned' }>).data.terms,
  },
};

const projection = new MoneyProjection();
const START: MoneyView = { subject, village: '石匣村', owner: '石匣村股份经济合作社' };
const viewOf = (facts: readonly ContractEvent[]): MoneyView =>
  facts
    .filter(({ type }) => (projection.handles as readonly string[]).includes(type))
    .reduce<MoneyView>((view, fact) => projection.evolve(view, recorded(fact) as never)!, START);
const rentsOn = (day: Day, facts: readonly ContractEvent[]) => rentsDue(viewOf(facts), day);
const dueOns = rentsOn('2026-04-20', signed).map(({ dueOn }) => dueOn);
const [first, second] = dueOns as [Day, Day];
const dayAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('the rents of a lease', () => {
  it('are one a year, filled by payments in their order, and their sums are those of the rows', () => {
    const rows = rentsOn(first, after(signed, pay('15000000', '2026-04-28')));
    expect(rows.map(({ rentYear, state, paidFen }) => [rentYear, state, paidFen])).toEqual([
      [1, 'settled', '11000000'],
      [2, 'part-paid', '4000000'],
      [3, 'due', '0'],
    ]);
    expect(rentTotals(rows)).toMatchObject({ rows: 3, owedFen: '33000000', unpaidFen: '18000000' });
    expect(rentsByYear(rows).map(({ year, owedFen }) => [year, owedFen])).toEqual(
      dueOns.map((day) => [Number(day.slice(0, 4)), '11000000']),
    );
  });

  it('cost by the contract for each day that one is late, with formula, rule row and source', () => {
    const [row] = rentsOn(dayAfter(first, 10), signed);
    // 11 万元 for ten days at 1‰.
    expect(row).toMatchObject({
      state: 'overdue',
      daysLate: 10,
      overdueFen: '11000000',
      interestFen: '110000',
    });
    expect(row?.interest).toMatchObject({
      formula: expect.stringContaining('× 10 日'),
      rule: 'contract.late-rate',
      source: expect.stringMatching(/./),
      confirmed: expect.any(Boolean),
    });
    expect(rentsOn(first, signed)[0]).toMatchObject({ state: 'due', interestFen: '0' });
  });

  it('cost no more once one is paid, and remember what its delay cost as the contract has it', () => {
    const late = after(signed, pay('11000000', dayAfter(first, 4)));
    for (const day of [dayAfter(first, 4), dayAfter(first, 90)])
      expect(rentsOn(day, late)[0]).toMatchObject({ state: 'settled', interestFen: '44000' });
  });

  it('are not owed for years that do not come, nor where there is no contract with rents', () => {
    const paid = after(signed, pay('11000000', '2026-04-28'));
    const ended = {
      how: 'returned',
      reason: '收回',
      endedOn: dayAfter(second, -30),
      unusedToo: true,
    } as const;
    const running: readonly ContractEvent[] = [
      ...paid,
      filed,
      { type: 'ContractFulfilled', data: { subject } },
    ];
    const rows = rentsOn(
      '2030-01-01',
      after(running, on(ended.endedOn, endRents(stream, { subject, ...ended }))),
    );
    expect(rows.map(({ rentYear, state }) => [rentYear, state])).toEqual([[1, 'settled']]);
    expect(rentsDue(START, '2030-01-01')).toEqual([]);
  });
});
