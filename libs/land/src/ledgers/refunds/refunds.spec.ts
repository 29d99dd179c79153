import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { followed, workOf } from '../../shared/follow.fixture.js';
import { levyOf, contractOf, tenureOf } from '../../shared/terms.js';
import { on } from '../../stages/listing/listing.fixture.js';
import { subjectOf } from '../../stages/scheme/scheme.fixture.js';
import { oweRefund, payRefund, refundsOf } from './refunds.commands.js';
import { refunds } from './refunds.decider.js';
import type { RefundKind, RefundsEvent } from './refunds.events.js';

const given = scenario(refunds);
const subject = subjectOf(1);
const stream = refundsOf(subject.entry);
const [OWED_ON, DAY] = ['2026-07-06', '2026-07-10'];
const basis = `${levyOf(subject.entry)}@5`;

const about = (no: number, kind: RefundKind = 'levy') => ({ subject, no, kind, amountFen: '260000000' });
const why = { basis, reason: '合同已解除', owedOn: OWED_ON };
const owe = (kind: RefundKind = 'levy', more: Partial<typeof why> = {}) =>
  oweRefund(stream, { subject, kind, amountFen: '260000000', ...why, ...more });
const owed = (no: number, kind?: RefundKind, more: Partial<typeof why> = {}): RefundsEvent => ({
  type: 'RefundOwed',
  data: { ...about(no, kind), ...why, ...more },
});
const PAYMENT = { payee: '示范实业有限公司', voucherNo: '退付1', paidOn: DAY };
const pay = (no: number, more: Partial<typeof PAYMENT & { amountFen: string }> = {}) =>
  on(DAY, payRefund(stream, { no, amountFen: '260000000', ...PAYMENT, ...more }));
const paid = (no: number, kind?: RefundKind): RefundsEvent => ({
  type: 'RefundPaid',
  data: { ...about(no, kind), ...PAYMENT },
});

describe('money that goes back', () => {
  it('is owed once by a fact, however often the fact is told', () => {
    given().when(owe()).then(owed(1));
    given(owed(1)).when(owe()).thenNothing();
  });

  it('is a refund of its own for each kind of money, and for each fact', () => {
    given(owed(1)).when(owe('guarantee')).then(owed(2, 'guarantee'));
    const later = { basis: `${levyOf(subject.entry)}@9` };
    given(owed(1))
      .when(owe('levy', later))
      .then(owed(2, 'levy', later));
  });

  it('is paid whole, once, by a voucher that paid nothing else', () => {
    given(owed(1)).when(pay(1)).then(paid(1));
    given(owed(1))
      .when(pay(1, { amountFen: '259999999' }))
      .thenRejected('refund.amount');
    given(owed(1), paid(1)).when(pay(1)).thenNothing();
    given(owed(1), paid(1))
      .when(pay(1, { payee: '他人' }))
      .thenRejected('report.contradicts');
    given(owed(1), owed(2, 'guarantee'), paid(1)).when(pay(2)).thenRejected('refund.voucher-used');
    given(owed(1), owed(2, 'guarantee'), paid(1))
      .when(pay(2, { voucherNo: ' 退付１' }))
      .thenRejected('refund.voucher-used');
    given(owed(1)).when(pay(2)).thenRejected('refund.unknown');
  });

  it('is not paid before it was owed, nor in the days to come', () => {
    given(owed(1))
      .when(pay(1, { paidOn: '2026-07-05' }))
      .thenRejected('refund.too-early');
    given(owed(1))
      .when(pay(1, { paidOn: '2026-07-11' }))
      .thenRejected('refund.date-in-future');
    given(owed(1))
      .when(pay(1, { paidOn: OWED_ON }))
      .then({ type: 'RefundPaid', data: { ...about(1), ...PAYMENT, paidOn: OWED_ON } });
  });

  it('is work for finance, until it is paid', () => {
    const opened = workOf(recorded({ stream, ...owed(3) }));
    expect(opened.map(([type, of]) => [type, of])).toEqual([
      ['OpenTask', `task-${subject.entry}.pay-refund.3`],
    ]);
    expect(workOf(recorded({ stream, ...paid(3) })).map(([type]) => type)).toEqual(['CompleteTask']);
  });
});

describe('what goes back', () => {
  type Owing = Readonly<Record<'kind' | 'amountFen' | 'reason', string>>;
  const backBy = (of: string, type: string, data: object) =>
    followed('oweRefundsOfFact', recorded({ stream: of, type, data: { subject, ...data } })).map(
      ([, to, owing]) => {
        const { kind, amountFen, reason } = owing as Owing;
        expect(to).toBe(stream);
        return [kind, amountFen, reason];
      },
    );

  it('is the levy of a deal that came to nothing', () => {
    expect(backBy(levyOf(subject.entry), 'LevyRefunded', { amountFen: '5', reason: '合同已解除' })).toEqual([
      ['levy', '5', '合同已解除'],
    ]);
  });

  it('is of a rescinded contract the price less what stays, and the guarantee beside it', () => {
    const rescinded = { reason: '出让方违约', refundFen: '7', keptFen: '1' };
    const of = contractOf(subject.entry);
    expect(backBy(of, 'ContractRescinded', rescinded)).toEqual([['price', '7', '出让方违约']]);
    expect(backBy(of, 'ContractRescinded', { ...rescinded, guaranteeBackFen: '2' })).toEqual([
      ['price', '7', '出让方违约'],
      ['guarantee', '2', '出让方违约'],
    ]);
    expect(backBy(of, 'ContractRescinded', { ...rescinded, refundFen: '0' })).toEqual([]);
  });

  it('is of a lease that ended the rent of the time unused, and what is left of the guarantee', () => {
    const ended = { reason: '公共利益需要', rentBack: { value: '11' }, guaranteeBackFen: '0' };
    expect(backBy(contractOf(subject.entry), 'LeaseEnded', ended)).toEqual([['rent', '11', '公共利益需要']]);
  });

  it('is the fee for idle land where the government had caused it', () => {
    const lifted = { refundFen: '13', documentNo: '章政撤〔2026〕1号' };
    expect(backBy(tenureOf(subject.entry), 'IdleFindingLifted', lifted)).toEqual([
      ['idle-fee', '13', '闲置认定已撤销：章政撤〔2026〕1号'],
    ]);
  });
});
