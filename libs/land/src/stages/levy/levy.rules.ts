import {
  addFen,
  fen,
  formatYuan,
  lateFeeOfParts,
  levyShares,
  NOTHING,
  smallerFen,
  subtractFen,
} from '#policy';
import type { Fen, LastDay, PackOn, Step } from '#policy';
import { dayOf, openDay, said, settledDay } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { explanationOf } from '../../shared/levy-assessment.rules.js';
import type { Assessment } from '../../shared/levy-assessment.rules.js';
import { apportioned } from '../../shared/rents.rules.js';
import type { Day, FenText } from '../../shared/terms.js';
import type { Explanation, LevyPart, LevyShares } from './levy.events.js';
import { refuse } from './levy.refusals.js';

export type Payment = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;
/** A part whose day is known, or stands for the earliest that it can be. */
export type DatedPart = Readonly<{ dueOn: Day; amountFen: FenText }>;

/**
 * One part, equal instalments, or the years of a lease: each with its last day, as far as the holidays of its
 * year are known.
 */
export function scheduleOf(
  pack: PackOn,
  assessment: Pick<Assessment, 'amountFen' | 'periods'>,
  issuedOn: Day,
  instalments = 1,
): Plan {
  const amounts = amountsOf(pack, assessment, issuedOn, instalments);
  const parts = amounts.map((amountFen, index) => {
    const steps: readonly Step[] = [
      { clock: 'levy.due' },
      ...(index === 0
        ? []
        : [assessment.periods ? { years: index } : { clock: 'levy.instalment', times: index }]),
    ];
    const last = pack.last(steps, issuedOn);
    return {
      part: { dueOn: last.day, amountFen },
      open: openDay(last, { ...fieldOf(amounts, index), start: issuedOn, steps, policy: pack.ref }),
    };
  });
  return { schedule: parts.map(({ part }) => part), ...said(parts.flatMap(({ open }) => open)) };
}

export type Plan = Readonly<{ schedule: readonly LevyPart[] }> & MayBeOpen;

/** Where a notice keeps the day of a part. */
const fieldOf = ({ length }: readonly unknown[], index: number) =>
  length > 1 ? { field: 'schedule', part: index + 1 } : { field: 'dueOn' };

function amountsOf(
  pack: PackOn,
  { amountFen, periods }: Pick<Assessment, 'amountFen' | 'periods'>,
  issuedOn: Day,
  instalments: number,
): readonly FenText[] {
  if (periods) {
    if (instalments > 1) throw refuse('levy.instalments-of-lease');
    return periods;
  }
  const most = pack.on(issuedOn).number('levy.instalments');
  if (!Number.isSafeInteger(instalments) || instalments < 1 || instalments > most.value)
    throw refuse('levy.instalments', { instalments, most: most.value });
  if (instalments === 1) return [amountFen];
  return apportioned(
    fen(amountFen),
    Array.from({ length: instalments }, () => 1n),
  ).map(String);
}

/** The last day of a part of a notice, counted again where it was open. */
export function lastDayOf(pack: PackOn, { schedule, ...open }: Plan, index: number): LastDay {
  const { field, part } = { part: undefined, ...fieldOf(schedule, index) };
  return dayOf(pack, open, field, schedule[index]?.dueOn ?? null, part);
}

/**
 * The parts with the days that a late fee runs from. What is paid by the earliest day that an open part can
 * have is in time whatever the notice says. @throws Rejected `calendar.provisional` for what is paid later
 */
export function datedParts(pack: PackOn, plan: Plan, payments: readonly Payment[]): readonly DatedPart[] {
  const days = plan.schedule.map((_, index) => lastDayOf(pack, plan, index));
  const dated = plan.schedule.map(({ amountFen }, index) => ({ dueOn: days[index]!.earliest, amountFen }));
  for (const [index, { dueOn, taken }] of allocated(dated, payments).entries()) {
    if (taken.some(({ paidOn }) => paidOn > dueOn))
      settledDay(days[index]!, { what: '缴款期限', whatEn: 'The last day of payment' });
  }
  return dated;
}

export const sumOf = (payments: readonly Readonly<{ amountFen: FenText }>[]): Fen =>
  addFen(...payments.map(({ amountFen }) => fen(amountFen)));

export type LateFee = Readonly<{ feeFen: Fen; explanation: Explanation }>;

/**
 * The late fee of a set of payments: what was paid of the principal bears the days it came late, the rest
 * bears nothing until it comes. Payments go to the oldest part first, by their dates, so that the order in
 * which vouchers arrive cannot change it.
 */
export function lateFeeOf(
  pack: PackOn,
  schedule: readonly DatedPart[],
  payments: readonly Payment[],
): LateFee {
  const asOf =
    payments
      .map(({ paidOn }) => paidOn)
      .sort()
      .at(-1) ?? '';
  const accounts = allocated(schedule, payments).map(({ dueOn, taken }) => {
    const principalFen = addFen(...taken.map(({ amountFen }) => amountFen));
    return lateFeeOfParts(pack, { principalFen, dueOn, payments: taken, asOf: asOf || dueOn });
  });
  const explained = accounts.filter(({ value }) => value.feeFen > NOTHING);
  const [first = accounts[0]!, ...others] = explained;
  const feeFen = addFen(...explained.map(({ value }) => value.feeFen));
  if (others.length === 0) return { feeFen, explanation: explanationOf(first) };
  return {
    feeFen,
    explanation: {
      ...explanationOf(first),
      formula: `${explained.map(({ formula }) => formula).join('；')}；合计 ${formatYuan(feeFen)} 元`,
    },
  };
}

function allocated(schedule: readonly DatedPart[], payments: readonly Payment[]) {
  const open = [...payments]
    .sort((a, b) => (a.paidOn < b.paidOn ? -1 : 1))
    .map(({ paidOn, amountFen }) => ({ paidOn, left: fen(amountFen) }));
  return schedule.map(({ dueOn, amountFen }) => {
    let wanting = fen(amountFen);
    const taken: { paidOn: Day; amountFen: Fen }[] = [];
    for (const payment of open) {
      const part = smallerFen(wanting, payment.left);
      if (part <= NOTHING) continue;
      taken.push({ paidOn: payment.paidOn, amountFen: part });
      payment.left = subtractFen(payment.left, part);
      wanting = subtractFen(wanting, part);
    }
    return { dueOn, taken };
  });
}

/**
 * The most that a payment on that day may be: the rest of the principal with its fee, and the fee that is
 * already open.
 */
export function openOn(
  pack: PackOn,
  schedule: readonly DatedPart[],
  payments: readonly Payment[],
  paidOn: Day,
): Fen {
  const [principal, paid] = [sumOf(schedule), sumOf(payments)];
  const rest = principal > paid ? subtractFen(principal, paid) : NOTHING;
  const { feeFen } = lateFeeOf(pack, schedule, [
    ...payments,
    { voucherNo: '', amountFen: rest.toString(), paidOn },
  ]);
  return subtractFen(addFen(principal, feeFen), paid);
}

/** 财税〔2016〕41号: all of it goes to the local treasury; what the township gets of it is the county's rule. */
export function sharesOf(pack: PackOn, paidFen: Fen): LevyShares {
  const shares = levyShares(pack, paidFen);
  return {
    countyFen: shares.value.countyFen.toString(),
    townshipFen: shares.value.townshipFen.toString(),
    explanation: explanationOf(shares),
  };
}
