import type { Decider } from '#kernel/messages';
import { addFen, civilDate, daysBetween, fen, NOTHING, subtractFen } from '#policy';
import type { Pack, Policies } from '#policy';
import type { Day, FenText, Subject } from '../terms.js';
import type { IssueLevyNotice, LevyCommand, RecordLevyPayment } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';
import { refuse } from './levy.refusals.js';
import { assess, explanationOf, lateFeeOf, openOn, sumOf } from './levy.rules.js';
import type { Payment } from './levy.rules.js';

type Assessed = Readonly<{ subject: Subject; amountFen: FenText }>;
type Noticed = Assessed & Readonly<{ noticeNo: string; dueOn: Day; payments: readonly Payment[]; lateFeeFen: FenText }>;

export type Levy =
  | Readonly<{ status: 'none' }>
  | (Assessed & Readonly<{ status: 'assessed' }>)
  | (Noticed & Readonly<{ status: 'noticed'; overdue: boolean }>)
  | (Assessed & Readonly<{ status: 'settled'; payments: readonly Payment[]; lateFeeFen: FenText; settledOn: Day }>)
  | Readonly<{ status: 'cancelled' }>;

/** 调节金 of one entry, from its assessment to the last 分, or to the last 分 back. */
export const levyDecider = (policies: Policies): Decider<Levy, LevyCommand, LevyEvent> => ({
  initial: { status: 'none' },
  keepsPolicy: true,

  decide(command, state): readonly LevyEvent[] {
    const pack = policies.of(command.meta.policy);
    const today = civilDate(command.meta.at);
    switch (command.type) {
      case 'AssessLevy': {
        if (state.status !== 'none') return [];
        const { subject, deal, incomeFen } = command.data;
        const assessed = assess(pack, subject, deal, incomeFen, today);
        const amountFen = assessed.value.toString();
        const fact: LevyEvent = { type: 'LevyAssessed', data: { subject, amountFen, explanation: explanationOf(assessed) } };
        return assessed.value > NOTHING ? [fact] : [fact, { type: 'LevySettled', data: { subject, amountFen, lateFeeFen: '0', settledOn: today } }];
      }
      case 'IssueLevyNotice':
        return issue(command, state, pack, today);
      case 'RecordLevyPayment':
        return pay(command, state, pack, today);
      case 'PassLevyDeadline':
        // Settled, cancelled or told before: nothing is overdue any more.
        if (state.status !== 'noticed' || state.overdue || today <= state.dueOn) return [];
        return [{ type: 'LevyOverdue', data: { subject: state.subject, unpaidFen: subtractFen(fen(state.amountFen), sumOf(state.payments)).toString(), dueOn: state.dueOn } }];
      case 'CancelLevy':
        return cancel(state, command.data.reason);
    }
  },

  evolve(state, { type, data }): Levy {
    switch (type) {
      case 'LevyAssessed':
        return { status: 'assessed', subject: data.subject, amountFen: data.amountFen };
      case 'LevyNoticeIssued': {
        const { subject, amountFen, noticeNo, dueOn } = data;
        return { status: 'noticed', subject, amountFen, noticeNo, dueOn, payments: [], lateFeeFen: '0', overdue: false };
      }
      case 'LevyPaymentRecorded': {
        if (state.status !== 'noticed') return state;
        const { voucherNo, amountFen, paidOn } = data;
        return { ...state, payments: [...state.payments, { voucherNo, amountFen, paidOn }].sort(byDay) };
      }
      case 'LevyOverdue':
        return state.status === 'noticed' ? { ...state, overdue: true } : state;
      case 'LevyLateFeeCharged':
        return state.status === 'noticed' ? { ...state, lateFeeFen: data.feeFen } : state;
      case 'LevySettled': {
        const payments = state.status === 'noticed' ? state.payments : [];
        return { status: 'settled', subject: data.subject, amountFen: data.amountFen, payments, lateFeeFen: data.lateFeeFen, settledOn: data.settledOn };
      }
      case 'LevyCancelled':
      case 'LevyRefunded':
        return { status: 'cancelled' };
    }
  },
});

/** Kept sorted, so that the state does not remember in which order the vouchers came. */
const byDay = (a: Payment, b: Payment) => (`${a.paidOn} ${a.voucherNo}` < `${b.paidOn} ${b.voucherNo}` ? -1 : 1);

function issue({ data: { noticeNo, issuedOn } }: IssueLevyNotice, state: Levy, pack: Pack, today: Day): readonly LevyEvent[] {
  switch (state.status) {
    case 'none':
      throw refuse('levy.not-assessed');
    case 'noticed':
      if (state.noticeNo === noticeNo) return [];
      throw refuse('levy.already-noticed', { noticeNo: state.noticeNo });
    case 'settled':
      throw refuse('levy.settled');
    case 'cancelled':
      throw refuse('levy.cancelled');
    case 'assessed': {
      requirePast(issuedOn, today);
      const { subject, amountFen } = state;
      return [{ type: 'LevyNoticeIssued', data: { subject, noticeNo, issuedOn, dueOn: pack.due('levy.due', issuedOn), amountFen } }];
    }
  }
}

function pay({ data: payment }: RecordLevyPayment, state: Levy, pack: Pack, today: Day): readonly LevyEvent[] {
  if (state.status === 'none') throw refuse('levy.not-assessed');
  if (state.status === 'assessed') throw refuse('levy.not-noticed');
  if (state.status === 'cancelled') throw refuse('levy.cancelled');
  const { voucherNo, amountFen, paidOn } = payment;
  const known = state.payments.find((other) => other.voucherNo === voucherNo);
  if (known) {
    if (known.amountFen === amountFen && known.paidOn === paidOn) return [];
    throw refuse('levy.voucher-contradicts', { voucherNo });
  }
  if (state.status === 'settled') throw refuse('levy.settled');
  if (fen(amountFen) <= NOTHING) throw refuse('levy.amount-not-positive', { amountFen });
  requirePast(paidOn, today);

  const { subject, dueOn } = state;
  const principal = fen(state.amountFen);
  const payments = [...state.payments, payment];
  const paid = sumOf(payments);
  const { feeFen, explained } = lateFeeOf(pack, principal, dueOn, payments);
  const owed = addFen(principal, feeFen);
  if (paid > owed) throw refuse('levy.overpayment', { amountFen, openFen: openOn(pack, principal, dueOn, state.payments, paidOn).toString() });

  const events: LevyEvent[] = [{ type: 'LevyPaymentRecorded', data: { subject, amountFen, paidOn, voucherNo, paidFen: paid.toString(), unpaidFen: subtractFen(owed, paid).toString() } }];
  if (explained && feeFen !== fen(state.lateFeeFen)) {
    events.push({ type: 'LevyLateFeeCharged', data: { subject, feeFen: feeFen.toString(), days: Math.max(0, daysBetween(dueOn, paidOn)), explanation: explanationOf(explained) } });
  }
  if (paid === owed) {
    const settledOn = payments.map((each) => each.paidOn).sort().at(-1) ?? paidOn;
    events.push({ type: 'LevySettled', data: { subject, amountFen: state.amountFen, lateFeeFen: feeFen.toString(), settledOn } });
  }
  return events;
}

function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('levy.date-in-future', { day, today });
}

/** What is still owed is owed no more, and exactly what was paid goes back; a second cancellation finds nothing. */
function cancel(state: Levy, reason: string): readonly LevyEvent[] {
  if (state.status === 'none' || state.status === 'cancelled') return [];
  const { subject } = state;
  const paid = state.status === 'assessed' ? NOTHING : sumOf(state.payments);
  const cancelled: LevyEvent = { type: 'LevyCancelled', data: { subject, reason, noticeOpen: state.status === 'assessed' } };
  const refunded: LevyEvent = { type: 'LevyRefunded', data: { subject, amountFen: paid.toString(), reason } };
  if (paid === NOTHING) return [cancelled];
  return state.status === 'settled' ? [refunded] : [cancelled, refunded];
}
