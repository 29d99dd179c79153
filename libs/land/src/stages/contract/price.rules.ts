import type { ContractCommand } from './contract.commands.js';
import type { Given } from '#kernel/messages';
/** Payments, and what happens when they do not come: urged, then in default, cleared by paying. Pure. */
import { NOTHING, addFen, fen, notBelowZero, sameNo, subtractFen } from '#policy';
import type { PackOn } from '#policy';
import { known, lastDays } from '../../clocks/open-days.rules.js';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { ContractEvent } from './contract.events.js';
import { requirePast, tooOld } from './contract.paper.js';
import { refuse } from './contract.refusals.js';
import { paidOf } from './contract.state.js';
import type { Contract, PricePayment, UnderContract } from './contract.state.js';
import { totalOf } from '../../shared/rents.rules.js';
import { GRACE, defaultOn, dueOf, interestOf, missingOf } from './instalments.rules.js';
import { requirePaidFor } from './paid-for.rules.js';
import { settledBy } from './rents.rules.js';

export function pay(
  { data }: Given<ContractCommand, 'RecordPricePayment'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  const { contractNo, noticeNo, ...told } = data;
  const { amountFen, paidOn, voucherNo } = told;
  const known =
    'payments' in state ? state.payments.find((payment) => sameNo(payment.voucherNo, voucherNo)) : undefined;
  if (
    known &&
    isRepeat(['凭证', 'The voucher'], known, { voucherNo, amountFen, paidOn }, (found) =>
      refuse('contract.voucher-contradicts', { voucherNo, ...found }),
    )
  )
    return [];
  if (state.status === 'ended') throw refuse('contract.ended');
  if (!('terms' in state)) throw refuse('contract.not-signed');
  const amount = fen(amountFen);
  if (amount <= NOTHING) throw refuse('contract.amount-not-positive', { amountFen });
  requirePaidFor(state, { contractNo, noticeNo });
  const { subject, priceFen, terms, rents } = state;
  if (terms.capital) throw refuse('contract.capital-unpaid');
  if (rents?.guarantee && sameNo(rents.guarantee.voucherNo, voucherNo))
    throw refuse('contract.voucher-taken', { voucherNo });
  requirePaymentDay(data, { fact: 'contract', on: terms.signedOn }, today, requirePast);
  const paid = addFen(paidOf(state.payments), amount);
  // What the guarantee covered at the end of a lease is owed no more.
  const open = subtractFen(
    terms.rents ? subtractFen(totalOf(terms.schedule), fen(rents?.keptFen ?? '0')) : fen(priceFen),
    paid,
  );
  if (open < NOTHING)
    throw refuse('contract.overpayment', {
      amountFen,
      openFen: notBelowZero(addFen(open, amount)).toString(),
    });
  const recorded: ContractEvent = {
    type: 'PricePaymentRecorded',
    data: { subject, ...told, paidFen: paid.toString(), unpaidFen: open.toString() },
  };
  const payment = { amountFen, paidOn, voucherNo };
  const done = terms.rents
    ? settledBy(state, [...state.payments, payment])
    : open === NOTHING
      ? [priceSettled(state)]
      : [];
  return [recorded, ...cleared(state, payment), ...done];
}

const priceSettled = ({ subject, priceFen, terms }: UnderContract): ContractEvent => ({
  type: 'PriceSettled',
  data: { subject, priceFen, instalments: terms.schedule.length },
});

/**
 * Vouchers come in any order: interest runs to the last day on which something was paid, not to the voucher
 * that came last.
 */
function cleared(
  { subject, terms, payments, overdue }: UnderContract,
  payment: PricePayment,
): readonly ContractEvent[] {
  const all = [...payments, payment];
  const paid = paidOf(all);
  return overdue
    .filter(({ no }) => missingOf(terms.schedule, no, paid) === NOTHING)
    .map(({ no, defaulted }) => {
      const clearedOn = dayOfClearing(terms.schedule, no, all);
      return {
        type: 'ArrearsCleared',
        data: {
          subject,
          no,
          clearedOn,
          interest: interestOf(terms.schedule, no, all, terms.lateRate, clearedOn),
          defaulted,
        },
      };
    });
}

/** On which day the payments together reached an instalment. */
export function dayOfClearing(
  schedule: UnderContract['terms']['schedule'],
  no: number,
  payments: readonly PricePayment[],
): Day {
  const byDay = [...payments].sort((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0));
  let paid = NOTHING;
  for (const { amountFen, paidOn } of byDay) {
    paid = addFen(paid, fen(amountFen));
    if (missingOf(schedule, no, paid) === NOTHING) return paidOn;
  }
  return byDay.at(-1)!.paidOn;
}

/** An instalment's clock: after its day it is overdue, after the grace of the pack the owner may rescind. */
export function overdueAfter(
  command: Given<ContractCommand, 'PassInstalment'> | Given<ContractCommand, 'PassDefault'>,
  state: Contract,
  pack: PackOn,
  today: Day,
): readonly ContractEvent[] {
  if (!('terms' in state)) return [];
  const { subject, terms, payments, overdue } = state;
  const { no } = command.data;
  const instalment = dueOf(terms.schedule, no);
  if (!instalment || state.rents?.ended) return [];
  const missing = missingOf(terms.schedule, no, paidOf(payments));
  if (missing === NOTHING) return [];
  const { dueOn } = instalment;
  const before = overdue.find((item) => item.no === no);
  if (command.type === 'PassInstalment') {
    if (before || today <= dueOn) return [];
    return [
      {
        type: 'PriceOverdue',
        data: {
          subject,
          no,
          dueOn,
          unpaidFen: missing.toString(),
          lateRate: terms.lateRate,
          ...lastDays(pack, { defaultOn: [GRACE, dueOn] }),
        },
      },
    ];
  }
  if (!before || before.defaulted) return [];
  const graceUntil = known(defaultOn(pack, dueOn));
  if (today <= graceUntil) return [];
  return [
    {
      type: 'PriceDefaulted',
      data: { subject, no, dueOn, since: graceUntil, unpaidFen: missing.toString() },
    },
  ];
}

export function urge(
  { data: { no, documentNo, urgedOn } }: Given<ContractCommand, 'UrgePrice'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  const overdue = 'terms' in state ? state.overdue.find((item) => item.no === no && !item.urged) : undefined;
  if (!('terms' in state) || !overdue) throw refuse('contract.nothing-overdue');
  requirePast(urgedOn, today);
  if (urgedOn <= overdue.dueOn)
    throw tooOld(
      ['催缴日', 'The urging', urgedOn],
      ['价款到期日', 'the day on which the price was due', overdue.dueOn],
    );
  return [{ type: 'PriceUrged', data: { subject: state.subject, no, documentNo, urgedOn } }];
}

export function tolerate(
  { data: { no, reason } }: Given<ContractCommand, 'TolerateDefault'>,
  state: Contract,
): readonly ContractEvent[] {
  if (
    !('terms' in state) ||
    !state.overdue.some((item) => item.no === no && item.defaulted && !item.tolerated)
  )
    throw refuse('contract.nothing-overdue');
  return [{ type: 'DefaultTolerated', data: { subject: state.subject, no, reason } }];
}
