/** When the price is to be paid, what is missing on a day, and what the delay costs. Pure. */
import {
  addDays,
  addFen,
  addYears,
  daysBetween,
  divideHalfUp,
  fen,
  formatYuan,
  mulRate,
  NOTHING,
  notBelowZero,
  parseRate,
  signOf,
  smallerFen,
  subtractFen,
} from '#policy';
import type { Fen, LastDay, PackOn } from '#policy';
import { settledDay } from '../../clocks/open-days.rules.js';
import type { Day, DealTerms, FenText } from '../../shared/terms.js';
import { rentsOf, totalOf } from '../../shared/rents.rules.js';
import type {
  ContractPaper,
  ContractTerms,
  Due,
  ExplainedFen,
  Instalment,
  LateRate,
} from './contract.events.js';
import { refuse } from './contract.refusals.js';
import type { PricePayment } from './contract.state.js';

export type Schedule = ContractTerms['schedule'];

const BY_PACK = { what: '规则包规定的付款期限', whatEn: 'The day of payment by the pack' };
type Unnumbered = Omit<Due, 'no'>;
const numbered = (instalments: readonly Unnumbered[]): Schedule =>
  instalments.map((instalment, index) => ({ no: index + 1, ...instalment }));
const firstOf = (pack: PackOn, price: Fen): Fen =>
  mulRate(price, pack.text('contract.first-payment-ratio').value);

type Paper = Pick<ContractPaper, 'signedOn' | 'deliveryOn' | 'instalments'>;

/**
 * What is paid, and when. A grant pays its price; a lease pays rents, year by year; 先租后让 pays rents until it
 * becomes a grant; 租让结合 pays the price of the granted land and the rents of the rest. Land that is put into a
 * company is not paid at all.
 */
export function scheduleOf(pack: PackOn, deal: DealTerms, price: Fen, paper: Paper): Schedule {
  const { signedOn, instalments } = paper;
  switch (deal.form) {
    case 'equity':
      if (instalments && instalments.length > 0) throw refuse('contract.capital-unpaid');
      return [];
    case 'lease':
    case 'lease-then-grant':
      return numbered(rentDays(pack, rentsOf(deal, price), paper));
    case 'part-lease': {
      const rents = rentDays(pack, rentsOf(deal, price), { ...paper, instalments: [] });
      return numbered(
        [...priceDays(pack, price, signedOn, instalments), ...rents].sort((a, b) =>
          a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0,
        ),
      );
    }
    default:
      return numbered(priceDays(pack, price, signedOn, instalments));
  }
}

/**
 * The first rent with the first payment, each later one at the beginning of its year, which counts from the
 * delivery; or on the days that the contract names. Ahead of every rent but the first its notice is written.
 */
function rentDays(
  pack: PackOn,
  rents: readonly Fen[],
  { signedOn, deliveryOn, instalments = [] }: Paper,
): readonly Unnumbered[] {
  const ahead = pack.number('contract.rent-notice-days').value;
  const called = (rent: Unnumbered, index: number): Unnumbered =>
    index === 0 ? rent : { ...rent, callOn: addDays(rent.dueOn, -ahead) };
  if (instalments.length > 0) {
    requireAgreed(instalments, addFen(...rents), signedOn);
    return instalments
      .map((instalment) => ({ ...instalment, rentYear: yearOf(deliveryOn, instalment.dueOn, rents.length) }))
      .map(called);
  }
  const first = settledDay(pack.last([{ clock: 'contract.first-payment' }], signedOn), BY_PACK);
  return rents
    .map((rent, index) => ({
      dueOn: index === 0 ? first : addYears(deliveryOn, index),
      amountFen: rent.toString(),
      rentYear: index + 1,
    }))
    .map(called);
}

/** The year of the lease that a day lies in; what is paid ahead of the first belongs to it. */
function yearOf(deliveryOn: Day, day: Day, years: number): number {
  let year = 1;
  while (year < years && addYears(deliveryOn, year) <= day) year++;
  return year;
}

function requireAgreed(agreed: readonly Instalment[], wanted: Fen, signedOn: Day): void {
  const sum = addFen(...agreed.map(({ amountFen }) => fen(amountFen)));
  if (sum !== wanted || agreed.some(({ amountFen }) => fen(amountFen) <= NOTHING))
    throw refuse('contract.instalments-sum', { sumFen: sum.toString(), priceFen: wanted.toString() });
  if (agreed.some(({ dueOn }, index) => dueOn < (agreed[index - 1]?.dueOn ?? signedOn)))
    throw refuse('contract.instalments-disordered');
}

/**
 * Half within a month, all within a year (国土资发〔2010〕34号), both by the pack; or what the contract says within
 * that.
 */
function priceDays(
  pack: PackOn,
  price: Fen,
  signedOn: Day,
  agreed: readonly Instalment[] | undefined,
): readonly Unnumbered[] {
  const [firstBy, allBy] = [
    pack.last([{ clock: 'contract.first-payment' }], signedOn),
    pack.last([{ clock: 'contract.full-payment' }], signedOn),
  ];
  const first = firstOf(pack, price);
  if (agreed === undefined || agreed.length === 0) {
    const rest = subtractFen(price, first);
    return [
      { dueOn: settledDay(firstBy, BY_PACK), amountFen: first.toString() },
      { dueOn: settledDay(allBy, BY_PACK), amountFen: rest.toString() },
    ].filter(({ amountFen }) => amountFen !== '0');
  }
  requireAgreed(agreed, price, signedOn);
  const last = agreed.at(-1)!.dueOn;
  // What keeps to the earliest possible day is in time whatever the notice says; only what is later has to
  // wait for it.
  if (last > allBy.earliest)
    throw refuse('contract.instalments-late', {
      last,
      latest: settledDay(allBy, BY_PACK),
      rule: pack.on(signedOn).clock('contract.full-payment').source,
    });
  const early = addFen(
    ...agreed.filter(({ dueOn }) => dueOn <= firstBy.earliest).map(({ amountFen }) => fen(amountFen)),
  );
  if (early < first)
    throw refuse('contract.first-payment-low', {
      earlyFen: early.toString(),
      firstFen: first.toString(),
      firstBy: settledDay(firstBy, BY_PACK),
    });
  return agreed;
}

/** The payment of that number. Numbers stay when others fall away. */
export const dueOf = (schedule: Schedule, no: number): Due | undefined =>
  schedule.find((due) => due.no === no);
/**
 * What the levy is asked of: the price; of a lease its rents; of 租让结合 both; of 先租后让 the rents, because its
 * price is judged when it is paid.
 */
export function incomeOf(
  { form }: DealTerms,
  { rents, schedule }: ContractTerms,
  priceFen: FenText,
): FenText {
  return rents && form !== 'lease' ? totalOf(schedule).toString() : priceFen;
}

/** Everything due up to and with an instalment. */
export const dueUpTo = (schedule: Schedule, no: number): Fen =>
  addFen(...schedule.filter((instalment) => instalment.no <= no).map(({ amountFen }) => fen(amountFen)));
export const missingOf = (schedule: Schedule, no: number, paid: Fen): Fen =>
  notBelowZero(subtractFen(dueUpTo(schedule, no), paid));
export const GRACE = 'contract.default';
export const defaultOn = (pack: PackOn, dueOn: Day): LastDay => pack.last([{ clock: GRACE }], dueOn);

/**
 * Payments fill the instalments in their order; each day bears the rate on what was missing of this one;
 * rounded once.
 */
export function interestOf(
  schedule: Schedule,
  no: number,
  payments: readonly PricePayment[],
  { rate, rule = 'contract.late-rate', source, confirmed }: LateRate,
  until: Day,
): ExplainedFen {
  const { dueOn, amountFen } = dueOf(schedule, no)!;
  const missingAfter = (day: Day) =>
    smallerFen(
      fen(amountFen),
      missingOf(
        schedule,
        no,
        addFen(...payments.filter(({ paidOn }) => paidOn <= day).map((payment) => fen(payment.amountFen))),
      ),
    );
  const days = [
    dueOn,
    ...new Set(payments.map(({ paidOn }) => paidOn).filter((day) => day > dueOn && day < until)),
    until,
  ].sort();
  const intervals = days.slice(1).flatMap((to, index) => {
    const [from, missing] = [days[index]!, missingAfter(days[index]!)];
    return to > from && missing > NOTHING ? [{ missing, days: daysBetween(from, to) }] : [];
  });
  const { numerator, denominator } = parseRate(rate);
  const exact =
    intervals.reduce((sum, { missing, days: length }) => sum + missing * BigInt(length), 0n) * numerator;
  const value = divideHalfUp(exact, denominator) as Fen;
  const sign = signOf(value * denominator === exact);
  const terms = intervals
    .map(({ missing, days: length }) => `${formatYuan(missing)} × ${length} 日`)
    .join(' + ');
  return {
    value: value.toString(),
    formula: terms === '' ? '没有逾期' : `(${terms}) × ${rate} ${sign} ${formatYuan(value)} 元`,
    inputs: { instalment: String(no), dueOn, until, rate },
    rule,
    source,
    confirmed,
  };
}
