import { civilDate, isDay } from '#policy/values';
import { InvalidArgumentError } from 'commander';

/** A whole number from `low` on. */
export const wholeFrom =
  (low: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d{1,9}$/.test(text) || number < low) throw new InvalidArgumentError(`应为不小于 ${low} 的整数。`);
    return number;
  };

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('应为日期，例如 2025-02-10。');
  return text;
}

/** An area in m² with at most two decimals, as it goes over the wire. */
export function squareMetres(text: string): string {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new InvalidArgumentError('应为平方米，最多两位小数，例如 400000.00。');
  return `${match[1]}.${(match[2] ?? '').padEnd(2, '0')}`;
}

export function httpAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('应为网址，例如 http://127.0.0.1:3000。');
  return new URL(text).origin;
}

/** Today in Jinan, by the same CLOCK that a server beside it was started with. */
export function today(): string {
  const { CLOCK = 'system' } = process.env;
  return civilDate(Number.isNaN(Date.parse(CLOCK)) ? new Date().toISOString() : CLOCK);
}

/** An option that may be given several times. */
export const repeated = (text: string, before: readonly string[]): readonly string[] => [...before, text];
