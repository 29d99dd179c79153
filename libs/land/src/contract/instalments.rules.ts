/** When the price is to be paid, what is missing on a day, and what the delay costs. Pure. */
import { addFen, daysBetween, divideHalfUp, fen, formatYuan, mulRate, NOTHING, notBelowZero, parseRate, signOf, smallerFen, subtractFen } from '#policy';
import type { Fen, LastDay, PackOn } from '#policy';
import { settledDay } from '../clocks/open-days.rules.js';
import type { Day } from '../terms.js';
import type { ContractTerms, ExplainedFen, Instalment, LateRate } from './contract.events.js';
import { refuse } from './contract.refusals.js';
import type { PricePayment } from './contract.state.js';

export type Schedule = ContractTerms['schedule'];

const BY_PACK = { what: '规则包规定的付款期限', whatEn: 'The day of payment by the pack' };
const numbered = (instalments: readonly Instalment[]): Schedule => instalments.map((instalment, index) => ({ no: index + 1, ...instalment }));
const firstOf = (pack: PackOn, price: Fen): Fen => mulRate(price, pack.text('contract.first-payment-ratio').value);

/**
 * Half within a month, all within a year (国土资发〔2010〕34号), both by the pack; or what the contract says within that.
 * A lease pays its rents by the contract: only their sum is looked at.
 */
export function scheduleOf(pack: PackOn, price: Fen, signedOn: Day, agreed: readonly Instalment[] | undefined, isLease: boolean): Schedule {
  const [firstBy, allBy] = [pack.last([{ clock: 'contract.first-payment' }], signedOn), pack.last([{ clock: 'contract.full-payment' }], signedOn)];
  const first = firstOf(pack, price);
  if (agreed === undefined || agreed.length === 0) {
    const rest = subtractFen(price, first);
    return numbered([{ dueOn: settledDay(firstBy, BY_PACK), amountFen: first.toString() }, { dueOn: settledDay(allBy, BY_PACK), amountFen: rest.toString() }].filter(({ amountFen }) => amountFen !== '0'));
  }
  const sum = addFen(...agreed.map(({ amountFen }) => fen(amountFen)));
  if (sum !== price || agreed.some(({ amountFen }) => fen(amountFen) <= NOTHING)) throw refuse('contract.instalments-sum', { sumFen: sum.toString(), priceFen: price.toString() });
  if (agreed.some(({ dueOn }, index) => dueOn < (agreed[index - 1]?.dueOn ?? signedOn))) throw refuse('contract.instalments-disordered');
  if (isLease) return numbered(agreed);
  const last = agreed.at(-1)!.dueOn;
  // What keeps to the earliest possible day is in time whatever the notice says; only what is later has to wait for it.
  if (last > allBy.earliest) throw refuse('contract.instalments-late', { last, latest: settledDay(allBy, BY_PACK), rule: pack.on(signedOn).clock('contract.full-payment').source });
  const early = addFen(...agreed.filter(({ dueOn }) => dueOn <= firstBy.earliest).map(({ amountFen }) => fen(amountFen)));
  if (early < first) throw refuse('contract.first-payment-low', { earlyFen: early.toString(), firstFen: first.toString(), firstBy: settledDay(firstBy, BY_PACK) });
  return numbered(agreed);
}

/** Everything due up to and with an instalment. */
export const dueUpTo = (schedule: Schedule, no: number): Fen => addFen(...schedule.filter((instalment) => instalment.no <= no).map(({ amountFen }) => fen(amountFen)));
export const missingOf = (schedule: Schedule, no: number, paid: Fen): Fen => notBelowZero(subtractFen(dueUpTo(schedule, no), paid));
export const GRACE = 'contract.default';
export const defaultOn = (pack: PackOn, dueOn: Day): LastDay => pack.last([{ clock: GRACE }], dueOn);

/** Payments fill the instalments in their order; each day bears the rate on what was missing of this one; rounded once. */
export function interestOf(schedule: Schedule, no: number, payments: readonly PricePayment[], { rate, source, confirmed }: LateRate, until: Day): ExplainedFen {
  const { dueOn, amountFen } = schedule[no - 1]!;
  const missingAfter = (day: Day) => smallerFen(fen(amountFen), missingOf(schedule, no, addFen(...payments.filter(({ paidOn }) => paidOn <= day).map((payment) => fen(payment.amountFen)))));
  const days = [dueOn, ...new Set(payments.map(({ paidOn }) => paidOn).filter((day) => day > dueOn && day < until)), until].sort();
  const intervals = days.slice(1).flatMap((to, index) => {
    const [from, missing] = [days[index]!, missingAfter(days[index]!)];
    return to > from && missing > NOTHING ? [{ missing, days: daysBetween(from, to) }] : [];
  });
  const { numerator, denominator } = parseRate(rate);
  const exact = intervals.reduce((sum, { missing, days: length }) => sum + missing * BigInt(length), 0n) * numerator;
  const value = divideHalfUp(exact, denominator) as Fen;
  const sign = signOf(value * denominator === exact);
  const terms = intervals.map(({ missing, days: length }) => `${formatYuan(missing)} × ${length} 日`).join(' + ');
  return {
    value: value.toString(),
    formula: terms === '' ? '没有逾期' : `(${terms}) × ${rate} ${sign} ${formatYuan(value)} 元`,
    inputs: { instalment: String(no), dueOn, until, rate },
    rule: 'contract.late-rate',
    source,
    confirmed,
  };
}
