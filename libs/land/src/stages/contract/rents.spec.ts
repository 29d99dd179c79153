import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf, distributionOf, registrationOf, taskOf, tenureOf } from '../../shared/terms.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import { groundsOf } from '../../entry/grounds.js';
import {
  endRents,
  fulfilContract,
  issueRentNotice,
  passDefault,
  passInstalment,
  passRentCall,
  payGuarantee,
  priceConversion,
  recordPricePayment,
  rescindContract,
  signContract,
} from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import type { ContractEvent, ContractPaper } from './contract.events.js';
import { paper } from './contract.fixture.js';

type Of<T extends ContractEvent['type']> = Extract<ContractEvent, { type: T }>;
const given = scenario(contract(packs));
const stream = contractOf(subject.entry);

/** Three years at 10 万元, bid up to 33 万元; the second year begins on 2027-05-20. */
const lease: DealTerms = {
  ...deal,
  form: 'lease',
  termYears: 3,
  priceFen: '30000000',
  lease: { years: 3, annualRentFen: '10000000' },
};
const PRICE = '33000000';
const confirmed = (about: DealTerms = lease, priceFen = PRICE): ContractEvent => ({
  type: 'DealConfirmed',
  data: { subject, deal: about, buyer, priceFen, confirmedOn: '2026-04-15', signBy: '2026-04-29' },
});
const sign = (change: Partial<ContractPaper> = {}) =>
  on('2026-04-20', signContract(stream, { paper: { ...paper, termYears: 3, ...change } }), 'li');
const signedAs = (about: DealTerms = lease, priceFen = PRICE, change: Partial<ContractPaper> = {}) => {
  const before = [confirmed(about, priceFen)];
  return [
    ...before,
    ...given(...before)
      .when(sign(change))
      .decided(),
  ];
};
const signed = signedAs();
const terms = (signed[1] as Of<'ContractSigned'>).data.terms;

const pay = (amountFen: string, paidOn: Day, voucherNo = `v-${paidOn}`) =>
  on(paidOn, recordPricePayment(stream, { amountFen, paidOn, voucherNo }), 'feng');
const guarantee = (amountFen = '3300000', paidOn: Day = '2026-05-06', voucherNo = '保1') =>
  on(paidOn, payGuarantee(stream, { amountFen, paidOn, voucherNo }), 'feng');
type Given = Parameters<ReturnType<typeof given>['when']>[0];
const after = (history: readonly ContractEvent[], ...commands: readonly Given[]) =>
  commands.reduce<readonly ContractEvent[]>(
    (facts, command) => [
      ...facts,
      ...given(...facts)
        .when(command)
        .decided(),
    ],
    history,
  );
const filed: ContractEvent = {
  type: 'ContractFiled',
  data: {
    subject,
    filingNo: '备1',
    filedOn: '2026-04-24',
    deal: lease,
    priceFen: PRICE,
    contractNo: paper.contractNo,
    terms,
  },
};
const secured = after([...signed, filed], pay('11000000', '2026-05-05'), guarantee());
const fulfilled = after(secured, byEngine('2026-06-10', fulfilContract(stream, { subject })));
const call = (day: Day, no = 2) => byEngine(day, passRentCall(stream, { subject, no }));
const end = (how: 'term' | 'returned' | 'converted', endedOn: Day, unusedToo = false) =>
  byEngine(endedOn, endRents(stream, { subject, how, reason: '终止', endedOn, unusedToo }));
const types = (facts: readonly ContractEvent[]) => facts.map(({ type }) => type);

describe('the rents of a lease', () => {
  it('are of its years by the bid: the first due like a first payment, later ones as a year begins', () => {
    expect(terms.schedule).toEqual([
      { no: 1, rentYear: 1, dueOn: '2026-05-20', amountFen: '11000000' },
      { no: 2, rentYear: 2, dueOn: '2027-05-20', amountFen: '11000000', callOn: '2027-04-20' },
      { no: 3, rentYear: 3, dueOn: '2028-05-20', amountFen: '11000000', callOn: '2028-04-20' },
    ]);
    expect(terms.rents).toMatchObject({
      years: 3,
      guarantee: {
        value: '3300000',
        formula: '首年租金 110000.00 × 30% = 33000.00 元',
        rule: 'contract.guarantee-ratio',
        confirmed: false,
      },
    });
  });

  it('share a sum that does not divide to the 分', () => {
    const [, fact] = signedAs(lease, '30000001') as [ContractEvent, Of<'ContractSigned'>];
    expect(fact.data.terms.schedule.map(({ amountFen }) => amountFen)).toEqual([
      '10000001',
      '10000000',
      '10000000',
    ]);
  });

  it('follow the steps of the scheme, and the days that the contract names', () => {
    const stepped: DealTerms = {
      ...lease,
      priceFen: '32000000',
      lease: { years: 3, annualRentFen: '10000000', stepUps: [{ fromYear: 3, annualRentFen: '12000000' }] },
    };
    const [, fact] = signedAs(stepped, '32000000') as [ContractEvent, Of<'ContractSigned'>];
    expect(fact.data.terms.schedule.map(({ amountFen }) => amountFen)).toEqual([
      '10000000',
      '10000000',
      '12000000',
    ]);
    const halves = ['2026-05-20', '2026-11-20', '2027-05-20', '2027-11-20', '2028-05-20', '2028-11-20'].map(
      (dueOn) => ({ dueOn, amountFen: '5500000' }),
    );
    const [, named] = signedAs(lease, PRICE, { instalments: halves }) as [
      ContractEvent,
      Of<'ContractSigned'>,
    ];
    expect(named.data.terms.schedule.map(({ rentYear }) => rentYear)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('of 先租后让 are those of the leased years, whatever the price of the later grant', () => {
    const first: DealTerms = {
      ...deal,
      form: 'lease-then-grant',
      lease: { years: 2, annualRentFen: '10000000', conversion: '投产' },
    };
    const [, fact] = signedAs(first, '1200000000', { termYears: 50 }) as [
      ContractEvent,
      Of<'ContractSigned'>,
    ];
    expect(fact.data.terms.schedule.map(({ amountFen, rentYear }) => [amountFen, rentYear])).toEqual([
      ['10000000', 1],
      ['10000000', 2],
    ]);
    const filing: ContractEvent = {
      type: 'ContractFiled',
      data: { ...filed.data, deal: first, priceFen: '1200000000', terms: fact.data.terms },
    };
    expect(followed('assessLevyOfFiledContract', recorded(filing))).toMatchObject([
      ['AssessLevy', expect.anything(), { incomeFen: '20000000' }],
    ]);
  });

  it('of 租让结合 come beside the price of the granted part, and the levy is asked of both', () => {
    const part: DealTerms = {
      ...deal,
      form: 'part-lease',
      lease: { years: 2, annualRentFen: '10000000', leasedM2: '4000.00' },
    };
    const [, fact] = signedAs(part, '1200000000', { termYears: 50 }) as [ContractEvent, Of<'ContractSigned'>];
    expect(
      fact.data.terms.schedule.map(({ no, dueOn, amountFen, rentYear }) => [no, dueOn, amountFen, rentYear]),
    ).toEqual([
      [1, '2026-05-20', '600000000', undefined],
      [2, '2026-05-20', '10000000', 1],
      [3, '2027-04-20', '600000000', undefined],
      [4, '2027-05-20', '10000000', 2],
    ]);
    const facts = after(
      signedAs(part, '1200000000', { termYears: 50 }),
      guarantee('3000000'),
      pay('610000000', '2026-05-10'),
    );
    expect(types(facts)).not.toContain('LeaseSecured');
    expect(after(facts, pay('600000000', '2026-12-01')).at(-1)).toMatchObject({
      type: 'LeaseSecured',
      data: { priceFen: '1200000000' },
    });
  });
});

describe('what secures a lease', () => {
  it('is its first rent and the guarantee, in either order: then the right may be registered', () => {
    expect(
      types(
        given(...signed)
          .when(pay('11000000', '2026-05-05'))
          .decided(),
      ),
    ).toEqual(['PricePaymentRecorded', 'InstalmentSettled']);
    expect(
      types(
        given(...after(signed, pay('11000000', '2026-05-05')))
          .when(guarantee())
          .decided(),
      ),
    ).toEqual(['GuaranteePaid', 'LeaseSecured']);
    expect(
      types(
        given(...after(signed, guarantee('3300000', '2026-05-04')))
          .when(pay('11000000', '2026-05-05'))
          .decided(),
      ),
    ).toEqual(['PricePaymentRecorded', 'InstalmentSettled', 'LeaseSecured']);
    expect(followed('meetGateOfSecuredLease', recorded(secured.at(-1)!))).toEqual([
      ['MeetGate', registrationOf(subject.entry), { subject, gate: 'price', priceFen: PRICE }],
      ['NoteDistribution', registrationOf(subject.entry), { subject }],
    ]);
  });

  it('is a guarantee in one sum, once, by a voucher of its own', () => {
    given(...signed)
      .when(guarantee('3299999'))
      .thenRejected('contract.guarantee-amount');
    given(...secured)
      .when(guarantee())
      .thenNothing();
    given(...secured)
      .when(guarantee('3300000', '2026-05-06', '保2'))
      .thenRejected('contract.guarantee-paid');
    given(...secured)
      .when(guarantee('1', '2026-05-06', '保 1'))
      .thenRejected('report.contradicts');
    given(...secured)
      .when(pay('1', '2026-05-20', '保1'))
      .thenRejected('contract.voucher-taken');
    given(...after(signed, pay('11000000', '2026-05-05')))
      .when(guarantee('3300000', '2026-05-06', 'v-2026-05-05'))
      .thenRejected('contract.voucher-taken');
    given(confirmed()).when(guarantee()).thenRejected('contract.not-signed');
  });

  it('is asked of no grant', () => {
    given(...signedAs(deal, '1200000000', { termYears: 50 }))
      .when(guarantee())
      .thenRejected('contract.no-rents');
  });
});

describe('a later rent', () => {
  it('is called for ahead of its day, as work that ends with the notice or with the payment', () => {
    given(...fulfilled)
      .when(call('2027-04-19'))
      .thenNothing();
    const called = after(fulfilled, call('2027-04-20'));
    expect(called.at(-1)).toEqual({
      type: 'RentCalled',
      data: { subject, no: 2, rentYear: 2, dueOn: '2027-05-20', unpaidFen: '11000000' },
    });
    expect(workOf(recorded(called.at(-1)!), 'call-rent')).toMatchObject([
      ['OpenTask', taskOf(subject.entry, 'call-rent', 2), { role: 'clerk' }],
    ]);
    given(...called)
      .when(call('2027-04-21'))
      .thenNothing();
    const notice = on(
      '2027-04-22',
      issueRentNotice(stream, { no: 2, noticeNo: '租2', issuedOn: '2027-04-22' }),
    );
    given(...called)
      .when(notice)
      .thenTypes('RentNoticeIssued');
    given(...after(called, notice))
      .when(notice)
      .thenNothing();
    given(...called)
      .when(on('2027-04-22', issueRentNotice(stream, { no: 2, noticeNo: '租2', issuedOn: '2027-04-19' })))
      .thenRejected('contract.dates-disordered');
    given(...fulfilled)
      .when(notice)
      .thenRejected('contract.rent-not-called');
    const paidFirst = given(...called)
      .when(pay('11000000', '2027-05-01'))
      .decided();
    expect(paidFirst[1]).toMatchObject({ type: 'InstalmentSettled', data: { no: 2, called: true } });
    expect(workOf(recorded(paidFirst[1]!), 'call-rent')).toMatchObject([
      ['CancelTask', taskOf(subject.entry, 'call-rent', 2), {}],
    ]);
  });

  it('is paid under contract and notice, which must be those of the lease', () => {
    const told = { amountFen: '11000000', paidOn: '2027-05-01', voucherNo: '租-2' };
    const by = (contractNo: string, noticeNo?: string) =>
      on(
        told.paidOn,
        recordPricePayment(stream, { ...told, contractNo, ...(noticeNo ? { noticeNo } : {}) }),
        'treasury',
      );
    const { contractNo } = (signed[1] as Of<'ContractSigned'>).data.paper;
    const notice = on(
      '2027-04-22',
      issueRentNotice(stream, { no: 2, noticeNo: '租2', issuedOn: '2027-04-22' }),
    );
    const called = after(fulfilled, call('2027-04-20'));
    const noticed = after(called, notice);
    const same = given(...noticed)
      .when(on(told.paidOn, recordPricePayment(stream, told), 'treasury'))
      .decided();
    for (const command of [by(contractNo), by(contractNo, '租2')])
      given(...noticed)
        .when(command)
        .then(...same);
    given(...noticed)
      .when(by('另一合同', '租2'))
      .thenRejected('contract.other-contract');
    given(...called)
      .when(by(contractNo, '租2'))
      .thenRejected('contract.rent-notice-unknown');
    const other = payGuarantee(stream, { ...told, amountFen: '3300000', contractNo: '另一合同' });
    given(...signed)
      .when(on(told.paidOn, other, 'treasury'))
      .thenRejected('contract.other-contract');
  });

  it('is not called for when it was paid ahead, and is noted as income when it is settled', () => {
    const ahead = after(fulfilled, pay('11000000', '2026-08-01'));
    given(...ahead)
      .when(call('2027-04-20'))
      .thenNothing();
    expect(followed('noteReceiptsOfSettledInstalment', recorded(ahead.at(-1)!))).toEqual([
      [
        'NoteReceipts',
        distributionOf(subject.entry),
        { subject, priceFen: '11000000', part: 'rent-2', rentYear: 2 },
      ],
    ]);
  });

  it('falls overdue, is urged and cleared with interest during the term, like a price', () => {
    const overdue = after(fulfilled, byEngine('2027-05-21', passInstalment(stream, { subject, no: 2 })));
    expect(overdue.at(-1)).toMatchObject({ type: 'PriceOverdue', data: { no: 2, unpaidFen: '11000000' } });
    const cleared = given(...overdue)
      .when(pay('11000000', '2027-05-30'))
      .decided();
    expect(types(cleared)).toEqual(['PricePaymentRecorded', 'ArrearsCleared', 'InstalmentSettled']);
    expect(cleared[1]).toMatchObject({ data: { interest: { value: '110000' } } });
  });

  it('never takes more than all rents', () =>
    given(...fulfilled)
      .when(pay('22000001', '2026-08-01'))
      .thenRejected('contract.overpayment'));

  it('has its clocks: the call, the day, and both go when it is settled', () => {
    const clock = new ContractDeadlines();
    const name = `contract ${subject.entry} rent 2 is to be called for`;
    expect(clock.changes(recorded(signed[1]!))).toContainEqual(
      expect.objectContaining({ set: name, dueAt: '2027-04-19T16:00:00.000Z' }),
    );
    expect(
      clock.changes(
        recorded({
          type: 'InstalmentSettled',
          data: { subject, no: 2, amountFen: '11000000', called: false },
        }),
      ),
    ).toContainEqual({ clear: name });
  });
});

describe('the end of a lease', () => {
  it('with its term gives the guarantee back', () => {
    const paid = after(fulfilled, pay('22000000', '2027-05-01'));
    expect(
      given(...paid)
        .when(end('term', '2029-05-20'))
        .decided(),
    ).toMatchObject([
      {
        type: 'LeaseEnded',
        data: {
          how: 'term',
          unpaidFen: '0',
          guaranteeBackFen: '3300000',
          keptFen: '0',
          stopped: [],
          rentBack: { value: '0' },
        },
      },
    ]);
  });

  it('by a return for the public gives back the days that are left, and what was paid ahead', () => {
    const paid = after(fulfilled, pay('22000000', '2027-05-01'));
    const [fact] = given(...paid)
      .when(end('returned', '2027-07-31', true))
      .decided() as [Of<'LeaseEnded'>];
    // From 2027-08-01 to 2028-05-20 are 293 of 366 days of the second year; the third year was paid ahead.
    expect(fact.data).toMatchObject({
      stopped: [3],
      unpaidFen: '0',
      rentBack: {
        value: (11_000_000n + (11_000_000n * 293n + 183n) / 366n).toString(),
        inputs: { daysLeft: '293', daysOfYear: '366' },
      },
    });
  });

  it('for default takes the right: the guarantee covers the arrears, and later rents fall away', () => {
    const defaulted = after(
      fulfilled,
      byEngine('2027-05-21', passInstalment(stream, { subject, no: 2 })),
      byEngine('2027-07-20', passDefault(stream, { subject, no: 2 })),
    );
    const rescind = (day: Day) => on(day, rescindContract(stream, { reason: '拖欠租金', fault: 'buyer' }));
    given(...fulfilled)
      .when(rescind('2027-05-30'))
      .thenRejected('contract.default-too-young');
    const [fact] = given(...defaulted)
      .when(rescind('2027-07-21'))
      .decided() as [Of<'LeaseEnded'>];
    expect(fact).toMatchObject({
      type: 'LeaseEnded',
      data: {
        how: 'default',
        unpaidFen: '11000000',
        keptFen: '3300000',
        guaranteeBackFen: '0',
        stopped: [3],
        arrears: [{ no: 2, defaulted: true }],
      },
    });
    expect(followed('endTenureOfLostLease', recorded(fact))).toEqual([
      ['EndLease', tenureOf(subject.entry), { subject, reason: '拖欠租金', endedOn: '2027-07-21' }],
    ]);
    expect(workOf(recorded(fact)).map(([type, task]) => [type, task])).toEqual([
      ['CancelTask', taskOf(subject.entry, 'chase-price', 2)],
      ['CancelTask', taskOf(subject.entry, 'decide-default', 2)],
    ]);
    given(...defaulted, fact)
      .when(byEngine('2028-05-21', passInstalment(stream, { subject, no: 3 })))
      .thenNothing();
    given(...defaulted, fact)
      .when(end('returned', '2027-07-21'))
      .thenNothing();
    expect(groundsOf(recorded(fact), undefined)).toMatchObject([{ what: '退还租金' }]);
    given(...defaulted, fact)
      .when(rescind('2027-07-22'))
      .thenNothing();
    given(...defaulted, fact)
      .when(on('2027-07-22', rescindContract(stream, { reason: '另一理由', fault: 'buyer' })))
      .thenRejected('report.contradicts');
    // 11 万 was missing, and the guarantee covered 3.3 万 of it.
    given(...defaulted, fact)
      .when(pay('7700001', '2027-08-01'))
      .thenRejected('contract.overpayment');
    expect(
      given(...defaulted, fact)
        .when(pay('7700000', '2027-08-01'))
        .decided(),
    ).toMatchObject([{ data: { unpaidFen: '0' } }, { type: 'InstalmentSettled', data: { no: 2 } }]);
  });

  it('does not come by rescission for another breach, nor twice', () => {
    given(...fulfilled)
      .when(on('2027-08-01', rescindContract(stream, { reason: '转租', fault: 'buyer', ground: 'breach' })))
      .thenRejected('contract.fulfilled');
    given(...after(fulfilled, end('term', '2029-05-20')))
      .when(end('term', '2029-05-20'))
      .thenNothing();
  });

  it('before the register gives the guarantee back with the rest', () => {
    const law = on(
      '2026-05-20',
      rescindContract(stream, { reason: '公共利益需要', fault: 'law', compensationFen: '0' }),
    );
    expect(
      given(...secured)
        .when(law)
        .decided(),
    ).toMatchObject([
      { type: 'ContractRescinded', data: { refundFen: '11000000', guaranteeBackFen: '3300000', calls: [] } },
    ]);
  });
});

describe('先租后让 that becomes a grant', () => {
  const first: DealTerms = {
    ...deal,
    form: 'lease-then-grant',
    lease: { years: 3, annualRentFen: '10000000', conversion: '投产' },
  };
  const running = () => {
    const start = signedAs(first, '1200000000', { termYears: 50 });
    const fact = {
      ...filed,
      data: { ...filed.data, deal: first, terms: (start[1] as Of<'ContractSigned'>).data.terms },
    } as ContractEvent;
    return after(
      [...start, fact],
      pay('10000000', '2026-05-05'),
      guarantee('3000000'),
      byEngine('2026-06-10', fulfilContract(stream, { subject })),
    );
  };
  const price = byEngine(
    '2026-12-01',
    priceConversion(stream, { subject, priceFen: '1200000000', signedOn: '2026-11-30' }),
  );

  it('owes its price from the contract of the grant on, and no rent of a year that begins later', () => {
    const [fact] = given(...running())
      .when(price)
      .decided() as [Of<'ConversionPriced'>];
    expect(fact.data).toMatchObject({
      due: { no: 4, dueOn: '2026-12-30', amountFen: '1200000000' },
      stopped: [2, 3],
    });
    given(...running(), fact)
      .when(price)
      .thenNothing();
    const settled = given(...running(), fact)
      .when(pay('1200000000', '2026-12-20'))
      .decided();
    expect(settled.at(-1)).toMatchObject({
      type: 'InstalmentSettled',
      data: { no: 4, amountFen: '1200000000' },
    });
    expect(followed('notePaidConversion', recorded(settled.at(-1)!))).toEqual([
      ['NoteConversionPaid', tenureOf(subject.entry), { subject, priceFen: '1200000000' }],
    ]);
    expect(
      given(...running(), fact, ...settled)
        .when(end('converted', '2026-11-30'))
        .decided(),
    ).toMatchObject([{ data: { how: 'converted', unpaidFen: '0', guaranteeBackFen: '3000000' } }]);
  });

  const called = (no: number, from = '2027-05-21') => [
    call('2027-04-20', no),
    byEngine(from, passInstalment(stream, { subject, no })),
  ];
  const pricedOn = (day: Day) =>
    byEngine(day, priceConversion(stream, { subject, priceFen: '1200000000', signedOn: '2027-05-19' }));

  it('ends what was begun for a rent that falls away: its call, its chase, and its interest', () => {
    const late = after(running(), ...called(2));
    const [fact] = given(...late)
      .when(pricedOn('2027-05-30'))
      .decided() as [Of<'ConversionPriced'>];
    expect(fact.data).toMatchObject({ stopped: [2, 3], arrears: [{ no: 2, defaulted: false }], calls: [2] });
    expect(workOf(recorded(fact), 'call-rent')).toMatchObject([
      ['CancelTask', taskOf(subject.entry, 'call-rent', 2), {}],
    ]);
    expect(workOf(recorded(fact), 'chase-price')).toMatchObject([
      ['CancelTask', taskOf(subject.entry, 'chase-price', 2), {}],
    ]);
    expect(
      types(
        given(...late, fact)
          .when(pay('1200000000', '2027-06-01'))
          .decided(),
      ),
    ).toEqual(['PricePaymentRecorded', 'InstalmentSettled']);
    given(...late, fact)
      .when(on('2027-06-01', issueRentNotice(stream, { no: 2, noticeNo: '租2', issuedOn: '2027-06-01' })))
      .thenRejected('contract.rent-not-called');
  });

  it('that is taken back before it is registered owes no price: what was paid towards it goes back', () => {
    const halfPaid = after(running(), price, pay('600000000', '2026-12-20'));
    const [fact] = given(...halfPaid)
      .when(end('returned', '2027-01-31'))
      .decided() as [Of<'LeaseEnded'>];
    expect(fact.data).toMatchObject({
      unpaidFen: '0',
      keptFen: '0',
      guaranteeBackFen: '3000000',
      rentBack: { value: '600000000' },
    });
    expect(fact.data.stopped).toContain(4);
    given(...halfPaid, fact)
      .when(pay('1', '2027-02-01'))
      .thenRejected('contract.overpayment');
  });

  it('is no matter of a contract that pays no rents', () =>
    given(...signedAs(deal, '1200000000', { termYears: 50 }))
      .when(price)
      .thenNothing());
});
