/** 滞纳金: a rate per day on what is unpaid, at most the principal (行政强制法 45). */
import { addDays, daysBetween } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import {
  addFen,
  divideHalfUp,
  formatYuan,
  NOTHING,
  notBelowZero,
  parseRate,
  signOf,
  smallerFen,
  subtractFen,
} from '../money.js';
import type { Fen, Sign } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative, wrongField } from './field-line.js';

const RATE = 'levy.late-fee-rate';
const CAP_ARTICLE = '行政强制法第四十五条';
const MALFORMED = 'levy.late-malformed';

const malformed = (field: string, name: string, said: string) =>
  wrongField(MALFORMED, { name, field, said }, CAP_ARTICLE);

/**
 * `days` are calendar days after the due date. Days are multiplied before rounding: a fee rounded daily would
 * drift.
 */
export function lateFee(
  pack: PackOn,
  { unpaidFen, days }: Readonly<{ unpaidFen: Fen; days: number }>,
): Explained<Fen> {
  requireNotNegative(MALFORMED, CAP_ARTICLE, ['unpaidFen', '欠缴金额', unpaidFen]);
  if (!Number.isSafeInteger(days) || days < 0)
    throw malformed('days', '逾期天数', `“${days}”应为不小于零的整数，例如 10`);
  const { key: rule, value: rate, source, confirmed } = pack.text(RATE);
  const { value, capped, sign } = charged([{ unpaidFen, days, rate }], unpaidFen);
  return {
    value,
    formula: `${formatYuan(unpaidFen)} × ${rate} × ${days} 日${capped} ${sign} ${formatYuan(value)} 元`,
    inputs: { unpaidYuan: formatYuan(unpaidFen), days: String(days), rate },
    rule,
    source,
    confirmed,
  };
}

export type Instalment = Readonly<{ paidOn: CivilDate; amountFen: Fen }>;
/** Days after `from` up to and with `to`, all at one rate. */
export type LateInterval = Readonly<{
  from: CivilDate;
  to: CivilDate;
  days: number;
  unpaidFen: Fen;
  rate: string;
}>;
export type LateAccount = Readonly<{
  feeFen: Fen;
  /** Of the principal. */
  unpaidFen: Fen;
  feeUnpaidFen: Fen;
  overpaidFen: Fen;
  intervals: readonly LateInterval[];
}>;

/**
 * The fee of a debt that is paid in parts, as it stands on a day. Each late day bears the rate that is in
 * force on it, on what was unpaid; the sum is rounded once. Payments are a set by their dates, so the order
 * in which vouchers come in cannot change anything. A payment goes to the principal first, what is over to
 * the fee.
 * @throws {@link Rejected} `levy.late-malformed`
 */
export function lateFeeOfParts(
  pack: PackOn,
  debt: Readonly<{ principalFen: Fen; dueOn: CivilDate; payments: readonly Instalment[]; asOf: CivilDate }>,
): Explained<LateAccount> {
  const { principalFen, dueOn, payments, asOf } = debt;
  requireNotNegative(MALFORMED, CAP_ARTICLE, ['principalFen', '应缴本金', principalFen]);
  for (const [index, { paidOn, amountFen }] of payments.entries()) {
    const [field, name] = [`payments.${index}`, `第 ${index + 1} 笔缴款的`];
    if (amountFen <= 0n) {
      const said = `“${formatYuan(amountFen)} 元”应为大于零的金额，例如 1150000.00 元`;
      throw malformed(`${field}.amountFen`, `${name}金额`, said);
    }
    if (daysBetween(paidOn, asOf) < 0)
      throw malformed(
        `${field}.paidOn`,
        `${name}缴款日`,
        `“${paidOn}”晚于计算日 ${asOf}，应为计算日或者之前的日期，例如 ${asOf}；也可推后计算日`,
      );
  }

  const paid = new Map<CivilDate, Fen>();
  for (const { paidOn, amountFen } of payments)
    paid.set(paidOn, addFen(paid.get(paidOn) ?? NOTHING, amountFen));
  const intervals: LateInterval[] = [];
  let left = principalFen;
  let from = dueOn;
  for (const day of [...new Set([...paid.keys(), asOf])].sort()) {
    const days = daysBetween(from, day);
    if (days > 0 && left > NOTHING)
      intervals.push(...atTheirRates(pack, from, day).map((span) => ({ ...span, unpaidFen: left })));
    if (days > 0) from = day;
    left = notBelowZero(subtractFen(left, paid.get(day) ?? NOTHING));
  }
  // Without a late day it is the rule of the day asked for that says so.
  const rules =
    intervals.length > 0 ? intervals.map(({ to }) => pack.on(to).text(RATE)) : [pack.on(asOf).text(RATE)];
  const [single] = intervals;
  const oneRate = intervals.every(({ rate }) => rate === single?.rate);
  const rate = [...new Set(rules.map(({ value }) => value))].join('、');
  const { value: feeFen, capped, sign } = charged(intervals, principalFen);
  const over = notBelowZero(subtractFen(addFen(...paid.values()), principalFen));
  const terms = intervals.map(({ unpaidFen, days }) => `${formatYuan(unpaidFen)} × ${days} 日`).join(' + ');
  const rated = intervals
    .map((each) => `${formatYuan(each.unpaidFen)} × ${each.rate} × ${each.days} 日`)
    .join(' + ');
  const product = intervals.length === 1 || !oneRate ? rated : `(${terms}) × ${rate}`;
  return {
    value: {
      feeFen,
      unpaidFen: left,
      feeUnpaidFen: subtractFen(feeFen, smallerFen(over, feeFen)),
      overpaidFen: notBelowZero(subtractFen(over, feeFen)),
      intervals,
    },
    formula: single ? `${product}${capped} ${sign} ${formatYuan(feeFen)} 元` : '没有逾期',
    inputs: { principalYuan: formatYuan(principalFen), dueOn, asOf, payments: String(payments.length), rate },
    rule: [...new Set(rules.map(({ key }) => key))].join('；'),
    source: [...new Set(rules.map(({ source }) => source))].join('；'),
    confirmed: rules.every(({ confirmed }) => confirmed),
  };
}

/** The late days after `from` up to and with `to`, parted where the rate changes. */
function atTheirRates(pack: PackOn, from: CivilDate, to: CivilDate): Omit<LateInterval, 'unpaidFen'>[] {
  const { value: rate, validTo } = pack.on(addDays(from, 1)).text(RATE);
  if (validTo === undefined || validTo >= to) return [{ from, to, days: daysBetween(from, to), rate }];
  return [{ from, to: validTo, days: daysBetween(from, validTo), rate }, ...atTheirRates(pack, validTo, to)];
}

/** 分 times days at their rates per day, half-up once, at most the principal. */
function charged(
  intervals: readonly Pick<LateInterval, 'unpaidFen' | 'days' | 'rate'>[],
  principal: Fen,
): { value: Fen; capped: string; sign: Sign } {
  const parts = intervals.map(({ unpaidFen, days, rate }) => ({
    fenDays: unpaidFen * BigInt(days),
    ...parseRate(rate),
  }));
  const denominator = parts.reduce((product, part) => product * part.denominator, 1n);
  const numerator = parts.reduce(
    (sum, part) => sum + (part.fenDays * part.numerator * denominator) / part.denominator,
    0n,
  );
  const uncapped = divideHalfUp(numerator, denominator) as Fen;
  // The principal as the limit is no rounding.
  const over = uncapped > principal;
  return {
    value: smallerFen(uncapped, principal),
    capped: over ? `，以本金为限` : '',
    sign: signOf(over || uncapped * denominator === numerator),
  };
}
