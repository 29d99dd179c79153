/**
 * What people write where the wire wants something else: a Chinese day, 亩 for square metres, 元 for 分,
 * characters of full width. Each reader gives what was meant in the form of the wire, or nothing; it guesses
 * at no value that could be read in two ways.
 */
import { divideHalfUp, exactMu, formatArea, isDay, squareCm } from '#policy';

/** What was meant, and what is wrong with how it was written. */
export type Near = Readonly<{ meant: string; why: string }>;

const LENGTH_MAX = 60;
const DIGITS = '〇一二三四五六七八九';
const TEN = 10;

/** Half width, without blanks. */
export const halfWidth = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');
const isFullWidth = (text: string) => halfWidth(text) !== text;

/** 十六 is 16, 二〇二六 is 2026; nothing for what is no such number. */
export function chineseNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[零○]/g, '〇');
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(plain);
  if (tens) return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * TEN + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
  if (!/^[〇一二三四五六七八九]{1,4}$/.test(plain)) return undefined;
  return Number([...plain].map((digit) => DIGITS.indexOf(digit)).join(''));
}

const CHINESE_DAY =
  /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?$/;
const WRITTEN_DAY =
  /^(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})[日号]?(?:T00:00(?::00(?:\.0+)?)?(?:\+08:00)?)?$/;
const PLAIN_DAY = /^(\d{4})(\d{2})(\d{2})$/;
/** The day first, where it can be no month: 5/6/2026 could be read in two ways. */
const DAY_FIRST = /^(1[3-9]|2\d|3[01])[-./](\d{1,2})[-./](\d{4})$/;

function partsOfDay(text: string): readonly (number | undefined)[] | undefined {
  const half = halfWidth(text);
  const written = WRITTEN_DAY.exec(half) ?? PLAIN_DAY.exec(half);
  if (written) return written.slice(1, 4).map(Number);
  const dayFirst = DAY_FIRST.exec(half);
  if (dayFirst) return dayFirst.slice(1, 4).map(Number).reverse();
  // NFKC leaves Chinese figures as they are.
  return CHINESE_DAY.exec(half)?.slice(1, 4).map(chineseNumber);
}

/** A day that was written otherwise. Text that names a day that never was is told so by its own sentence. */
export function nearDay(value: unknown): Near | 'never' | undefined {
  if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > LENGTH_MAX)
    return undefined;
  const parts = partsOfDay(String(value));
  if (!parts || parts.includes(undefined)) return undefined;
  const day = parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');
  return isDay(day) ? { meant: day, why: '不是日期' } : 'never';
}

/** Decimal text without separators, signs of money and blanks; its unit stands behind it. */
const AMOUNT = /^([¥￥]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,8})?(分|元|万元|亿元|万|亿)?$/;
const PLACES: Readonly<Record<string, number>> = { 分: 0, 元: 2, 万元: 6, 万: 6, 亿元: 10, 亿: 10 };

const scaled = (whole: string, decimals: string, places: number): string | undefined =>
  decimals.length > places && /[1-9]/.test(decimals.slice(places))
    ? undefined
    : BigInt(whole + decimals.slice(0, places).padEnd(places, '0')).toString();

/** An amount in 元 or with separators where whole 分 are wanted. */
export function nearFen(value: unknown): Near | undefined {
  if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > LENGTH_MAX)
    return undefined;
  const match = AMOUNT.exec(halfWidth(String(value)));
  if (!match) return undefined;
  const [, sign, grouped = '', fraction = '', said] = match;
  const unit = said ?? (sign ? '元' : undefined);
  const [whole, decimals] = [grouped.replaceAll(',', ''), fraction.slice(1)];
  const inYuan = unit ?? (decimals !== '' ? '元' : '分');
  const meant = scaled(whole, decimals, PLACES[inYuan]!);
  if (meant === undefined) return undefined;
  if (inYuan !== '分')
    return {
      meant,
      why: unit ? '不是以分为单位（1 元为 100 分）' : '带小数，似以元为单位（此项以分为单位，1 元为 100 分）',
    };
  return { meant, why: unit || grouped.includes(',') ? '带有单位或者逗号' : plainly(value) };
}

const plainly = (value: unknown): string =>
  typeof value === 'number'
    ? '未加引号，此项须写作文字'
    : isFullWidth(String(value))
      ? '含有全角字符或空格'
      : '多写了前面的零';

const AREA = /^([+-]?)(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,8})?(亩|公顷|hm2|ha|平方米|平米|m2)?$/;
const DECIMALS = 2;
const CM2_PER_GRAIN = 100n;
const M2_PER_HECTARE_PLACES = 6;

const squareMetresOfMu = (mu: string): string => {
  const { numerator, denominator } = exactMu(mu);
  return formatArea(squareCm(divideHalfUp(numerator, denominator * CM2_PER_GRAIN) * CM2_PER_GRAIN));
};
const squareMetresOfHectares = (whole: string, decimals: string): string | undefined => {
  const grains = scaled(whole, decimals, M2_PER_HECTARE_PLACES);
  return grains === undefined ? undefined : formatArea(squareCm(BigInt(grains) * CM2_PER_GRAIN));
};

/** An area in 亩 or hectares, with its unit or with separators, where square metres are wanted. */
export function nearArea(value: unknown): Near | undefined {
  if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > LENGTH_MAX)
    return undefined;
  const match = AREA.exec(halfWidth(String(value)));
  if (!match) return undefined;
  const [, sign = '', grouped = '', fraction = '', unit] = match;
  const [whole, decimals] = [grouped.replaceAll(',', ''), fraction.slice(1)];
  if (unit === '亩' && decimals.length <= 4) {
    const meant = squareMetresOfMu(`${whole}${fraction}`);
    return { meant: sign + meant, why: `合 ${meant} 平方米，此项以平方米为单位` };
  }
  if (unit === '公顷' || unit === 'hm2' || unit === 'ha') {
    const meant = squareMetresOfHectares(whole, decimals);
    return meant === undefined
      ? undefined
      : { meant: sign + meant, why: `合 ${meant} 平方米，此项以平方米为单位` };
  }
  if (unit === '亩' || decimals.length > DECIMALS) return undefined;
  return {
    meant: `${sign}${whole}${fraction}`,
    why: unit || grouped.includes(',') ? '带有单位或者逗号' : plainly(value),
  };
}

/** A ratio without its sign, as a fraction of one, or in words. */
export function nearPercent(value: unknown): Near | undefined {
  if (typeof value === 'number')
    return value > 0 && value <= 100
      ? { meant: percentOf(value <= 1 ? value * 100 : value), why: '未写百分号' }
      : undefined;
  if (typeof value !== 'string' || value.length > LENGTH_MAX) return undefined;
  const half = halfWidth(value);
  if (half !== value && /^\d{1,3}(\.\d{1,6})?%$/.test(half))
    return { meant: half, why: '含有全角字符或空格' };
  if (/^0?\.\d{1,6}$/.test(half)) return { meant: percentOf(Number(half) * 100), why: '未写作百分数' };
  if (/^\d{1,3}(\.\d{1,4})?$/.test(half)) return { meant: `${half}%`, why: '未写百分号' };
  const words = chineseNumber(/^百分之(.{1,3})$/.exec(half)?.[1] ?? '');
  return words === undefined ? undefined : { meant: `${words}%`, why: '未写作百分数' };
}
const percentOf = (hundredths: number): string => `${Number(hundredths.toFixed(4))}%`;

/** A whole number in quotes, with its unit or in words. */
export function nearWhole(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > LENGTH_MAX) return undefined;
  const bare = /^(.{1,12}?)(?:年|人|户|天|日|个|期|轮)?$/.exec(halfWidth(value))?.[1] ?? '';
  return /^-?\d{1,12}$/.test(bare) ? Number(bare) : chineseNumber(bare);
}

const YES: readonly unknown[] = ['true', 'TRUE', 'True', '是', '有', 1, '1', 'yes', 'y'];
const NO: readonly unknown[] = ['false', 'FALSE', 'False', '否', '无', '没有', 0, '0', 'no', 'n'];
export const nearFlag = (value: unknown): boolean | undefined =>
  YES.includes(value) ? true : NO.includes(value) ? false : undefined;

/** Letters that a credit code never has, for the digits that they look like. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5' };
export const withoutLookalikes = (code: string): string =>
  code.replaceAll(/[OIZS]/g, (letter) => LOOKALIKES[letter]!);
