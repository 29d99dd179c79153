import { civilDate, sameNo } from '#policy';
import type { Decider, Given } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { RefundsCommand } from './refunds.commands.js';
import type { RefundAbout, RefundsEvent } from './refunds.events.js';
import { refuse } from './refunds.refusals.js';

type Payment = Readonly<{ payee: string; voucherNo: string; paidOn: Day }>;
type Kept = Readonly<{ about: RefundAbout; basis: string; owedOn: Day; payment: Payment | null }>;

/** In the order in which they came to be owed. */
export type Refunds = readonly Kept[];

/** Keeps what of the money of an entry goes back, and that it went back once. */
export const refunds: Decider<Refunds, RefundsCommand, RefundsEvent> = {
  initial: [],

  decide(command, state): readonly RefundsEvent[] {
    switch (command.type) {
      case 'OweRefund':
        return owed(command, state);
      case 'PayRefund':
        return paid(command, state);
    }
  },

  evolve(state, { type, data }): Refunds {
    const { subject, no, kind, amountFen } = data;
    const about = { subject, no, kind, amountFen };
    if (type === 'RefundOwed')
      return [...state, { about, basis: data.basis, owedOn: data.owedOn, payment: null }];
    const { payee, voucherNo, paidOn } = data;
    return state.map((one) =>
      one.about.no === no ? { ...one, payment: { payee, voucherNo, paidOn } } : one,
    );
  },
};

const WHAT = ['该笔退款', 'The refund'] as const;

function owed(
  { data: { subject, ...owing } }: Given<RefundsCommand, 'OweRefund'>,
  state: Refunds,
): readonly RefundsEvent[] {
  if (state.some(({ basis, about }) => basis === owing.basis && about.kind === owing.kind)) return [];
  return [{ type: 'RefundOwed', data: { subject, no: state.length + 1, ...owing } }];
}

function paid(
  { data: { no, amountFen, payee, voucherNo, paidOn }, meta }: Given<RefundsCommand, 'PayRefund'>,
  state: Refunds,
): readonly RefundsEvent[] {
  const found = state.find(({ about }) => about.no === no);
  if (!found) throw refuse('refund.unknown');
  const payment = { payee, voucherNo, paidOn };
  const { amountFen: owedFen } = found.about;
  if (found.payment && isRepeat(WHAT, { ...found.payment, amountFen: owedFen }, { ...payment, amountFen }))
    return [];
  if (amountFen !== owedFen) throw refuse('refund.amount', { owedFen, amountFen });
  const today = civilDate(meta.at);
  if (paidOn > today) throw refuse('refund.date-in-future', { paidOn, today });
  if (paidOn < found.owedOn) throw refuse('refund.too-early', { paidOn, owedOn: found.owedOn });
  const twice = state.find(({ payment: known }) => known && sameNo(known.voucherNo, voucherNo));
  if (twice) throw refuse('refund.voucher-used', { voucherNo, no: twice.about.no });
  return [{ type: 'RefundPaid', data: { ...found.about, ...payment } }];
}
