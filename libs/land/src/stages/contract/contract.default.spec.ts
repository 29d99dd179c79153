import type { WorkKind } from '../../work/works.js';
import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf, listingOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import * as contractCommands from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import type { ContractEvent, Ground, LateRate } from './contract.events.js';
import { paper, plain, terms } from './contract.fixture.js';
import { interestOf } from './instalments.rules.js';

const given = scenario(contract(packs));
const stream = contractOf(subject.entry);
const PRICE = '1200000000';
const confirmed: ContractEvent = {
  type: 'DealConfirmed',
  data: {
    subject,
    deal,
    buyer,
    priceFen: PRICE,
    confirmedOn: '2026-04-15',
    signBy: '2026-04-29',
    depositFen: '200000000',
  },
};
const signed: ContractEvent = {
  type: 'ContractSigned',
  data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: null },
};
const filed: ContractEvent = {
  type: 'ContractFiled',
  data: {
    subject,
    filingNo: '备1',
    filedOn: '2026-04-24',
    deal,
    priceFen: PRICE,
    contractNo: paper.contractNo,
    terms,
  },
};
const paid = (amountFen: string, paidOn: Day, total = amountFen): ContractEvent => ({
  type: 'PricePaymentRecorded',
  data: {
    subject,
    amountFen,
    paidOn,
    voucherNo: `v-${paidOn}`,
    paidFen: total,
    unpaidFen: String(BigInt(PRICE) - BigInt(total)),
  },
});
const overdue: ContractEvent = {
  type: 'PriceOverdue',
  data: {
    subject,
    no: 1,
    dueOn: '2026-05-20',
    unpaidFen: '600000000',
    lateRate: terms.lateRate,
    defaultOn: '2026-07-19',
  },
};
const defaulted: ContractEvent = {
  type: 'PriceDefaulted',
  data: { subject, no: 1, dueOn: '2026-05-20', since: '2026-07-19', unpaidFen: '600000000' },
};

const passInstalment = (day: Day, no = 1) =>
  byEngine(day, contractCommands.passInstalment(stream, { subject, no }));
const passDefault = (day: Day, no = 1) =>
  byEngine(day, contractCommands.passDefault(stream, { subject, no }));
const pay = (amountFen: string, paidOn: Day) =>
  on(
    paidOn,
    contractCommands.recordPricePayment(stream, { amountFen, paidOn, voucherNo: `v-${paidOn}` }),
    'feng',
  );
const rescind = (
  day: Day,
  fault: 'buyer' | 'owner' | 'law' = 'buyer',
  more: { ground?: Ground; compensationFen?: string } = {},
) => on(day, contractCommands.rescindContract(stream, { reason: '逾期未付', fault, ...more }), 'wang');

describe('an instalment that is not paid', () => {
  it('is overdue after its day, once (国土资发〔2010〕34号)', () => {
    given(confirmed, signed).when(passInstalment('2026-05-20')).thenNothing();
    given(confirmed, signed).when(passInstalment('2026-05-21')).then(overdue);
    given(confirmed, signed, overdue).when(passInstalment('2026-05-21')).thenNothing();
    given(confirmed, signed, paid('600000000', '2026-05-10'))
      .when(passInstalment('2026-05-21'))
      .thenNothing();
    given(confirmed).when(passInstalment('2026-05-21')).thenNothing();
    given(confirmed, signed).when(passInstalment('2026-05-21', 9)).thenNothing();
  });
  it('is overdue with what is missing, when a part was paid', () => {
    expect(
      given(confirmed, signed, paid('100000000', '2026-05-10'))
        .when(passInstalment('2026-05-21'))
        .decided()[0],
    ).toMatchObject({ data: { unpaidFen: '500000000' } });
  });
  it('is explained by the row of the district, and by the city’s in older contracts', () => {
    const { schedule } = terms;
    const rate = { rate: '0.5‰', source: '章政发〔2026〕1号', confirmed: true };
    const ruleOf = (late: LateRate) => interestOf(schedule, 1, [], late, '2026-05-30').rule;
    expect(ruleOf({ ...rate, rule: 'contract.late-rate@370114' })).toBe('contract.late-rate@370114');
    expect(ruleOf(rate)).toBe('contract.late-rate');
  });
  it('is cleared by paying later, with the interest explained to the 分 (民法典 Art. 585)', () => {
    const facts = given(confirmed, signed, overdue).when(pay('600000000', '2026-05-30')).decided();
    expect(facts.map(({ type }) => type)).toEqual(['PricePaymentRecorded', 'ArrearsCleared']);
    // 600 万元 for ten days at 1‰.
    expect(facts[1]).toMatchObject({
      data: {
        no: 1,
        clearedOn: '2026-05-30',
        defaulted: false,
        interest: {
          value: '6000000',
          formula: '(6000000.00 × 10 日) × 1‰ = 60000.00 元',
          rule: 'contract.late-rate',
          confirmed: false,
        },
      },
    });
    given(confirmed, signed, overdue, ...facts)
      .when(passDefault('2026-07-20'))
      .thenNothing();
  });
  it('bears interest on what was missing day by day, whichever voucher came last', () => {
    const partly = [confirmed, signed, overdue, paid('400000000', '2026-05-25')];
    // 5 days on 600 万元, then 5 days on 200 万元.
    expect(
      given(...partly)
        .when(pay('200000000', '2026-05-30'))
        .decided()[1],
    ).toMatchObject({ data: { clearedOn: '2026-05-30', interest: { value: '4000000' } } });
    const backwards = [confirmed, signed, overdue, paid('200000000', '2026-05-30')];
    const early = on(
      '2026-05-31',
      contractCommands.recordPricePayment(stream, {
        amountFen: '400000000',
        paidOn: '2026-05-25',
        voucherNo: 'v-late',
      }),
      'feng',
    );
    expect(
      given(...backwards)
        .when(early)
        .decided()[1],
    ).toMatchObject({ data: { clearedOn: '2026-05-30', interest: { value: '4000000' } } });
  });
  it('costs nothing when the voucher shows that it was in time', () => {
    const voucher = on(
      '2026-05-25',
      contractCommands.recordPricePayment(stream, {
        amountFen: '600000000',
        paidOn: '2026-05-18',
        voucherNo: 'v',
      }),
      'feng',
    );
    expect(given(confirmed, signed, overdue).when(voucher).decided()[1]).toMatchObject({
      data: { clearedOn: '2026-05-18', interest: { value: '0', formula: '没有逾期' } },
    });
  });
  it('is urged once, and only while it is overdue', () => {
    const urge = () =>
      on(
        '2026-05-22',
        contractCommands.urgePrice(stream, { no: 1, documentNo: '催1', urgedOn: '2026-05-22' }),
        'wang',
      );
    given(confirmed, signed, overdue)
      .when(
        on(
          '2026-05-22',
          contractCommands.urgePrice(stream, { no: 1, documentNo: '催1', urgedOn: '2026-05-20' }),
          'wang',
        ),
      )
      .thenRejected('contract.dates-disordered');
    const urged: ContractEvent = {
      type: 'PriceUrged',
      data: { subject, no: 1, documentNo: '催1', urgedOn: '2026-05-22' },
    };
    given(confirmed, signed, overdue).when(urge()).then(urged);
    given(confirmed, signed, overdue, urged).when(urge()).thenRejected('contract.nothing-overdue');
    given(confirmed, signed).when(urge()).thenRejected('contract.nothing-overdue');
  });
});

describe('a default of more than sixty days', () => {
  it('is one after the grace of the pack, once', () => {
    given(confirmed, signed, overdue).when(passDefault('2026-07-19')).thenNothing();
    given(confirmed, signed, overdue).when(passDefault('2026-07-20')).then(defaulted);
    given(confirmed, signed, overdue, defaulted).when(passDefault('2026-07-20')).thenNothing();
    given(confirmed, signed).when(passDefault('2026-07-20')).thenNothing();
  });
  it('lets the owner rescind and keep the earnest money, not before (55号令 Art. 14; 民法典 Art. 587)', () => {
    const partly = [confirmed, signed, paid('300000000', '2026-05-10'), overdue];
    const early = given(...partly).when(rescind('2026-07-19'));
    early.thenRejected('contract.default-too-young');
    expect(early.decided).toThrow('2026-07-19');
    given(...partly)
      .when(rescind('2026-07-20'))
      .then({
        type: 'ContractRescinded',
        data: {
          subject,
          reason: '逾期未付',
          fault: 'buyer',
          refundFen: '100000000',
          keptFen: '200000000',
          stage: 'signed',
          ...plain,
          arrears: [{ no: 1, defaulted: false }],
        },
      });
    given(confirmed, signed, paid('600000000', '2026-05-10'))
      .when(rescind('2026-05-30'))
      .thenRejected('contract.default-too-young');
    given(confirmed, signed, paid(PRICE, '2026-05-10'))
      .when(rescind('2027-09-30'))
      .thenRejected('contract.nothing-overdue');
  });
  it('is not asked for where the buyer broke something else', () =>
    given(confirmed, signed)
      .when(rescind('2026-05-30', 'buyer', { ground: 'breach' }))
      .thenTypes('ContractRescinded'));
  it('may be tolerated, once', () => {
    const keep = () =>
      on('2026-07-21', contractCommands.tolerateDefault(stream, { no: 1, reason: '已付大部' }), 'wang');
    const tolerated: ContractEvent = {
      type: 'DefaultTolerated',
      data: { subject, no: 1, reason: '已付大部' },
    };
    given(confirmed, signed, overdue, defaulted).when(keep()).then(tolerated);
    given(confirmed, signed, overdue, defaulted, tolerated)
      .when(keep())
      .thenRejected('contract.nothing-overdue');
    given(confirmed, signed, overdue).when(keep()).thenRejected('contract.nothing-overdue');
  });
});

describe('the end of a contract', () => {
  it('by the owner’s fault owes the earnest money a second time (民法典 Art. 587)', () => {
    expect(
      given(confirmed, signed, paid('600000000', '2026-05-10'))
        .when(rescind('2026-06-10', 'owner'))
        .decided()[0],
    ).toMatchObject({ data: { refundFen: '600000000', keptFen: '0', owedFen: '200000000' } });
  });
  it('taken back for the public gives the price back and compensates (实施条例 Art. 41; 民法典 Art. 358)', () => {
    expect(
      given(confirmed, signed, paid('600000000', '2026-05-10'))
        .when(rescind('2026-06-10', 'law', { compensationFen: '5000000' }))
        .decided()[0],
    ).toMatchObject({ data: { refundFen: '600000000', owedFen: '5000000' } });
  });
  it('by a winner who does not sign costs the bid deposit and tells the platform (国土资发〔2010〕34号)', () => {
    const [fact] = given(confirmed).when(rescind('2026-05-10')).decided();
    expect(fact).toMatchObject({
      data: {
        stage: 'confirmed',
        depositLostFen: '200000000',
        refundFen: '0',
        keptFen: '0',
        defaulted: true,
      },
    });
    expect(followed('recordDefaultOfWinner', recorded(fact!))).toEqual([
      ['RecordDefault', listingOf(subject.entry), { subject, reason: '逾期未付' }],
    ]);
    expect(given(confirmed).when(rescind('2026-05-10', 'owner')).decided()[0]).toMatchObject({
      data: { depositLostFen: '0', defaulted: false },
    });
  });
  it('by a void result comes in whatever stage it is, also before the deal arrived (39号令 Art. 25)', () => {
    const voidIt = () =>
      byEngine(
        '2026-06-10',
        contractCommands.voidDeal(stream, { subject, reason: '恶意串通', forfeitFen: '200000000' }),
      );
    expect(given(confirmed).when(voidIt()).decided()[0]).toMatchObject({
      data: { stage: 'confirmed', depositLostFen: '200000000' },
    });
    expect(
      given(confirmed, signed, filed, paid('600000000', '2026-05-10')).when(voidIt()).decided()[0],
    ).toMatchObject({
      data: { stage: 'filed', refundFen: '400000000', keptFen: '200000000', depositLostFen: '0' },
    });
    const early = given().when(voidIt()).decided();
    given(...early)
      .when(
        byEngine(
          '2026-06-10',
          contractCommands.confirmDeal(stream, {
            subject,
            deal,
            buyer,
            priceFen: PRICE,
            confirmedOn: '2026-04-15',
          }),
        ),
      )
      .thenNothing();
    given(...early)
      .when(voidIt())
      .thenNothing();
    const done: ContractEvent = { type: 'ContractFulfilled', data: { subject } };
    given(confirmed, signed, filed, done)
      .when(voidIt())
      .then({ type: 'DealVoidedAfterRegistration', data: { subject, reason: '恶意串通' } });
    given(confirmed, signed, filed, done, {
      type: 'DealVoidedAfterRegistration',
      data: { subject, reason: '恶意串通' },
    })
      .when(voidIt())
      .thenNothing();
  });
});

describe('what follows from an unpaid price', () => {
  const work = (event: ContractEvent, kind?: WorkKind) => workOf(recorded(event), kind);
  const task = (kind: string) => `task-${subject.entry}.${kind}.1`;
  it('is somebody who asks for it, and later somebody who decides', () => {
    expect(work(overdue, 'chase-price')).toMatchObject([
      ['OpenTask', task('chase-price'), { role: 'clerk' }],
    ]);
    expect(
      work({
        type: 'PriceUrged',
        data: { subject, no: 1, documentNo: '催1', urgedOn: '2026-05-22' },
      }),
    ).toMatchObject([['CompleteTask', task('chase-price'), { outcome: 'urge' }]]);
    expect(work(defaulted, 'decide-default')).toMatchObject([['OpenTask', task('decide-default'), {}]]);
    expect(
      work({
        type: 'DefaultTolerated',
        data: { subject, no: 1, reason: '已付大部' },
      }),
    ).toMatchObject([['CompleteTask', task('decide-default'), { outcome: 'keep' }]]);
  });
  it('ends when it is paid or the contract ends', () => {
    const [, cleared] = given(confirmed, signed, overdue, defaulted)
      .when(pay('600000000', '2026-07-30'))
      .decided();
    expect(work(cleared!)).toMatchObject([
      ['CancelTask', task('chase-price'), {}],
      ['CancelTask', task('decide-default'), {}],
    ]);
    const [rescinded] = given(confirmed, signed, overdue).when(rescind('2026-07-20')).decided();
    expect(work(rescinded!, 'chase-price')).toMatchObject([
      ['CancelTask', task('chase-price'), { reason: '逾期未付' }],
    ]);
  });
  it('has its clocks, which payment and rescission stop', () => {
    const clock = new ContractDeadlines();
    const grace = `contract ${subject.entry} instalment 1 is in default`;
    expect(clock.changes(recorded(overdue))).toMatchObject([
      { set: grace, dueAt: '2026-07-19T16:00:00.000Z' },
    ]);
    expect(
      clock.changes(recorded({ type: 'PriceSettled', data: { subject, priceFen: PRICE, instalments: 2 } })),
    ).toHaveLength(4);
    expect(
      clock.changes(recorded({ type: 'PriceSettled', data: { subject, priceFen: PRICE, instalments: 2 } })),
    ).toContainEqual({ clear: grace });
  });
});
