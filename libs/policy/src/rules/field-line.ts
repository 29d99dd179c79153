/** A refusal of one field, written as every other error of a field is: its name, its path, what was found. */
import { Rejected } from '#kernel/messages';
import { formatYuan } from '../money.js';
import type { Fen } from '../money.js';

/** Name and path of a field, and what is wrong: what was found, what is allowed, an example. */
export type Wrong = Readonly<{ name: string; field: string; said: string }>;

/** `同意票数（resolution.yes）：“101”多于…，应为…，例如 100。` */
export const fieldLine = ({ name, field, said }: Wrong): string => `${name}（${field}）：${said}。`;

/** @returns a refusal whose details name the field, and the article as `source` */
export const wrongField = (code: string, wrong: Wrong, source: string, details: object = {}): Rejected =>
  new Rejected({ code, zh: fieldLine(wrong), details: { ...details, field: wrong.field, source } });

type Amount = readonly [field: string, name: string, amount: Fen | undefined];

/** @throws Rejected naming the first amount that is below zero; one that was not given is none. */
export function requireNotNegative(code: string, source: string, ...amounts: readonly Amount[]): void {
  for (const [field, name, amount] of amounts)
    if (amount !== undefined && amount < 0n) {
      const said = `“${formatYuan(amount)} 元”是负数，应为不小于零的金额，例如 1150000.00 元`;
      throw wrongField(code, { name, field, said }, source);
    }
}
