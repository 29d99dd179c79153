import { outcome, whenOf, work } from '../../work/work.js';
import { RefundPaymentBody } from './refunds.bodies.js';
import { payRefund, refundsOf } from './refunds.commands.js';
import type { RefundsEvent } from './refunds.events.js';

const when = whenOf<RefundsEvent>();

/** The end of the entry does not end it: what was paid is owed still. */
export const payRefundWork = work('pay-refund', {
  zh: '退还款项',
  role: 'finance',
  bureau: 'finance',
  clock: 'procedure.pay-refund',
  escalateTo: 'government',
  opens: [when('RefundOwed', ({ data: { no } }) => ({ round: no }))],
  closes: [when('RefundPaid', ({ data: { no } }) => ({ outcome: 'pay', round: no }))],
  cancels: [],
  outcomes: {
    pay: outcome('已退还', 'refund.pay', RefundPaymentBody, (entry, payment, no) =>
      payRefund(refundsOf(entry), { no, ...payment }),
    ),
  },
});

export const REFUNDS_WORK = [payRefundWork] as const;
