/** What a voucher pays, the late fee that it bears, and what it completes. Pure. */
import type { Given } from '#kernel/messages';
import { addFen, daysBetween, fen, NOTHING, sameNo, subtractFen } from '#policy';
import type { PackOn } from '#policy';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { LevyCommand } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';
import { refuse } from './levy.refusals.js';
import { datedParts, lateFeeOf, openOn, sharesOf, sumOf } from './levy.rules.js';
import type { Payment } from './levy.rules.js';
import type { Levy } from './levy.state.js';
import { requirePast } from './notice.rules.js';

/**
 * Overpayment is refused and not kept: money without a ground has no place in the treasury's books, so the
 * desk gives it back at once.
 */
export function pay(
  { data: payment }: Given<LevyCommand, 'RecordLevyPayment'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  if (state.status === 'none' || state.status === 'rate-missing' || state.status === 'deferred')
    throw refuse('levy.not-assessed');
  if (state.status === 'assessed') throw refuse('levy.not-noticed');
  if (state.status === 'cancelled') throw refuse('levy.cancelled');
  const { noticeNo, voucherNo, amountFen, paidOn, correction } = payment;
  const known = state.payments.find((other) => sameNo(other.voucherNo, voucherNo));
  if (
    known &&
    isRepeat(['凭证', 'The voucher'], known, { voucherNo, amountFen, paidOn }, (found) =>
      refuse('levy.voucher-contradicts', { voucherNo, ...found }),
    )
  )
    return [];
  if (state.status === 'settled') throw refuse('levy.settled');
  if (fen(amountFen) <= NOTHING) throw refuse('levy.amount-not-positive', { amountFen });

  if (noticeNo !== undefined && !sameNo(noticeNo, state.noticeNo))
    throw refuse('levy.notice-unknown', { noticeNo, known: state.noticeNo });

  const { subject, issuedOn } = state;
  requirePaymentDay(payment, { fact: 'notice', on: issuedOn }, today, requirePast);
  const payments = [...state.payments, payment];
  const schedule = datedParts(pack, state, payments);
  const paid = sumOf(payments);
  const { feeFen, explanation } = lateFeeOf(pack, schedule, payments);
  const owed = addFen(fen(state.amountFen), feeFen);
  if (paid > owed)
    throw refuse('levy.overpayment', {
      amountFen,
      openFen: openOn(pack, schedule, state.payments, paidOn).toString(),
    });

  const events: LevyEvent[] = [
    {
      type: 'LevyPaymentRecorded',
      data: {
        subject,
        amountFen,
        paidOn,
        voucherNo,
        ...(correction ? { correction } : {}),
        paidFen: paid.toString(),
        unpaidFen: subtractFen(owed, paid).toString(),
      },
    },
  ];
  // A voucher that comes late for an early day lowers the fee again: that is said as well.
  if (feeFen !== fen(state.lateFeeFen)) {
    const started = schedule.findLast(({ dueOn }) => dueOn < paidOn)?.dueOn ?? schedule[0]!.dueOn;
    events.push({
      type: 'LevyLateFeeCharged',
      data: {
        subject,
        feeFen: feeFen.toString(),
        days: Math.max(0, daysBetween(started, paidOn)),
        explanation,
      },
    });
  }
  return [...events, ...reached(state, payments, pack, feeFen)];
}

/** What a payment completes: the whole, or the first year of a lease. */
function reached(
  state: Extract<Levy, { status: 'noticed' }>,
  payments: readonly Payment[],
  pack: PackOn,
  feeFen: ReturnType<typeof sumOf>,
): readonly LevyEvent[] {
  const { subject, amountFen, schedule, byPeriod, firstPaid } = state;
  const split = state.split ? { split: state.split } : {};
  const paid = sumOf(payments);
  const lastDay =
    payments
      .map((each) => each.paidOn)
      .sort()
      .at(-1) ?? '';
  const [first] = schedule;
  const firstYear = first && byPeriod && !firstPaid && paid >= addFen(fen(first.amountFen), feeFen);
  const current: readonly LevyEvent[] = firstYear
    ? [
        {
          type: 'LevyFirstPeriodPaid',
          data: {
            subject,
            amountFen,
            periodFen: first.amountFen,
            paidOn: lastDay,
            ...split,
            periods: schedule.map((part) => part.amountFen),
          },
        },
      ]
    : [];
  if (paid !== addFen(fen(amountFen), feeFen)) return current;
  const parts = schedule.length > 1 ? { parts: schedule.length } : {};
  return [
    ...current,
    {
      type: 'LevySettled',
      data: {
        subject,
        amountFen,
        lateFeeFen: feeFen.toString(),
        settledOn: lastDay,
        shares: sharesOf(pack.on(lastDay), paid),
        ...parts,
        ...split,
      },
    },
  ];
}
