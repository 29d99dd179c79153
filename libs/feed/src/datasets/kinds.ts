/**
 * What may stand in a field of a data set. Every value is text, as the platforms take it; a sentence says
 * what is wrong with one, `undefined` that it fits.
 */
import { isDay, usccFault } from '#policy';
import { TRADE_CODE_CHARS, tradeCodeFault } from './trade-code.js';

export type Rows = readonly Readonly<Record<string, string>>[];
export type Value = string | Rows;

export type Kind = Readonly<{
  /** What is allowed, in Chinese. */
  what: string;
  /** For whoever reads the data set by machine; the sentence judges more than it. */
  schema: Readonly<Record<string, unknown>>;
  fault: (value: unknown) => string | undefined;
}>;

const kind = (what: string, pattern: string, fits: (value: string) => boolean = () => true): Kind => ({
  what,
  schema: { type: 'string', pattern },
  fault: (value) =>
    typeof value === 'string' && new RegExp(pattern, 'u').test(value) && fits(value)
      ? undefined
      : `应为${what}`,
});

/** A kind whose own sentence says more than its pattern. */
const judged = (what: string, pattern: string, fault: (value: string) => string | undefined): Kind => ({
  ...kind(what, pattern),
  fault: (value) => (typeof value === 'string' ? fault(value) : `应为${what}`),
});

/** Not empty, and at most so many characters. */
export const textOf = (charsMax: number): Kind =>
  kind(`不超过${charsMax}字的文字`, `^(?=[\\s\\S]*\\S)[\\s\\S]{1,${charsMax}}$`);

/** A code of a dictionary of the platform, which is not public: its length is all that is known. */
export const codeOf = (chars: number, dictionary: string): Kind =>
  kind(`${chars}位代码（${dictionary}）`, `^[0-9A-Za-z]{${chars}}$`);

export const digitsOf = (count: number, what: string): Kind =>
  kind(`${count}位数字（${what}）`, `^\\d{${count}}$`);
export const oneOfThese = (values: Readonly<Record<string, string>>): Kind =>
  kind(
    Object.entries(values)
      .map(([value, meaning]) => `${value}（${meaning}）`)
      .join('或者'),
    `^(${Object.keys(values).join('|')})$`,
  );

export const COUNT: Kind = kind('不带前导零的整数', '^(0|[1-9]\\d{0,8})$');
export const DAY: Kind = kind('八位日期 yyyyMMdd', '^\\d{8}$', isCompactDay);
export const SECOND: Kind = kind(
  '十四位时间 yyyyMMddHHmmss',
  '^\\d{8}([01]\\d|2[0-3])[0-5]\\d[0-5]\\d$',
  (value) => isCompactDay(value.slice(0, 8)),
);
/** So many digits in all, so many of them behind the point: NUMBER(12,6). */
export const decimalOf = (digits: number, behind: number): Kind =>
  kind(
    `整数不超过${digits - behind}位、小数不超过${behind}位的数`,
    `^(0|[1-9]\\d{0,${digits - behind - 1}})(\\.\\d{1,${behind}})?$`,
  );
export const ADDRESS: Kind = kind('http 或 https 网址，不超过500字', '^https?://[^\\s]{1,492}$');
export const ISO_DAY: Kind = kind('日期 yyyy-MM-dd', '^\\d{4}-\\d{2}-\\d{2}$', isDay);
export const USCC: Kind = judged('18位统一社会信用代码', '^[0-9A-Z]{18}$', usccFault);
export const TRADE_CODE: Kind = judged(
  `${TRADE_CODE_CHARS}位统一交易标识码`,
  `^[0-9A-Z-]{${TRADE_CODE_CHARS}}$`,
  tradeCodeFault,
);

const ROWS_MAX = 200;

/** Rows of named values. */
export const listOf = (members: Readonly<Record<string, Kind>>): Kind => ({
  what: `不超过${ROWS_MAX}行的列表，每行有 ${Object.keys(members).join('、')}`,
  schema: {
    type: 'array',
    maxItems: ROWS_MAX,
    items: {
      type: 'object',
      properties: Object.fromEntries(Object.entries(members).map(([name, { schema }]) => [name, schema])),
      required: Object.keys(members),
      additionalProperties: false,
    },
  },
  fault: (value) => {
    if (!Array.isArray(value) || value.length > ROWS_MAX)
      return `应为不超过${ROWS_MAX}行的列表，每行有 ${Object.keys(members).join('、')}`;
    return value.map((row: unknown, at) => rowFault(members, row, at)).find((fault) => fault !== undefined);
  },
});

function rowFault(members: Readonly<Record<string, Kind>>, row: unknown, at: number): string | undefined {
  const given = new Map(Object.entries(row ?? {}));
  const stray = [...given.keys()].find((name) => !(name in members));
  if (stray !== undefined) return `第${at + 1}行没有“${stray}”这一项`;
  const faults = Object.entries(members).map(([name, { fault }]) => [name, fault(given.get(name))] as const);
  const [name, fault] = faults.find(([, found]) => found !== undefined) ?? [];
  return fault === undefined ? undefined : `第${at + 1}行的 ${name} ${fault}`;
}

/** `2026-11-30` as the platforms write it. */
export const compact = (day: string): string => day.replaceAll('-', '');

function isCompactDay(value: string): boolean {
  return isDay(`${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`);
}
