/** 滞纳金: a rate per day on what is unpaid, at most the principal (行政强制法 45). */
import { Rejected } from '#kernel/messages';
import { daysBetween } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { addFen, divideHalfUp, formatYuan, NOTHING, notBelowZero, parseRate, smallerFen, subtractFen } from '../money.js';
import type { Fen } from '../money.js';
import type { Pack } from '../pack/pack.js';

const CAP_ARTICLE = '行政强制法第四十五条';

/** `days` are calendar days after the due date. Days are multiplied before rounding: a fee rounded daily would drift. */
export function lateFee(pack: Pack, { unpaidFen, days }: Readonly<{ unpaidFen: Fen; days: number }>): Explained<Fen> {
  if (unpaidFen < 0n || !Number.isSafeInteger(days) || days < 0) {
    throw new Rejected('levy.late-malformed', '欠缴金额和逾期天数不能为负数。', { unpaidFen: unpaidFen.toString(), days, source: CAP_ARTICLE });
  }
  const { key, value: rate, source, confirmed } = pack.text('levy.late-fee-rate');
  const { value, capped } = charged(unpaidFen * BigInt(days), rate, unpaidFen);
  return {
    value,
    formula: `${formatYuan(unpaidFen)} × ${rate} × ${days} 日${capped} = ${formatYuan(value)} 元`,
    inputs: { unpaidYuan: formatYuan(unpaidFen), days: String(days), rate },
    rule: key,
    source,
    confirmed,
  };
}

export type Instalment = Readonly<{ paidOn: CivilDate; amountFen: Fen }>;
export type LateInterval = Readonly<{ from: CivilDate; to: CivilDate; days: number; unpaidFen: Fen }>;
export type LateAccount = Readonly<{
  feeFen: Fen;
  /** Of the principal. */
  unpaidFen: Fen;
  feeUnpaidFen: Fen;
  overpaidFen: Fen;
  intervals: readonly LateInterval[];
}>;

/**
 * The fee of a debt that is paid in parts, as it stands on a day. Each interval bears the fee on what was unpaid in it; the
 * sum is rounded once. Payments are a set by their dates, so the order in which vouchers come in cannot change anything.
 * A payment goes to the principal first, what is over to the fee.
 * @throws {@link Rejected} `levy.late-malformed`
 */
export function lateFeeOfParts(pack: Pack, debt: Readonly<{ principalFen: Fen; dueOn: CivilDate; payments: readonly Instalment[]; asOf: CivilDate }>): Explained<LateAccount> {
  const { principalFen, dueOn, payments, asOf } = debt;
  if (principalFen < 0n || payments.some(({ amountFen }) => amountFen <= 0n)) throw new Rejected('levy.late-malformed', '应缴金额不能为负数，每笔缴款应大于零。', { source: CAP_ARTICLE });
  const late = payments.find(({ paidOn }) => daysBetween(paidOn, asOf) < 0);
  if (late) throw new Rejected('levy.late-malformed', `${late.paidOn} 的缴款晚于计算日 ${asOf}，请更正日期或者推后计算日。`, { source: CAP_ARTICLE });

  const paid = new Map<CivilDate, Fen>();
  for (const { paidOn, amountFen } of payments) paid.set(paidOn, addFen(paid.get(paidOn) ?? NOTHING, amountFen));
  const intervals: LateInterval[] = [];
  let left = principalFen;
  let from = dueOn;
  for (const day of [...new Set([...paid.keys(), asOf])].sort()) {
    const days = daysBetween(from, day);
    if (days > 0 && left > NOTHING) intervals.push({ from, to: day, days, unpaidFen: left });
    if (days > 0) from = day;
    left = notBelowZero(subtractFen(left, paid.get(day) ?? NOTHING));
  }
  const { key, value: rate, source, confirmed } = pack.text('levy.late-fee-rate');
  const { value: feeFen, capped } = charged(intervals.reduce((sum, { unpaidFen, days }) => sum + unpaidFen * BigInt(days), 0n), rate, principalFen);
  const over = notBelowZero(subtractFen(addFen(...paid.values()), principalFen));
  const [first] = intervals;
  const terms = intervals.map(({ unpaidFen, days }) => `${formatYuan(unpaidFen)} × ${days} 日`).join(' + ');
  const product = first && intervals.length === 1 ? `${formatYuan(first.unpaidFen)} × ${rate} × ${first.days} 日` : `(${terms}) × ${rate}`;
  return {
    value: { feeFen, unpaidFen: left, feeUnpaidFen: subtractFen(feeFen, smallerFen(over, feeFen)), overpaidFen: notBelowZero(subtractFen(over, feeFen)), intervals },
    formula: first ? `${product}${capped} = ${formatYuan(feeFen)} 元` : '没有逾期',
    inputs: { principalYuan: formatYuan(principalFen), dueOn, asOf, payments: String(payments.length), rate },
    rule: key,
    source,
    confirmed,
  };
}

/** 分 times days at a rate per day, half-up once, at most the principal. */
function charged(fenDays: bigint, rate: string, principal: Fen): { value: Fen; capped: string } {
  const { numerator, denominator } = parseRate(rate);
  const uncapped = divideHalfUp(fenDays * numerator, denominator) as Fen;
  return { value: smallerFen(uncapped, principal), capped: uncapped > principal ? `，以本金为限` : '' };
}
