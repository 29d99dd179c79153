import { describe, expect, it } from '@jest/globals';
import { scenario } from '#kernel/testing';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import * as contractCommands from './contract.commands.js';
import { contract } from './contract.decider.js';
import type { ContractEvent, ContractPaper, ContractStage } from './contract.events.js';
import { paper, plain, terms, termsFor } from './contract.fixture.js';

type Of<T extends ContractEvent['type']> = Extract<ContractEvent, { type: T }>;
const given = scenario(contract(packs));
const stream = contractOf(subject.entry);
const PRICE = '1200000000';

const openDeal = () =>
  byEngine(
    '2026-03-20',
    contractCommands.openDeal(stream, { subject, deal, documentNo: '章政批2026-1', preparedBy: 'wang' }),
  );
const publish = (priceFen = PRICE, publishedOn: Day = '2026-03-23') =>
  on('2026-03-23', contractCommands.publishDeal(stream, { buyer, priceFen, publishedOn }));
const object = (day: Day) => on(day, contractCommands.objectDeal(stream, { reason: '四至有争议' }), 'zhao');
const passPublicity = (day: Day) => byEngine(day, contractCommands.passPublicity(stream, { subject }));
const confirm = (confirmedOn: Day = '2026-04-15') =>
  byEngine(
    confirmedOn,
    contractCommands.confirmDeal(stream, { subject, deal, buyer, priceFen: PRICE, confirmedOn }),
  );
const passSigning = (day: Day) => byEngine(day, contractCommands.passSigningDeadline(stream, { subject }));
const sign = (change: Partial<ContractPaper> = {}, day: Day = '2026-04-20') =>
  on(day, contractCommands.signContract(stream, { paper: { ...paper, ...change } }), 'li');
const deputyOf = (person: string, onBehalfOf?: string) =>
  onBehalfOf === undefined
    ? {}
    : { actor: { person, role: 'clerk', office: '370114001/township', onBehalfOf } };
const file = (
  person = 'zhao',
  {
    filingNo = '备2026-1',
    filedOn = '2026-04-24',
    onBehalfOf,
  }: { filingNo?: string; filedOn?: Day; onBehalfOf?: string } = {},
) =>
  on(
    '2026-04-24',
    contractCommands.fileContract(stream, { filingNo, filedOn }),
    person,
    deputyOf(person, onBehalfOf),
  );
const pay = (amountFen: string, voucherNo = `v-${amountFen}`, paidOn: Day = '2026-05-10') =>
  on('2026-05-10', contractCommands.recordPricePayment(stream, { amountFen, paidOn, voucherNo }), 'li');
const rescind = (fault: 'buyer' | 'owner' | 'law' = 'buyer') =>
  on('2026-07-20', contractCommands.rescindContract(stream, { reason: '逾期未付', fault }), 'zhao');
const fulfil = () => byEngine('2026-07-01', contractCommands.fulfilContract(stream, { subject }));
const close = () =>
  byEngine('2026-06-10', contractCommands.closeDeal(stream, { subject, reason: '方案撤回' }));

const openedFact: ContractEvent = {
  type: 'DealOpened',
  data: { subject, deal, documentNo: '章政批2026-1', preparedBy: 'wang' },
};
const open = (field: string, clock: string) => ({
  field,
  start: '2026-12-28',
  steps: [{ clock }],
  policy: 'jinan@2026.1',
  earliest: '2027-01-27',
  year: 2027,
});
const publishedFact: ContractEvent = {
  type: 'DealPublished',
  data: { subject, buyer, priceFen: PRICE, publishedOn: '2026-03-23', publicUntil: '2026-04-22' },
};
const confirmedFact: Of<'DealConfirmed'> = {
  type: 'DealConfirmed',
  data: { subject, deal, buyer, priceFen: PRICE, confirmedOn: '2026-04-15', signBy: '2026-04-29' },
};
const signedFact: Of<'ContractSigned'> = {
  type: 'ContractSigned',
  data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: null },
};
const filedFact: ContractEvent = {
  type: 'ContractFiled',
  data: {
    subject,
    filingNo: '备2026-1',
    filedOn: '2026-04-24',
    signedOn: paper.signedOn,
    deal,
    priceFen: PRICE,
    contractNo: paper.contractNo,
    terms,
  },
};
const fulfilledFact: ContractEvent = { type: 'ContractFulfilled', data: { subject } };
const paid = (amountFen: string, paidFen = amountFen): ContractEvent => ({
  type: 'PricePaymentRecorded',
  data: {
    subject,
    amountFen,
    paidOn: '2026-05-10',
    voucherNo: `v-${amountFen}`,
    paidFen,
    unpaidFen: String(BigInt(PRICE) - BigInt(paidFen)),
  },
});
const settledFact: ContractEvent = {
  type: 'PriceSettled',
  data: { subject, priceFen: PRICE, instalments: 2 },
};
const rescinded = (
  stage: ContractStage,
  refundFen: string,
  keptFen: string,
  fault: 'buyer' | 'owner' | 'law' = 'buyer',
  change: object = {},
): ContractEvent => ({
  type: 'ContractRescinded',
  data: {
    subject,
    reason: '逾期未付',
    fault,
    refundFen,
    keptFen,
    stage,
    ...plain,
    ...(stage === 'confirmed' ? { instalments: 0 } : {}),
    ...change,
  },
});
const closed = (stage: ContractStage): ContractEvent => ({
  type: 'DealClosed',
  data: { subject, reason: '方案撤回', stage },
});

const published = [openedFact, publishedFact];
const signed = [confirmedFact, signedFact];
const filed = [...signed, filedFact];

describe('an agreed deal', () => {
  it('is opened once', () => {
    given().when(openDeal()).then(openedFact);
    given(openedFact).when(openDeal()).thenNothing();
  });
  it.each([
    ['blanks', '                  '],
    ['one character too few', buyer.uscc.slice(1)],
    ['a check digit that is not true', `${buyer.uscc.slice(0, -1)}${buyer.uscc.endsWith('1') ? '2' : '1'}`],
    ['a letter that no code has', `${buyer.uscc.slice(0, 8)}IOSVZ${buyer.uscc.slice(13)}`],
  ])('is not published with somebody without a true credit code: %s', (_, uscc) => {
    const to = { buyer: { ...buyer, uscc }, priceFen: PRICE, publishedOn: '2026-03-23' };
    given(openedFact)
      .when(on('2026-03-23', contractCommands.publishDeal(stream, to)))
      .thenRejected('party.uscc');
  });
  it('is shown to the public for thirty days by the pack', () => {
    given(openedFact).when(publish()).then(publishedFact);
    given(...published)
      .when(publish())
      .thenNothing();
  });
  it('is not cheaper than the approved scheme (实施条例 Art. 40)', () =>
    given(openedFact).when(publish('999999999')).thenRejected('contract.below-scheme-price'));
  it('is published when it was opened, on a day that has come', () => {
    given().when(publish()).thenRejected('contract.not-opened');
    given(openedFact).when(publish(PRICE, '2026-03-24')).thenRejected('contract.date-in-future');
  });
  it('is confirmed after the last public day, not on it', () => {
    given(...published)
      .when(passPublicity('2026-04-23'))
      .then({
        type: 'DealConfirmed',
        data: { subject, deal, buyer, priceFen: PRICE, confirmedOn: '2026-04-23', signBy: '2026-05-11' },
      });
    given(...published)
      .when(passPublicity('2026-04-22'))
      .thenRejected('contract.publicity-running');
    given(openedFact).when(passPublicity('2026-04-23')).thenNothing();
  });
  it('falls by an objection that is upheld in the period', () => {
    const objected: ContractEvent = { type: 'DealObjected', data: { subject, reason: '四至有争议' } };
    given(...published)
      .when(object('2026-04-22'))
      .then(objected);
    given(...published)
      .when(object('2026-04-23'))
      .thenRejected('contract.not-in-publicity');
    given(openedFact).when(object('2026-04-22')).thenRejected('contract.not-in-publicity');
    given(...published, objected)
      .when(passPublicity('2026-04-23'))
      .thenNothing();
  });
});

describe('an intended deal whose publicity reaches into a year without a holiday notice', () => {
  const late: ContractEvent = {
    type: 'DealPublished',
    data: {
      ...publishedFact.data,
      publishedOn: '2026-12-28',
      publicUntil: null,
      provisional: [open('publicUntil', 'procedure.deal-publication')],
    },
  };
  it('stays open to objection, and is not confirmed by a process that has not read the notice', () => {
    given(openedFact, late).when(object('2027-03-01')).thenTypes('DealObjected');
    expect(() => given(openedFact, late).when(passPublicity('2027-03-01')).decided()).toThrow(
      /not installed/,
    );
  });
});

describe('a confirmed deal', () => {
  it('is to be signed within ten working days (国土资发〔2010〕34号)', () =>
    given().when(confirm()).then(confirmedFact));
  it('is confirmed once, and never after the end', () => {
    given(confirmedFact).when(confirm()).thenNothing();
    given(confirmedFact, closed('confirmed')).when(confirm()).thenNothing();
  });
  it('is confirmed all the same where the year’s calendar is not published: its last day is open', () => {
    expect(given().when(confirm('2026-12-28')).decided()[0]?.data).toMatchObject({
      signBy: null,
      provisional: [{ field: 'signBy', earliest: '2027-01-07', year: 2027 }],
    });
  });
  it('is overdue after the last day, once, and not when signed', () => {
    const overdue: ContractEvent = { type: 'SigningOverdue', data: { subject, signBy: '2026-04-29' } };
    given(confirmedFact).when(passSigning('2026-04-30')).then(overdue);
    given(confirmedFact).when(passSigning('2026-04-29')).thenNothing();
    given(confirmedFact, overdue).when(passSigning('2026-04-30')).thenNothing();
    given(...signed)
      .when(passSigning('2026-04-30'))
      .thenNothing();
    given(confirmedFact, overdue)
      .when(sign({ signedOn: '2026-05-06' }, '2026-05-06'))
      .thenTypes('ContractSigned');
  });
});

describe('the signature of a contract', () => {
  it('remembers who signed, and who prepared an agreement', () => {
    given(confirmedFact).when(sign()).then(signedFact);
    given(...published, { ...confirmedFact })
      .when(sign())
      .then({
        type: 'ContractSigned',
        data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: 'wang' },
      });
  });
  it.each(['planningNo', 'industryNo', 'ecologyNo'] as const)(
    'without %s is void (实施条例 Art. 41)',
    (field) => {
      given(confirmedFact)
        .when(sign({ [field]: ' ' }))
        .thenRejected('contract.void');
    },
  );
  it('names what makes it void', () =>
    expect(given(confirmedFact).when(sign({ industryNo: '', ecologyNo: '' })).decided).toThrow(
      '产业准入要求、生态环境保护要求',
    ));
  it.each<[string, Partial<ContractPaper>]>([
    ['signed before the deal', { signedOn: '2026-04-14' }],
    ['delivered before it is signed', { deliveryOn: '2026-04-19' }],
    ['started before it is delivered', { startOn: '2026-05-19' }],
    ['completed before it is started', { completionOn: '2026-08-19' }],
  ])('is refused when %s', (_, change) =>
    given(confirmedFact).when(sign(change)).thenRejected('contract.dates-disordered'),
  );
  it('has a number, and a day that has come', () => {
    given(confirmedFact)
      .when(sign({ contractNo: '' }))
      .thenRejected('contract.number-missing');
    given(confirmedFact)
      .when(sign({ signedOn: '2026-04-21' }))
      .thenRejected('contract.date-in-future');
  });
  it('happens once, and only for a confirmed deal', () => {
    given(...signed)
      .when(sign())
      .thenNothing();
    given(...signed)
      .when(sign({ contractNo: '另一号' }))
      .thenRejected('contract.already-signed');
    given(...published)
      .when(sign())
      .thenRejected('contract.not-confirmed');
    given(confirmedFact, closed('confirmed')).when(sign()).thenRejected('contract.ended');
  });
});

describe('the filing of a contract', () => {
  it('carries what quota and levy need', () =>
    given(...signed)
      .when(file())
      .then(filedFact));
  it('is never done by who signed or prepared it', () => {
    given(...signed)
      .when(file('li'))
      .thenRejected('four-eyes.preparer');
    given(...published, confirmedFact, {
      type: 'ContractSigned',
      data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: 'wang' },
    })
      .when(file('wang'))
      .thenRejected('four-eyes.preparer');
  });
  it('is never done by a deputy of theirs either, nor by the one for whom a deputy signed', () => {
    given(...signed)
      .when(file('zhao', { onBehalfOf: 'li' }))
      .thenRejected('four-eyes.preparer');
    given(...published, confirmedFact, { ...signedFact, data: { ...signedFact.data, preparedBy: 'wang' } })
      .when(file('zhao', { onBehalfOf: 'wang' }))
      .thenRejected('four-eyes.preparer');
    given(...signed)
      .when(file('zhao', { onBehalfOf: 'sun' }))
      .then(filedFact);
    const signedFor: ContractEvent = { ...signedFact, data: { ...signedFact.data, signedFor: 'sun' } };
    given(confirmedFact)
      .when(on('2026-04-20', contractCommands.signContract(stream, { paper }), 'li', deputyOf('li', 'sun')))
      .then(signedFor);
    given(confirmedFact, signedFor).when(file('sun')).thenRejected('four-eyes.preparer');
    given(confirmedFact, signedFor)
      .when(file('zhao', { onBehalfOf: 'sun' }))
      .thenRejected('four-eyes.preparer');
    given(confirmedFact, signedFor).when(file('zhao')).then(filedFact);
  });
  it('happens once, and only for a signed contract', () => {
    given(...filed)
      .when(file())
      .thenNothing();
    given(...filed)
      .when(file('zhao', { filingNo: '另一号' }))
      .thenRejected('contract.already-filed');
    given(confirmedFact).when(file()).thenRejected('contract.not-signed');
    given(...signed, rescinded('signed', '0', '0'))
      .when(file())
      .thenRejected('contract.ended');
  });
  it('has a number, and a day between signature and today', () => {
    given(...signed)
      .when(file('zhao', { filingNo: ' ' }))
      .thenRejected('contract.number-missing');
    given(...signed)
      .when(file('zhao', { filedOn: '2026-04-25' }))
      .thenRejected('contract.date-in-future');
    given(...signed)
      .when(file('zhao', { filedOn: '2026-04-19' }))
      .thenRejected('contract.dates-disordered');
  });
});

describe('a payment of the price', () => {
  it('may be a part, and the last part settles', () => {
    given(...signed)
      .when(pay('600000000'))
      .then(paid('600000000'));
    given(...filed, paid('600000000'))
      .when(pay('600000000', 'v-2'))
      .thenTypes('PricePaymentRecorded', 'PriceSettled');
    given(...filed)
      .when(pay(PRICE))
      .then(paid(PRICE), settledFact);
  });
  it('is known by its voucher, even after the end', () => {
    given(...signed, paid('600000000'))
      .when(pay('600000000'))
      .thenNothing();
    given(...signed, paid('600000000'))
      .when(pay('1', 'v-600000000'))
      .thenRejected('contract.voucher-contradicts');
    given(...signed, paid('600000000'), rescinded('signed', '600000000', '0', 'law'))
      .when(pay('600000000'))
      .thenNothing();
  });
  it('is known by its voucher after the right was registered, too', () => {
    given(...filed, fulfilledFact, paid('600000000'))
      .when(pay('600000000'))
      .thenNothing();
    given(...filed, fulfilledFact, paid('600000000'))
      .when(pay('600000001', 'v-2'))
      .thenRejected('contract.overpayment');
  });
  it('is never more than what is open (实施条例 Art. 42)', () => {
    const over = given(...signed, paid('600000000')).when(pay('600000001'));
    over.thenRejected('contract.overpayment');
    expect(over.decided).toThrow('6000000.00元');
    given(...filed, paid(PRICE), settledFact)
      .when(pay('1'))
      .thenRejected('contract.overpayment');
  });
  it('comes after the signature, is above zero and not from the future', () => {
    given(confirmedFact).when(pay('1')).thenRejected('contract.not-signed');
    given(...signed)
      .when(pay('0'))
      .thenRejected('contract.amount-not-positive');
    given(...signed)
      .when(pay('1', 'v', '2026-05-11'))
      .thenRejected('contract.date-in-future');
    given(...signed, rescinded('signed', '0', '0'))
      .when(pay('1'))
      .thenRejected('contract.ended');
  });
});

describe('a rescinded contract', () => {
  it('gives back what was paid, unless the buyer is at fault and loses the deposit (民法典 Art. 587)', () => {
    given(...filed, paid('600000000'))
      .when(rescind('law'))
      .then(rescinded('filed', '600000000', '0', 'law'));
    given(...filed, paid('600000000'))
      .when(rescind('owner'))
      .then(rescinded('filed', '600000000', '0', 'owner', { owedFen: '200000000' }));
    given(...filed, paid('500000000'))
      .when(rescind('buyer'))
      .then(rescinded('filed', '300000000', '200000000'));
  });
  it('keeps no more of a buyer than was paid', () => {
    given(...signed, paid('1000'))
      .when(rescind('buyer'))
      .then(rescinded('signed', '0', '1000'));
    given(confirmedFact)
      .when(rescind('buyer'))
      .then(rescinded('confirmed', '0', '0'));
  });
  it('keeps no more than a fifth of the price (民法典 Art. 586)', () => {
    // The deposit went by a starting price above the price that was agreed in the end.
    const cheaper: ContractEvent = {
      ...confirmedFact,
      data: { ...confirmedFact.data, priceFen: '500000000' },
    };
    given(
      cheaper,
      {
        ...signedFact,
        data: { ...signedFact.data, priceFen: '500000000', terms: termsFor(500_000_000n, 100_000_000n) },
      },
      paid('200000000'),
    )
      .when(rescind('buyer'))
      .then(rescinded('signed', '100000000', '100000000'));
  });
  it('is rescinded once, after the confirmation and before the right is registered', () => {
    given(...signed, rescinded('signed', '0', '0'))
      .when(rescind())
      .thenNothing();
    given(...published)
      .when(rescind())
      .thenRejected('contract.not-confirmed');
    given(...filed, fulfilledFact)
      .when(rescind())
      .thenRejected('contract.fulfilled');
  });
});

describe('a fulfilled contract', () => {
  it('follows the filing, once', () => {
    given(...filed)
      .when(fulfil())
      .then(fulfilledFact);
    given(...filed, fulfilledFact)
      .when(fulfil())
      .thenNothing();
    given(...signed)
      .when(fulfil())
      .thenRejected('contract.not-filed');
  });
});

describe('a closed deal', () => {
  it('leaves a fact even where there was none yet: a deal that arrives later opens nothing', () => {
    given().when(close()).then(closed('none'));
    given(closed('none')).when(confirm()).thenNothing();
    given(closed('none')).when(openDeal()).thenNothing();
  });
  it('is closed where something was open, once', () => {
    given(openedFact).when(close()).then(closed('opened'));
    given(...published)
      .when(close())
      .then(closed('published'));
    given(confirmedFact).when(close()).then(closed('confirmed'));
    given(confirmedFact, closed('confirmed')).when(close()).thenNothing();
    given(closed('none')).when(close()).thenNothing();
    given(...signed, rescinded('signed', '0', '0'))
      .when(close())
      .thenNothing();
  });
  it('is not closed over a signed contract: that is rescinded first', () => {
    given(...signed)
      .when(close())
      .thenRejected('contract.rescind-first');
    given(...filed)
      .when(close())
      .thenRejected('contract.rescind-first');
    given(...filed, fulfilledFact)
      .when(close())
      .thenRejected('contract.fulfilled');
  });
});
