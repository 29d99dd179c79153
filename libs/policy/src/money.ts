/**
 * Money is a whole number of 分 and never a float: the law computes to the 分 and floats lose it.
 * On the wire money is a decimal string of 分 (`"115000000000"`); people read 元 or 万元.
 */
import { Rejected } from '#kernel/messages';

declare const unit: unique symbol;

/** An amount in 分 (1 元 = 100 分). */
export type Fen = bigint & { readonly [unit]: '分' };

/** An exact rational: `0.32`, `32%`, `1‰` and `2/3` all have one, so no product is ever rounded twice. */
export type Rate = Readonly<{ numerator: bigint; denominator: bigint }>;

/**
 * 10¹³ 元 in 分: far above any parcel, far below anything that could hide a misplaced decimal point in a sum.
 */
export const FEN_MAX = 1_000_000_000_000_000n;
const FEN_PER_YUAN = 100n;
const FEN_PER_WAN = 1_000_000n;

export const NOTHING = 0n as Fen;

/**
 * Reads 分 from the wire form or from a bigint.
 * @throws {@link Rejected} `money.malformed` when it is not a whole number, `money.out-of-range` beyond
 *   ±{@link FEN_MAX}.
 */
export function fen(amount: string | bigint): Fen {
  if (typeof amount === 'string' && !/^-?\d{1,18}$/.test(amount)) {
    throw new Rejected({
      code: 'money.malformed',
      zh: `金额“${amount}”应为以分为单位的整数，例如“115000”。`,
      details: { amount },
    });
  }
  return inRange(BigInt(amount));
}

/** Reads 元 with at most two decimals: `1150` or `1150.00`. Rejects what would need rounding. */
export function parseYuan(yuan: string): Fen {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match)
    throw new Rejected({
      code: 'money.malformed',
      zh: `金额“${yuan}”应为元，最多两位小数，例如“1150.00”。`,
      details: {
        amount: yuan,
      },
    });
  const [, sign, whole = '0', cents = ''] = match;
  const amount = BigInt(whole) * FEN_PER_YUAN + BigInt(cents.padEnd(2, '0'));
  return inRange(sign === '-' ? -amount : amount);
}

/** `fen(115000n)` → `1150.00`. */
export function formatYuan(amount: Fen): string {
  return decimal(amount, FEN_PER_YUAN, 2);
}

/**
 * For display: `11500000.00 元` → `1150.000000 万元` without its useless zeros: `1150万元`. Exact, six decimals at
 * most.
 */
export function formatWan(amount: Fen): string {
  return `${decimal(amount, FEN_PER_WAN, 6).replace(/\.?0+$/, '')}万元`;
}

/**
 * Reads a rate: a decimal (`0.32`), a percentage (`32%`), a per-mille (`1‰`) or a fraction (`2/3`).
 * @throws {@link Rejected} `rate.malformed`.
 */
export function parseRate(rate: string): Rate {
  const fraction = /^(\d{1,9})\/([1-9]\d{0,8})$/.exec(rate);
  if (fraction) return { numerator: BigInt(fraction[1] ?? '0'), denominator: BigInt(fraction[2] ?? '1') };
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?([%‰])?$/.exec(rate);
  if (!match)
    throw new Rejected({
      code: 'rate.malformed',
      zh: `比率“${rate}”应写成“0.32”“32%”“1‰”或“2/3”。`,
      details: { rate },
    });
  const [, whole = '0', decimals = '', sign] = match;
  const scale = sign === '%' ? 100n : sign === '‰' ? 1000n : 1n;
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) * scale };
}

/** Below zero, zero, above zero: the order of two rates, without dividing. */
export function compareRates(a: string | Rate, b: string | Rate): number {
  const [left, right] = [rateOf(a), rateOf(b)];
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `amount × rate`, rounded half-up to the 分 (a half moves away from zero), once, at the end. */
export function mulRate(amount: Fen, rate: string | Rate): Fen {
  const { numerator, denominator } = rateOf(rate);
  return inRange(divideHalfUp(amount * numerator, denominator));
}

/** What stands between a computation and its result: `≈` where the result was rounded. */
export type Sign = '=' | '≈';
export const signOf = (exact: boolean): Sign => (exact ? '=' : '≈');

/** {@link mulRate} with the sign that belongs before the product in a formula. */
export function product(amount: Fen, rate: string | Rate): Readonly<{ value: Fen; sign: Sign }> {
  const { numerator, denominator } = rateOf(rate);
  const value = mulRate(amount, rate);
  return { value, sign: signOf(value * denominator === amount * numerator) };
}

/** Half-up division; a half moves away from zero, so that a refund mirrors its payment. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  const magnitude = ((n < 0n ? -n : n) * 2n + d) / (d * 2n);
  return n < 0n ? -magnitude : magnitude;
}

/**
 * Shares an amount by weights, exactly: each share is cut to the 分 and what is left goes to the share named
 * `rest`.
 * @throws {@link Rejected} `money.split` when the weights are not positive or `rest` is not among them.
 */
export function split<K extends string>(
  amount: Fen,
  weights: Readonly<Record<K, bigint>>,
  rest: NoInfer<K>,
): Record<K, Fen> {
  const entries = Object.entries(weights) as [K, bigint][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0n);
  if (total <= 0n || entries.some(([, weight]) => weight < 0n) || !(rest in weights)) {
    throw new Rejected({
      code: 'money.split',
      zh: '分配比例应为非负数且合计大于零，余数归属应是其中一份。',
      details: {
        rest,
        shares: entries.map(([key]) => key),
      },
    });
  }
  const shares = Object.fromEntries(
    entries.map(([key, weight]) => [key, (amount * weight) / total]),
  ) as Record<K, bigint>;
  const given = Object.values<bigint>(shares).reduce((sum, share) => sum + share, 0n);
  shares[rest] += amount - given;
  return shares as Record<K, Fen>;
}

export const addFen = (...amounts: readonly Fen[]): Fen =>
  inRange(amounts.reduce<bigint>((sum, amount) => sum + amount, 0n));
export const subtractFen = (from: Fen, amount: Fen): Fen => inRange(from - amount);
/** Zero where the amount is below zero: a gain that is a loss is not taxed and not refunded. */
export const notBelowZero = (amount: Fen): Fen => (amount < 0n ? NOTHING : amount);
export const smallerFen = (a: Fen, b: Fen): Fen => (a < b ? a : b);

function rateOf(rate: string | Rate): Rate {
  return typeof rate === 'string' ? parseRate(rate) : rate;
}

function inRange(amount: bigint): Fen {
  if (amount > FEN_MAX || amount < -FEN_MAX) {
    throw new Rejected({
      code: 'money.out-of-range',
      zh: `金额 ${formatYuan(amount as Fen)} 元超出系统允许的范围（±${formatYuan(FEN_MAX as Fen)} 元），请检查小数点。`,
      details: { amount: amount.toString() },
    });
  }
  return amount as Fen;
}

function decimal(amount: bigint, scale: bigint, places: number): string {
  const magnitude = amount < 0n ? -amount : amount;
  const fraction = (magnitude % scale).toString().padStart(places, '0');
  return `${amount < 0n ? '-' : ''}${magnitude / scale}.${fraction}`;
}
