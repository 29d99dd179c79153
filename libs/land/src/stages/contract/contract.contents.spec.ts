import { describe, expect, it } from '@jest/globals';
import { scenario } from '#kernel/testing';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf } from '../../shared/terms.js';
import type { Burden, DealTerms, FenText } from '../../shared/terms.js';
import {
  confirmDeal,
  fileContract,
  holdContract,
  liftContractHold,
  publishDeal,
  signContract,
} from './contract.commands.js';
import { contract } from './contract.decider.js';
import { ANNEXES, CLAUSES } from './contract.events.js';
import type { ContractEvent, ContractPaper, Instalment } from './contract.events.js';
import { paper, terms } from './contract.fixture.js';

type Signed = Extract<ContractEvent, { type: 'ContractSigned' }>;
const given = scenario(contract(packs));
const stream = contractOf(subject.entry);
const PRICE = '1200000000';
const confirmed = (change: Partial<DealTerms> = {}, depositFen?: FenText): ContractEvent => ({
  type: 'DealConfirmed',
  data: {
    subject,
    deal: { ...deal, ...change },
    buyer,
    priceFen: PRICE,
    confirmedOn: '2026-04-15',
    signBy: '2026-04-29',
    ...(depositFen ? { depositFen } : {}),
  },
});
const signed: ContractEvent = {
  type: 'ContractSigned',
  data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: null },
};
const sign = (change: Partial<ContractPaper> = {}) =>
  on('2026-04-20', signContract(stream, { paper: { ...paper, ...change } }), 'li');
const termsOf = (change: Partial<ContractPaper>, fact = confirmed()) =>
  (given(fact).when(sign(change)).decided()[0] as Signed).data.terms;

describe('what a contract contains (实施条例 Art. 41, GF-2023-2608)', () => {
  it.each(['planning-conditions', 'industry-admission', 'ecology-requirements'] as const)(
    'without the annex %s it is void',
    (annex) => {
      given(confirmed())
        .when(sign({ annexes: ANNEXES.filter((other) => other !== annex) }))
        .thenRejected('contract.void');
    },
  );
  it.each(['boundary-map', 'vertical-limits'] as const)('without the annex %s it is not whole', (annex) => {
    given(confirmed())
      .when(sign({ annexes: ANNEXES.filter((other) => other !== annex) }))
      .thenRejected('contract.incomplete');
  });
  it.each(CLAUSES)('without the clause %s it is not whole', (clause) => {
    given(confirmed())
      .when(sign({ clauses: CLAUSES.filter((other) => other !== clause) }))
      .thenRejected('contract.incomplete');
  });
  it('is told everything that is missing at once', () => {
    const poor = given(confirmed()).when(
      sign({
        clauses: CLAUSES.filter((clause) => clause !== 'take-back' && clause !== 'disputes'),
        annexes: ANNEXES.filter((annex) => annex !== 'boundary-map'),
      }),
    );
    expect(poor.decided).toThrow('提前收回的条件、争议解决、附件一宗地平面界址图');
  });
});

describe('the parties of a contract (GF-2023-2608, 2609)', () => {
  it.each(['济南高新技术产业开发区管理委员会', '章丘经开区管委会', '章丘区人民政府', '双山街道办事处', ' '])(
    'the land of a collective is not granted by “%s”',
    (grantor) => given(confirmed()).when(sign({ grantor })).thenRejected('contract.grantor-wrong'),
  );
  it('a villagers’ committee grants where there is no collective organisation', () =>
    given(confirmed())
      .when(sign({ grantor: '示范村村民委员会' }))
      .thenTypes('ContractSigned'));
  it('the supervisor is the government of the district, by an agreement of three parties', () => {
    const { supervision } = paper;
    given(confirmed())
      .when(sign({ supervision: { ...supervision, supervisor: '章丘区人民政府' } }))
      .thenTypes('ContractSigned');
    given(confirmed())
      .when(sign({ supervision: { ...supervision, supervisor: '历城区人民政府' } }))
      .thenRejected('contract.supervisor-wrong');
    given(confirmed())
      .when(sign({ supervision: { ...supervision, agreementNo: '' } }))
      .thenRejected('contract.supervision-missing');
    given(confirmed())
      .when(sign({ supervision: { ...supervision, on: '2026-04-21' } }))
      .thenRejected('contract.date-in-future');
  });
});

describe('the term of a contract', () => {
  it('is the approved one, or less', () => {
    expect(termsOf({}).termYears).toBe(50);
    expect(termsOf({ termYears: 20 }).termYears).toBe(20);
    given(confirmed({ termYears: 40 }))
      .when(sign({ termYears: 41 }))
      .thenRejected('contract.term-over-approved');
  });
  it('is never beyond the maximum, whatever was approved (国务院令55号 Art. 12)', () =>
    given(confirmed({ termYears: 70 }))
      .when(sign())
      .thenRejected('scheme.term-too-long'));
  it('is at most twenty years for a lease (民法典 Art. 705)', () => {
    given(confirmed({ form: 'lease', termYears: 21 }))
      .when(sign())
      .thenRejected('scheme.term-too-long');
    given(confirmed({ form: 'lease', termYears: 20 }))
      .when(sign())
      .thenTypes('ContractSigned');
  });
});

describe('the payments that a contract agrees', () => {
  const instalments = (...list: readonly (readonly [string, string])[]): { instalments: Instalment[] } => ({
    instalments: list.map(([dueOn, amountFen]) => ({ dueOn, amountFen })),
  });
  it('are half in a month and all in a year where it says nothing (国土资发〔2010〕34号)', () =>
    expect(termsOf({}).schedule).toEqual(terms.schedule));
  it('may be others within that', () => {
    expect(
      termsOf(instalments(['2026-05-01', '700000000'], ['2026-10-01', '500000000'])).schedule,
    ).toHaveLength(2);
    expect(termsOf(instalments(['2026-05-20', PRICE])).schedule).toEqual([
      { no: 1, dueOn: '2026-05-20', amountFen: PRICE },
    ]);
  });
  it.each<[string, { instalments: Instalment[] }, string]>([
    [
      'less than half in the first month',
      instalments(['2026-05-20', '599999999'], ['2026-10-01', '600000001']),
      'contract.first-payment-low',
    ],
    [
      'something after a year',
      instalments(['2026-05-20', '600000000'], ['2027-04-21', '600000000']),
      'contract.instalments-late',
    ],
    ['another sum than the price', instalments(['2026-05-20', '600000000']), 'contract.instalments-sum'],
    [
      'a part of nothing',
      instalments(['2026-05-20', PRICE], ['2026-06-20', '0']),
      'contract.instalments-sum',
    ],
    [
      'a day before the last',
      instalments(['2026-05-20', '600000000'], ['2026-05-19', '600000000']),
      'contract.instalments-disordered',
    ],
    ['a day before the signature', instalments(['2026-04-19', PRICE]), 'contract.instalments-disordered'],
  ])('are not %s', (_, change, code) => given(confirmed()).when(sign(change)).thenRejected(code));
  it('are the rents of the contract for a lease, over all its years', () => {
    expect(
      termsOf(
        instalments(['2026-05-20', '200000000'], ['2036-05-20', '1000000000']),
        confirmed({ form: 'lease', termYears: 20, lease: { years: 20, annualRentFen: '60000000' } }),
      ).schedule,
    ).toMatchObject([
      { no: 1, rentYear: 1 },
      { no: 2, rentYear: 11 },
    ]);
  });
  it('bear the interest that was agreed, or the pack’s, which says that it is not confirmed', () => {
    expect(termsOf({}).lateRate).toMatchObject({
      ...{ rule: 'contract.late-rate', rate: '1‰', confirmed: false },
    });
    const agreed = termsOf({ lateRate: '0.3‰' }).lateRate;
    expect([agreed.rate, agreed.confirmed, agreed.rule]).toEqual(['0.3‰', true, undefined]);
  });
});

describe('the earnest money (民法典 Art. 586)', () => {
  it('is the bid deposit, cut to a fifth of the price', () => {
    expect(termsOf({}, confirmed({}, '230000000')).earnestFen).toBe('230000000');
    expect(termsOf({}, confirmed({}, '500000000')).earnestFen).toBe('240000000');
  });
  it('is not agreed above a fifth', () => {
    given(confirmed())
      .when(sign({ earnestFen: '240000001' }))
      .thenRejected('contract.earnest-too-high');
    expect(termsOf({ earnestFen: '240000000' }).earnestFen).toBe('240000000');
  });
});

describe('a contract over a parcel that something limits', () => {
  const burden: Burden = {
    id: '抵1',
    kind: 'mortgage',
    organ: '章丘农商银行',
    on: '2026-04-16',
    reason: '使用权抵押未注销',
  };
  const held: ContractEvent = { type: 'ContractHeld', data: { subject, burden } };
  const lifted: ContractEvent = { type: 'ContractHoldLifted', data: { subject, burdenId: burden.id } };
  const file = () =>
    on('2026-04-24', fileContract(stream, { filingNo: '备1', filedOn: '2026-04-24' }), 'zhao');
  it.each<Burden['kind']>(['seizure', 'dispute', 'mortgage', 'occupation'])(
    'is neither signed nor filed under a %s (登记条例 Art. 22; 城市房地产管理法 Art. 38)',
    (kind) => {
      const under: ContractEvent = { ...held, data: { subject, burden: { ...burden, kind } } };
      given(confirmed(), under).when(sign()).thenRejected('contract.held');
      given(confirmed(), signed, under).when(file()).thenRejected('contract.held');
    },
  );
  it('is no agreement to publish either', () => {
    const opened: ContractEvent = {
      type: 'DealOpened',
      data: { subject, deal, documentNo: '1', preparedBy: 'wang' },
    };
    given(opened, held)
      .when(on('2026-03-23', publishDeal(stream, { buyer, priceFen: PRICE, publishedOn: '2026-03-23' })))
      .thenRejected('contract.held');
  });
  it('goes on when it is lifted, and remembers what came before the deal', () => {
    given(confirmed(), held, lifted).when(sign()).thenTypes('ContractSigned');
    given(held)
      .when(
        byEngine(
          '2026-04-15',
          confirmDeal(stream, { subject, deal, buyer, priceFen: PRICE, confirmedOn: '2026-04-15' }),
        ),
      )
      .thenTypes('DealConfirmed');
    given(held, confirmed()).when(sign()).thenRejected('contract.held');
  });
  it('is held and lifted once for each document', () => {
    given()
      .when(byEngine('2026-04-16', holdContract(stream, { subject, burden })))
      .then(held);
    given(held)
      .when(byEngine('2026-04-16', holdContract(stream, { subject, burden })))
      .thenNothing();
    given(held)
      .when(byEngine('2026-04-18', liftContractHold(stream, { subject, burdenId: burden.id })))
      .then(lifted);
    given()
      .when(byEngine('2026-04-18', liftContractHold(stream, { subject, burdenId: burden.id })))
      .thenNothing();
  });
});

it('a filed contract carries the dates and terms that later stages go by', () => {
  const [fact] = given(confirmed(), signed)
    .when(on('2026-04-24', fileContract(stream, { filingNo: '备1', filedOn: '2026-04-24' }), 'zhao'))
    .decided();
  expect(fact).toMatchObject({
    type: 'ContractFiled',
    data: {
      terms: {
        buyer,
        deliveryOn: '2026-05-20',
        startOn: '2026-08-20',
        completionOn: '2028-08-20',
        termYears: 50,
      },
    },
  });
});
