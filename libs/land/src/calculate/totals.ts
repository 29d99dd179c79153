/** What a list of questions and its answers add up to. Exact: 分 and hundredths of m² are whole numbers. */
import { formatYuan } from '#policy';
import type { Fen } from '#policy';

export type Totals = Readonly<{
  items: number;
  /** Of the fields that were asked with, in 分 and m². */
  given: Readonly<Record<string, string>>;
  result: Readonly<Record<string, string>>;
  /** Sums that not every item is in, with how many are. */
  partial?: Readonly<Record<string, number>>;
}>;

/** Prices per unit add up to nothing. */
const PER_UNIT = /per(M2|Mu)/i;
type Found = Readonly<{ key: string; amount: bigint }>;

/**
 * Money and areas at any depth; of lists only 分 themselves, since bids and movements are no parts of a sum.
 */
function amountsIn(value: unknown, path = ''): readonly Found[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): readonly Found[] => {
    const key = `${path}${name}`;
    if (PER_UNIT.test(name) || !/(Fen|M2)$/.test(name)) return amountsIn(inner, `${key}.`);
    const parts = (Array.isArray(inner) ? inner : [inner]).filter(
      (part): part is string => typeof part === 'string' && /^-?\d+(\.\d{1,2})?$/.test(part),
    );
    const amount = parts.reduce((sum, part) => sum + wholeOf(name, part), 0n);
    return parts.length === 0 ? [] : [{ key, amount }];
  });
}

const wholeOf = (name: string, text: string): bigint => {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(name.endsWith('Fen') ? text : whole + decimals.padEnd(2, '0'));
};

export function totalsOf(items: readonly Readonly<{ given: object; result: object }>[]): Totals {
  const partial: Record<string, number> = {};
  const sumOf = (side: 'given' | 'result') => {
    const sums = new Map<string, { amount: bigint; items: number }>();
    for (const { key, amount } of items.flatMap((item) => amountsIn(item[side]))) {
      const { amount: before, items: count } = sums.get(key) ?? { amount: 0n, items: 0 };
      sums.set(key, { amount: before + amount, items: count + 1 });
    }
    return Object.fromEntries(
      [...sums].flatMap(([key, { amount, items: count }]) => {
        if (count < items.length) partial[`${side}.${key}`] = count;
        const decimal = formatYuan(amount as Fen);
        return key.endsWith('Fen')
          ? [
              [key, amount.toString()],
              [key.replace(/Fen$/, 'Yuan'), decimal],
            ]
          : [[key, decimal]];
      }),
    );
  };
  const [given, result] = [sumOf('given'), sumOf('result')];
  return { items: items.length, given, result, ...(Object.keys(partial).length > 0 ? { partial } : {}) };
}
