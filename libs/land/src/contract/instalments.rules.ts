/** When the price is to be paid, what is missing on a day, and what the delay costs. Pure. */
import { addFen, daysBetween, divideHalfUp, due, fen, formatYuan, mulRate, NOTHING, notBelowZero, parseRate, smallerFen, subtractFen } from '#policy';
import type { Fen, PackOn } from '#policy';
import type { Day } from '../terms.js';
import type { ContractTerms, ExplainedFen, Instalment, LateRate } from './contract.events.js';
import { refuse } from './contract.refusals.js';
import type { PricePayment } from './contract.state.js';

export type Schedule = ContractTerms['schedule'];

const numbered = (instalments: readonly Instalment[]): Schedule => instalments.map((instalment, index) => ({ no: index + 1, ...instalment }));
const firstOf = (pack: PackOn, price: Fen): Fen => mulRate(price, pack.text('contract.first-payment-ratio').value);

/**
 * Half within a month, all within a year (国土资发〔2010〕34号), both by the pack; or what the contract says within that.
 * A lease pays its rents by the contract: only their sum is looked at.
 */
export function scheduleOf(pack: PackOn, price: Fen, signedOn: Day, agreed: readonly Instalment[] | undefined, isLease: boolean): Schedule {
  const [firstBy, allBy] = [due(pack, 'contract.first-payment', signedOn), due(pack, 'contract.full-payment', signedOn)];
  const first = firstOf(pack, price);
  if (agreed === undefined || agreed.length === 0) {
    const rest = subtractFen(price, first);
    return numbered([{ dueOn: firstBy.value, amountFen: first.toString() }, { dueOn: allBy.value, amountFen: rest.toString() }].filter(({ amountFen }) => amountFen !== '0'));
  }
  const sum = addFen(...agreed.map(({ amountFen }) => fen(amountFen)));
  if (sum !== price || agreed.some(({ amountFen }) => fen(amountFen) <= NOTHING)) throw refuse('contract.instalments-sum', { sumFen: sum.toString(), priceFen: price.toString() });
  if (agreed.some(({ dueOn }, index) => dueOn < (agreed[index - 1]?.dueOn ?? signedOn))) throw refuse('contract.instalments-disordered');
  if (isLease) return numbered(agreed);
  const last = agreed.at(-1)!.dueOn;
  if (last > allBy.value) throw refuse('contract.instalments-late', { last, latest: allBy.value, rule: allBy.source });
  const early = addFen(...agreed.filter(({ dueOn }) => dueOn <= firstBy.value).map(({ amountFen }) => fen(amountFen)));
  if (early < first) throw refuse('contract.first-payment-low', { earlyFen: early.toString(), firstFen: first.toString(), firstBy: firstBy.value });
  return numbered(agreed);
}

/** Everything due up to and with an instalment. */
export const dueUpTo = (schedule: Schedule, no: number): Fen => addFen(...schedule.filter((instalment) => instalment.no <= no).map(({ amountFen }) => fen(amountFen)));
export const missingOf = (schedule: Schedule, no: number, paid: Fen): Fen => notBelowZero(subtractFen(dueUpTo(schedule, no), paid));
export const defaultOn = (pack: PackOn, dueOn: Day): Day => due(pack, 'contract.default', dueOn).value;

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
  const value = divideHalfUp(intervals.reduce((sum, { missing, days: length }) => sum + missing * BigInt(length), 0n) * numerator, denominator) as Fen;
  const terms = intervals.map(({ missing, days: length }) => `${formatYuan(missing)} × ${length} 日`).join(' + ');
  return {
    value: value.toString(),
    formula: terms === '' ? '没有逾期' : `(${terms}) × ${rate} = ${formatYuan(value)} 元`,
    inputs: { instalment: String(no), dueOn, until, rate },
    rule: 'contract.late-rate',
    source,
    confirmed,
  };
}
