import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { scenario } from '#kernel/testing';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf } from '../../shared/terms.js';
import * as contractCommands from './contract.commands.js';
import { contract } from './contract.decider.js';
import type { ContractEvent, ContractPaper } from './contract.events.js';
import { paper, plain, termsFor } from './contract.fixture.js';

type Of<T extends ContractEvent['type']> = Extract<ContractEvent, { type: T }>;
const rules = contract(packs);
const given = scenario(rules);
const stream = contractOf(subject.entry);
const PRICE = deal.priceFen;
const terms = termsFor(BigInt(PRICE));

const open = () =>
  byEngine(
    '2026-03-20',
    contractCommands.openDeal(stream, { subject, deal, documentNo: '章政批2026-1', preparedBy: 'wang' }),
  );
const publish = (to = buyer) =>
  on(
    '2026-03-23',
    contractCommands.publishDeal(stream, { buyer: to, priceFen: PRICE, publishedOn: '2026-03-23' }),
  );
const object = () => on('2026-04-01', contractCommands.objectDeal(stream, { reason: '四至有争议' }));
const passPublicity = () => byEngine('2026-04-23', contractCommands.passPublicity(stream, { subject }));
const confirm = () =>
  byEngine(
    '2026-04-15',
    contractCommands.confirmDeal(stream, {
      subject,
      deal,
      buyer,
      priceFen: PRICE,
      confirmedOn: '2026-04-15',
    }),
  );
const passSigning = () => byEngine('2026-04-30', contractCommands.passSigningDeadline(stream, { subject }));
const sign = (change: Partial<ContractPaper> = {}) =>
  on('2026-04-20', contractCommands.signContract(stream, { paper: { ...paper, ...change } }), 'li');
const file = () =>
  on(
    '2026-04-24',
    contractCommands.fileContract(stream, { filingNo: '备2026-1', filedOn: '2026-04-24' }),
    'zhao',
  );
const pay = (amountFen: string, voucherNo = 'v-1') =>
  on(
    '2026-05-10',
    contractCommands.recordPricePayment(stream, { amountFen, paidOn: '2026-05-10', voucherNo }),
    'li',
  );
const rescind = (fault: 'buyer' | 'owner' | 'law' = 'law') =>
  on(
    '2026-06-10',
    contractCommands.rescindContract(stream, { reason: '违约', fault, ground: 'breach' }),
    'zhao',
  );
const fulfil = () => byEngine('2026-07-01', contractCommands.fulfilContract(stream, { subject }));
const close = () =>
  byEngine('2026-06-10', contractCommands.closeDeal(stream, { subject, reason: '方案撤回' }));

const opened: ContractEvent = {
  type: 'DealOpened',
  data: { subject, deal, documentNo: '章政批2026-1', preparedBy: 'wang' },
};
const published: ContractEvent = {
  type: 'DealPublished',
  data: { subject, buyer, priceFen: PRICE, publishedOn: '2026-03-23', publicUntil: '2026-04-22' },
};
const confirmed: ContractEvent = {
  type: 'DealConfirmed',
  data: { subject, deal, buyer, priceFen: PRICE, confirmedOn: '2026-04-15', signBy: '2026-04-29' },
};
const signed: ContractEvent = {
  type: 'ContractSigned',
  data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: null },
};
const filed: ContractEvent = {
  type: 'ContractFiled',
  data: {
    subject,
    filingNo: '备2026-1',
    filedOn: '2026-04-24',
    deal,
    priceFen: PRICE,
    contractNo: paper.contractNo,
    terms,
  },
};
const fulfilled: ContractEvent = { type: 'ContractFulfilled', data: { subject } };
const paid = (amountFen: string): ContractEvent => ({
  type: 'PricePaymentRecorded',
  data: {
    subject,
    amountFen,
    paidOn: '2026-05-10',
    voucherNo: 'v-1',
    paidFen: amountFen,
    unpaidFen: String(BigInt(PRICE) - BigInt(amountFen)),
  },
});
const rescinded: ContractEvent = {
  type: 'ContractRescinded',
  data: {
    subject,
    reason: '逾期未付',
    fault: 'law',
    refundFen: '0',
    keptFen: '0',
    stage: 'confirmed',
    ...plain,
  },
};

/** The histories that lead to each stage. */
const at = {
  none: [],
  opened: [opened],
  published: [opened, published],
  confirmed: [confirmed],
  signed: [confirmed, signed],
  filed: [confirmed, signed, filed],
  fulfilled: [confirmed, signed, filed, fulfilled],
  ended: [confirmed, rescinded],
} as const satisfies Record<string, readonly ContractEvent[]>;
type Stage = keyof typeof at;
const STAGES = Object.keys(at) as Stage[];
const except = (...stages: Stage[]) => STAGES.filter((stage) => !stages.includes(stage));

const rejects = (command: () => Parameters<typeof rules.decide>[0], stage: Stage) =>
  expect(given(...at[stage]).when(command()).decided).toThrow(Rejected);

describe('in every stage of a contract', () => {
  it.each(except('none'))('a deal is neither opened nor confirmed again when it is %s', (stage) => {
    given(...at[stage])
      .when(open())
      .thenNothing();
    given(...at[stage])
      .when(confirm())
      .thenNothing();
  });
  it.each(except('opened', 'published'))('it is not published when it is %s', (stage) =>
    rejects(publish, stage),
  );
  it.each(except('published'))(
    'it takes no objection, and the clock of its notice does nothing, when it is %s',
    (stage) => {
      given(...at[stage])
        .when(object())
        .thenRejected('contract.not-in-publicity');
      given(...at[stage])
        .when(passPublicity())
        .thenNothing();
    },
  );
  it.each(except('confirmed'))('it is not overdue when it is %s', (stage) =>
    given(...at[stage])
      .when(passSigning())
      .thenNothing(),
  );
  it.each(except('confirmed'))('no other contract is signed when it is %s', (stage) =>
    rejects(() => sign({ contractNo: '另一号' }), stage),
  );
  it.each(except('signed', 'filed', 'fulfilled'))('it is neither filed nor paid when it is %s', (stage) => {
    rejects(file, stage);
    rejects(() => pay('1'), stage);
  });
  it.each(except('confirmed', 'signed', 'filed', 'ended'))('it is not rescinded when it is %s', (stage) =>
    rejects(rescind, stage),
  );
  it.each(except('filed', 'fulfilled'))('it is not fulfilled when it is %s', (stage) =>
    rejects(fulfil, stage),
  );
  it('there is nothing to close when it is ended', () =>
    given(...at.ended)
      .when(close())
      .thenNothing());
  it('it may be signed, delivered, begun and completed on the day of the deal', () => {
    const day = '2026-04-15';
    given(confirmed)
      .when(sign({ signedOn: day, deliveryOn: day, startOn: day, completionOn: day }))
      .thenTypes('ContractSigned');
  });
});

describe('the money of a contract', () => {
  it.each(['0', '-1'])('is not a payment of %s 分', (amount) =>
    given(...at.filed)
      .when(pay(amount))
      .thenRejected('contract.amount-not-positive'),
  );
  it.each(['v-1', 'V-1', 'ｖ-１', 'v-1 ', 'v - 1', 'v–1'])(
    'is booked once under the voucher v-1, also written %j',
    (voucherNo) => {
      given(...at.filed, paid('100'))
        .when(pay('100', voucherNo))
        .thenNothing();
      given(...at.filed, paid('100'))
        .when(pay('200', voucherNo))
        .thenRejected('contract.voucher-contradicts');
    },
  );
  it('has no fractions of a 分', () =>
    given(...at.filed)
      .when(pay('1.5'))
      .thenRejected('money.malformed'));

  it('is never overpaid, whatever is paid in whatever order', () => {
    const payments = fc.array(
      fc.record({ amount: fc.bigInt(-5n, 600_000_000n), voucher: fc.integer({ min: 1, max: 12 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(payments, fc.nat(30), fc.nat(30), (orders, filedAfter, fulfilledAfter) => {
        const history: ContractEvent[] = [...at.signed];
        orders.forEach(({ amount, voucher }, index) => {
          if (index === filedAfter) history.push(filed);
          if (index === filedAfter + fulfilledAfter) history.push(fulfilled);
          try {
            history.push(
              ...rules.decide(
                pay(amount.toString(), `v-${voucher}`),
                history.reduce(rules.evolve, rules.initial),
              ),
            );
          } catch (error) {
            if (!(error instanceof Rejected)) throw error;
          }
        });
        const facts = history.filter(
          (event): event is Of<'PricePaymentRecorded'> => event.type === 'PricePaymentRecorded',
        );
        const sum = facts.reduce((total, { data }) => total + BigInt(data.amountFen), 0n);
        expect(sum <= BigInt(PRICE)).toBe(true);
        expect(new Set(facts.map(({ data }) => data.voucherNo)).size).toBe(facts.length);
        expect(
          facts.every(({ data }) => BigInt(data.paidFen) + BigInt(data.unpaidFen) === BigInt(PRICE)),
        ).toBe(true);
        expect(history.filter(({ type }) => type === 'PriceSettled')).toHaveLength(
          sum === BigInt(PRICE) ? 1 : 0,
        );
      }),
    );
  });

  it('goes back or is lost to the 分, and at most a fifth of the price is lost (民法典 Art. 586, 587)', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, BigInt(PRICE)),
        fc.constantFrom('buyer' as const, 'owner' as const, 'law' as const),
        (amount, fault) => {
          const [event] = given(...at.filed, paid(amount.toString()))
            .when(rescind(fault))
            .decided() as [Of<'ContractRescinded'>];
          const [refund, kept] = [BigInt(event.data.refundFen), BigInt(event.data.keptFen)];
          expect(refund + kept).toBe(amount);
          expect(refund >= 0n && kept >= 0n && kept * 5n <= BigInt(PRICE)).toBe(true);
          if (fault !== 'buyer') expect(kept).toBe(0n);
        },
      ),
    );
  });
});
