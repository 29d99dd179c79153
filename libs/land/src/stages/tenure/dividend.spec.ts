import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import type { ContractTerms } from '../contract/index.js';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf, taskOf, tenureOf } from '../../shared/terms.js';
import type { DealTerms } from '../../shared/terms.js';
import { groundsOf } from '../../entry/grounds.js';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import type { TenureEvent } from './tenure.events.js';

const given = scenario(tenure(packs));
const stream = tenureOf(subject.entry);
const equity: DealTerms = {
  ...deal,
  form: 'equity',
  equity: { company: buyer, shareRatio: '35%', minDividendRatio: '8%' },
};
const terms: ContractTerms = {
  buyer,
  grantor: '示范村股份经济合作社',
  termYears: 40,
  signedOn: '2026-03-20',
  deliveryOn: '2026-05-01',
  startOn: '2026-11-01',
  completionOn: '2028-11-01',
  earnestFen: '0',
  lateRate: { rate: '1‰', source: '合同', confirmed: true },
  schedule: [],
  capital: { shareRatio: '35%', valueFen: '10560000000' },
};
const agreedAs = (about: DealTerms): TenureEvent => ({
  type: 'TenureAgreed',
  data: { subject, deal: about, terms, priceFen: '105600000', contractNo: '集让1' },
});
const open = byEngine('2026-07-01', commands.openTenure(stream, { subject, certificateNo: '证1' }));
const heldAs = (about: DealTerms) => [agreedAs(about), ...given(agreedAs(about)).when(open).decided()];
const held = heldAs(equity);
const pay = (amountFen: string, voucherNo: string, year = 1, paidOn = '2027-06-01') =>
  on(paidOn, commands.recordDividend(stream, { year, amountFen, paidOn, voucherNo, documentNo: '股东会1' }));
const day = (today: string, year = 1, dueOn = '2027-10-28') =>
  byEngine(today, commands.passDividendDay(stream, { subject, year, dueOn }));
const missing: TenureEvent = {
  type: 'DividendMissing',
  data: {
    subject,
    year: 1,
    dueOn: '2027-10-28',
    missingFen: '448000',
    minimum: given(...held)
      .when(pay('8000000', '红1'))
      .decided()[0]!.data as never,
  },
};

describe('the dividend of a share', () => {
  it('is at least what was promised on the value of the land, each year (泽州北义城: 105.6 万元 × 8 %)', () => {
    const [fact] = given(...held)
      .when(pay('8000000', '红1'))
      .decided();
    expect(fact).toMatchObject({
      type: 'DividendPaid',
      data: {
        year: 1,
        paidFen: '8000000',
        unpaidFen: '448000',
        minimum: { value: '8448000', formula: '入股价值 1056000.00 × 保底分红 8% = 84480.00 元' },
      },
    });
    expect(
      given(...held, fact!)
        .when(pay('500000', '红2'))
        .decided(),
    ).toMatchObject([{ data: { paidFen: '8500000', unpaidFen: '0' } }]);
  });

  it('is told with its minimum under its name', () => {
    expect(
      groundsOf(
        recorded(
          given(...held)
            .when(pay('1', '红1'))
            .decided()[0]!,
        ),
        undefined,
      ),
    ).toMatchObject([{ what: '保底分红' }]);
  });

  it('has a last day for every year of the term, so many days after the year is over', () => {
    const { data } = held[1] as Extract<TenureEvent, { type: 'TenureOpened' }>;
    expect(data.dividends).toHaveLength(40);
    expect(data.dividends?.slice(0, 2)).toEqual([
      { year: 1, dueOn: '2027-10-28' },
      { year: 2, dueOn: '2028-10-28' },
    ]);
    expect(new TenureDeadlines().changes(recorded(held[1]!))).toContainEqual(
      expect.objectContaining({
        set: `tenure ${subject.entry} dividend 1 is due`,
        dueAt: '2027-10-28T16:00:00.000Z',
      }),
    );
    expect(heldAs({ ...equity, equity: { company: buyer, shareRatio: '35%' } })[1]!.data).not.toHaveProperty(
      'dividends',
    );
  });

  it('that stays short is missing after its day, is urged, and caught up by what comes later', () => {
    const short = [
      ...held,
      ...given(...held)
        .when(pay('8000000', '红1'))
        .decided(),
    ];
    given(...short)
      .when(day('2027-10-28'))
      .thenNothing();
    const facts = given(...short)
      .when(day('2027-10-29'))
      .decided();
    expect(facts).toMatchObject([{ type: 'DividendMissing', data: { year: 1, missingFen: '448000' } }]);
    given(...short, ...facts)
      .when(day('2027-10-30'))
      .thenNothing();
    const urge = (year: number) =>
      on('2027-11-05', commands.urgeDividend(stream, { year, documentNo: '催1', urgedOn: '2027-11-05' }));
    given(...short, ...facts)
      .when(urge(1))
      .thenTypes('DividendUrged');
    given(...short, ...facts)
      .when(urge(2))
      .thenRejected('tenure.dividend-not-missing');
    given(...short, ...facts)
      .when(pay('447999', '红2', 1, '2027-11-10'))
      .thenTypes('DividendPaid');
    given(...short, ...facts)
      .when(pay('448000', '红2', 1, '2027-11-10'))
      .thenTypes('DividendPaid', 'DividendCaughtUp');
  });

  it('counts a voucher once, and only years of the term', () => {
    const once = [
      ...held,
      ...given(...held)
        .when(pay('8000000', '红1'))
        .decided(),
    ];
    given(...once)
      .when(pay('8000000', '红 1'))
      .thenNothing();
    given(...once)
      .when(pay('8000001', '红1'))
      .thenRejected('report.contradicts');
    given(...held)
      .when(pay('1', '红1', 41))
      .thenRejected('tenure.dividend-year');
    given(...held)
      .when(pay('1', '红1', 2, '2027-04-30'))
      .thenRejected('payment.before-fact');
    given(...held)
      .when(pay('0', '红1'))
      .thenRejected('tenure.dividend-amount');
    given(...held)
      .when(pay('1', ' '))
      .thenRejected('tenure.document-missing');
  });

  it('is owed for whole years also after the right is over, and a chase that was begun can be ended', () => {
    const back = on(
      '2028-06-01',
      commands.returnRight(stream, {
        ground: 'public-interest',
        approvalNo: '收1',
        returnedOn: '2028-06-01',
        buildingsFen: '0',
      }),
    );
    const over = [
      ...held,
      missing,
      ...given(...held, missing)
        .when(back)
        .decided(),
    ];
    given(...over)
      .when(
        on(
          '2028-06-02',
          commands.urgeDividend(stream, { year: 1, documentNo: '催1', urgedOn: '2028-06-02' }),
        ),
      )
      .thenTypes('DividendUrged');
    given(...over)
      .when(day('2028-10-29', 2, '2028-10-28'))
      .thenTypes('DividendMissing');
    given(...over)
      .when(day('2029-10-29', 3, '2029-10-28'))
      .thenNothing();
    given(...over)
      .when(pay('8448000', '红1', 1, '2028-07-01'))
      .thenTypes('DividendPaid', 'DividendCaughtUp');
    given(...over)
      .when(pay('1', '红3', 4, '2029-06-01'))
      .thenRejected('tenure.dividend-year');
    const lease: TenureEvent[] = [
      ...held,
      { type: 'TermEnded', data: { subject, endsOn: '2066-05-01', disposalOpen: false } },
    ];
    given(...lease)
      .when(day('2066-10-29', 40, '2066-10-28'))
      .thenTypes('DividendMissing');
  });

  it('is no matter of a grant', () => {
    const grant: TenureEvent = {
      type: 'TenureAgreed',
      data: { subject, deal, terms: { ...terms, capital: undefined }, priceFen: '1', contractNo: '集让1' },
    };
    given(grant, ...given(grant).when(open).decided())
      .when(pay('1', '红1'))
      .thenRejected('tenure.no-share');
  });

  it('is income of the collective as it comes, and its chase is somebody’s work', () => {
    const [fact] = given(...held)
      .when(pay('8448000', '红1'))
      .decided();
    expect(followed('noteReceiptsOfDividend', recorded(fact!))).toEqual([
      [
        'NoteReceipts',
        distributionOf(subject.entry),
        { subject, priceFen: '8448000', part: 'dividend-1-红1' },
      ],
    ]);
    expect(workOf(recorded(missing), 'chase-dividend')).toMatchObject([
      ['OpenTask', taskOf(subject.entry, 'chase-dividend', 1), { role: 'clerk' }],
    ]);
    expect(
      workOf(
        recorded({
          type: 'DividendUrged',
          data: { subject, year: 1, documentNo: '催1', urgedOn: '2027-11-05' },
        }),
        'chase-dividend',
      ),
    ).toMatchObject([['CompleteTask', taskOf(subject.entry, 'chase-dividend', 1), { outcome: 'urge' }]]);
    expect(
      workOf(recorded({ type: 'DividendCaughtUp', data: { subject, year: 1 } }), 'chase-dividend'),
    ).toMatchObject([['CancelTask', taskOf(subject.entry, 'chase-dividend', 1), {}]]);
  });
});
