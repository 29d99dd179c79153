import { civilDate, instantOf, isDay } from '#policy/values';
import { InvalidArgumentError, Option } from 'commander';

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
  const now = Date.now();
  return civilDate(instantOf(process.env.CLOCK ?? '', now) ?? new Date(now).toISOString());
}

/** An option that may be given several times. */
export const repeated = (text: string, before: readonly string[]): readonly string[] => [...before, text];

type Names = Readonly<Record<string, string>>;

/** `supply（年度建设用地供应计划）`; the code alone where it has no other name. */
export const choiceText = (choice: string, names: Names | undefined): string =>
  names && Object.hasOwn(names, choice) && names[choice] !== choice
    ? `${choice}（${names[choice]}）`
    : choice;

/** One of several codes, each with its Chinese name; either may be typed. */
export class ChoiceOption extends Option {
  constructor(
    flags: string,
    description: string,
    readonly names: Names,
  ) {
    super(flags, description);
    this.argChoices = Object.keys(names);
    this.argParser((text) => {
      const found = Object.keys(names).find((code) => code === text || names[code] === text);
      if (found !== undefined) return found;
      const known = Object.keys(names).map((code) => choiceText(code, names));
      throw new InvalidArgumentError(`可选 ${known.join('、')}。`);
    });
  }
}
