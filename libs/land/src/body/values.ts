/** Fields of one value, kind by kind: what each takes, and what is said of a value that it does not take. */
import { isURL } from 'class-validator';
import { faultWords, isBlank, isDay, normalNo, readText, usccFault } from '#policy';
import type { TextShape } from '#policy';
import { field } from './field.js';
import type { Called, Fault, Schema } from './field.js';
import {
  halfWidth,
  nearArea,
  nearDay,
  nearFen,
  nearFlag,
  nearPercent,
  nearWhole,
  withoutLookalikes,
} from './near-values.js';
import type { Near } from './near-values.js';
import { missing, nearly, such, wrong } from './words.js';
import type { Wanted } from './words.js';

/** Longest text that a person writes into one field. */
export const TEXT_MAX = 2_000;
export const LINE_MAX = 200;
const ADDRESS_MAX = 2_000;
const NUMBER_EXAMPLE = '115000000';
const USCC_EXAMPLE = '91350100M000100Y43';
const USCC_CHARACTERS = 18;

/**
 * `empty`: may be the empty text, because what is missing is named by the decider, all at once and with its
 * article.
 */
export type Empty = Called & Readonly<{ empty?: boolean }>;
export type TextOptions = Empty & Readonly<{ max?: number }>;

const isLonger = (text: string, max: number) => text.length > max && [...text].length > max;
/** A number where a text belongs: the same with quotes. */
const unquoted = (value: unknown, wanted: Wanted): string =>
  typeof value === 'number' ? nearly(value, `"${value}"`, '未加引号，此项须写作文字') : wrong(value, wanted);

export const textFault =
  (shape: TextShape, { max = LINE_MAX, empty = false }: TextOptions): Fault =>
  (value, wanted) => {
    if (typeof value !== 'string') return unquoted(value, wanted);
    const { fault } = readText(value, shape);
    if (fault) return `${faultWords(fault)}${such(wanted.example) || `，应为${wanted.wants}`}`;
    if (!empty && isBlank(value)) return missing(wanted);
    return isLonger(value, max) ? wrong(value, wanted, `有 ${[...value].length} 字`) : undefined;
  };

export const textForm =
  (shape: TextShape) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (readText(value, shape).text ?? value) : value;
export const textSchema = (format: string, { max = LINE_MAX, empty = false }: TextOptions): Schema => ({
  type: 'string',
  format,
  ...(empty ? {} : { minLength: 1 }),
  maxLength: max,
});

/** One line that people can see: NFC, nothing invisible in it. */
export const Line = (options: TextOptions = {}): PropertyDecorator =>
  field(
    {
      kind: 'line',
      schema: textSchema('line', options),
      noun: '文字',
      wants: `一行文字，不超过 ${options.max ?? LINE_MAX} 字`,
      example: '三涧溪村股份经济合作社',
      fault: textFault('line', options),
      form: textForm('line'),
    },
    options,
  );

/** The same, with line breaks. */
export const Paragraph = (options: TextOptions = {}): PropertyDecorator => {
  const all = { max: TEXT_MAX, ...options };
  return field(
    {
      kind: 'paragraph',
      schema: textSchema('paragraph', all),
      noun: '文字',
      wants: `文字，不超过 ${all.max} 字`,
      example: '经核对材料齐全，符合规定',
      fault: textFault('paragraph', all),
      form: textForm('paragraph'),
    },
    options,
  );
};

/** A password: whatever its owner types, as typed. It is never shown, and no example of one is given. */
export const Secret = (max: number, noun = '密码'): PropertyDecorator => {
  const sentence = `必填，应为${noun}，不超过 ${max} 字`;
  return field({
    kind: 'secret',
    schema: { type: 'string', format: 'password', minLength: 1, maxLength: max },
    noun,
    wants: `${noun}，不超过 ${max} 字`,
    example: '',
    fault: (value) =>
      typeof value !== 'string' || value === ''
        ? sentence
        : isLonger(value, max)
          ? `内容过长，不超过 ${max} 字，请缩短`
          : undefined,
  });
};

/** The number of a paper, as it stands there. It is compared in its normal form (`sameNo`). */
export const DocumentNo = (options: TextOptions = {}): PropertyDecorator => {
  const text = textFault('line', options);
  return field(
    {
      kind: 'documentNo',
      schema: textSchema('document-no', options),
      noun: '文号或者编号',
      wants: `文号或者编号，不超过 ${options.max ?? LINE_MAX} 字`,
      example: '章自然资〔2026〕12号',
      fault: (value, wanted) =>
        text(value, wanted) ??
        (value !== '' && normalNo(value as string) === '' ? missing(wanted) : undefined),
      form: textForm('line'),
    },
    options,
  );
};

/** Checks a text of one form; the empty one passes where it may, another is missing. */
export const written =
  ({ empty = false }: Empty, fault: (text: string, wanted: Wanted) => string | undefined): Fault =>
  (value, wanted) => {
    if (typeof value !== 'string') return unquoted(value, wanted);
    if (value === '' && empty) return undefined;
    return isBlank(value) ? missing(wanted) : fault(value, wanted);
  };

export const credit = (text: string, wanted: Wanted): string | undefined => {
  const fault = usccFault(text);
  if (fault === undefined) return undefined;
  const meant = withoutLookalikes(normalNo(text));
  return usccFault(meant) === undefined
    ? nearly(text, meant, '把数字误写作形近的字母')
    : `${fault}，例如 ${wanted.example}`;
};
export const CREDIT_CODE = {
  noun: '统一社会信用代码',
  wants: '18 位统一社会信用代码',
  example: USCC_EXAMPLE,
};

/** 统一社会信用代码 in capitals and half width, its check digit right. */
export const Uscc = (options: Empty = {}): PropertyDecorator =>
  field(
    {
      kind: 'uscc',
      schema: {
        type: 'string',
        format: 'uscc',
        ...(options.empty ? {} : { minLength: USCC_CHARACTERS }),
        maxLength: USCC_CHARACTERS,
      },
      ...CREDIT_CODE,
      fault: written(options, credit),
      form: normalForm,
    },
    options,
  );

export function normalForm(value: unknown): unknown {
  if (typeof value !== 'string' || readText(value).fault) return value;
  // Blanks are no empty text: they stay what they are, and are refused.
  return normalNo(value) || value;
}

const dayFault: Fault = (value, wanted) => {
  if (isDay(value)) return undefined;
  if (typeof value === 'string' && isBlank(value)) return missing(wanted);
  const near = nearDay(value);
  if (near === undefined) return wrong(value, wanted);
  return near === 'never' ? wrong(value, wanted, '在公历中没有这一天') : nearly(value, near.meant, near.why);
};

/** A day of the calendar. */
export const Day = (options: Empty = {}): PropertyDecorator =>
  field(
    {
      kind: 'day',
      schema: options.empty
        ? { type: 'string', anyOf: [{ format: 'date' }, { const: '' }] }
        : { type: 'string', format: 'date' },
      noun: '日期',
      wants: '公历日期，写作“年-月-日”',
      example: '2026-11-16',
      fault: (value, wanted) => (value === '' && options.empty ? undefined : dayFault(value, wanted)),
    },
    options,
  );

type PatternOptions = Empty & Readonly<{ kind?: string; noun?: string; near?: NearValue }>;
type NearValue = (value: unknown) => Near | undefined;

/** The same in half width, or with its quotes. */
const nearText =
  (pattern: RegExp): NearValue =>
  (value) => {
    const meant = halfWidth(String(value));
    if (typeof value === 'number')
      return pattern.test(meant) ? { meant: `"${meant}"`, why: UNQUOTED } : undefined;
    return typeof value === 'string' && pattern.test(meant)
      ? { meant, why: '含有全角字符或空格' }
      : undefined;
  };
const UNQUOTED = '未加引号，此项须写作文字';

export function patternFault(pattern: RegExp, options: PatternOptions): Fault {
  const nearTo = options.near ?? nearText(pattern);
  return (value, wanted) => {
    if (typeof value === 'string') {
      if (value === '' && options.empty) return undefined;
      if (isBlank(value)) return missing(wanted);
      if (pattern.test(value)) return undefined;
    }
    const near = typeof value === 'string' || typeof value === 'number' ? nearTo(value) : undefined;
    if (near === undefined) return wrong(value, wanted);
    const bare = near.meant.replaceAll('"', '');
    if (!pattern.test(bare)) return wrong(value, wanted);
    return nearly(value, typeof value === 'number' ? `"${bare}"` : near.meant, near.why);
  };
}

/** A text of one form, such as a code. `what` says which. */
export const Pattern = (
  pattern: RegExp,
  what: string,
  example: string,
  options: PatternOptions = {},
): PropertyDecorator =>
  field(
    {
      kind: options.kind ?? 'pattern',
      schema: { type: 'string', pattern: options.empty ? `^$|${pattern.source}` : pattern.source },
      noun: options.noun ?? what,
      wants: what,
      example,
      fault: patternFault(pattern, options),
    },
    options,
  );

/** How an amount and an area are described, and what is near to them. */
export const FEN = { kind: 'fen', noun: '以分为单位的金额', near: nearFen };
export const AREA = { kind: 'area', noun: '平方米数', near: nearArea };

/** 人民币 in 分, as a decimal text. */
export const Fen = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^(0|[1-9]\d{0,14})$/, '以分为单位的整数（加引号）', NUMBER_EXAMPLE, { ...FEN, ...options });
export const SomeFen = (options: Called = {}): PropertyDecorator =>
  Pattern(/^[1-9]\d{0,14}$/, '大于零、以分为单位的整数（加引号）', NUMBER_EXAMPLE, { ...FEN, ...options });
export const SquareMetres = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^\d{1,10}(\.\d{1,2})?$/, '平方米数（加引号），最多两位小数', '50000.00', { ...AREA, ...options });
export const SquareMetresChange = (): PropertyDecorator =>
  Pattern(/^[+-]?\d{1,10}(\.\d{1,2})?$/, '平方米数（加引号），最多两位小数，调减的写负号', '-50000.00', {
    ...AREA,
    kind: 'pattern',
  });
export const Percent = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^\d{1,3}(\.\d{1,6})?%$/, '百分数（加引号）', '35%', {
    kind: 'percent',
    noun: '百分数',
    near: nearPercent,
    ...options,
  });
/** A share in percent as people resolve it, with at most four decimals. */
export const Ratio = (example: string): PropertyDecorator =>
  Pattern(/^\d{1,3}(\.\d{1,4})?%$/, '百分数（加引号）', example, { noun: '百分数', near: nearPercent });
export const District = (): PropertyDecorator => Pattern(/^\d{6}$/, '六位行政区划代码', '370114');

/** Above this a limit is the machine's and not the clerk's. */
const SAID_MAX = 1e12;
const wantsNumber = (min: number, max: number, what: string) =>
  max > SAID_MAX ? `不小于 ${min} 的${what}` : `${min} 到 ${max} 之间的${what}`;
const isWholeWithin = (value: unknown, min: number, max: number) =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;

const wholeFault =
  (min: number, max: number): Fault =>
  (value, wanted) => {
    if (isWholeWithin(value, min, max)) return undefined;
    if (typeof value === 'string' && isBlank(value)) return missing(wanted);
    if (typeof value === 'number' && Number.isInteger(value)) return wrong(value, wanted, '超出范围');
    const near = nearWhole(value);
    return isWholeWithin(near, min, max)
      ? nearly(value, String(near), '应为不加引号、不带单位的数字')
      : wrong(value, wanted);
  };
const whole = (min: number, max: number) => ({
  kind: 'whole',
  schema: { type: 'integer', minimum: min, maximum: max },
  noun: '整数',
  wants: wantsNumber(min, max, '整数'),
  example: String(Math.min(max, Math.max(min, 1))),
  asJson: Number,
  fault: wholeFault(min, max),
});

export const Whole = (min: number, max: number, called: Called = {}): PropertyDecorator =>
  field(whole(min, max), called);
/** The same in an address, where everything is text. */
export const WholeInAddress = (min: number, max: number): PropertyDecorator =>
  field({
    ...whole(min, max),
    form: (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
  });

export const Numeric = (min: number, max: number, called: Called = {}): PropertyDecorator =>
  field(
    {
      kind: 'numeric',
      schema: { type: 'number', minimum: min, maximum: max },
      noun: '数字',
      wants: wantsNumber(min, max, '数'),
      example: String(max > SAID_MAX ? min : Math.min(max, Math.max(min, 1))),
      asJson: Number,
      fault: (value, wanted) => {
        if (typeof value === 'number')
          return value >= min && value <= max ? undefined : wrong(value, wanted, '超出范围');
        if (typeof value === 'string' && isBlank(value)) return missing(wanted);
        const near = nearWhole(value);
        return near !== undefined && near >= min && near <= max
          ? nearly(value, String(near), '应为不加引号、不带单位的数字')
          : wrong(value, wanted);
      },
    },
    called,
  );

/** `yes` and `no` say what the two mean, where it is not plain. */
export const Flag = ({
  yes = '是',
  no = '否',
  ...called
}: Called & Readonly<{ yes?: string; no?: string }> = {}): PropertyDecorator =>
  field(
    {
      kind: 'flag',
      schema: { type: 'boolean' },
      noun: '“是”或者“否”',
      wants: `true（${yes}）或者 false（${no}），不加引号`,
      example: 'false',
      choices: { true: yes, false: no },
      asJson: (text) => text === 'true',
      fault: (value, wanted) => {
        if (typeof value === 'boolean') return undefined;
        const near = nearFlag(value);
        return near === undefined
          ? wrong(value, wanted)
          : nearly(
              value,
              `${near}（${near ? yes : no}）`,
              value === String(near) ? '加了引号' : `的代码是 ${near}，不加引号`,
            );
      },
    },
    called,
  );

export const WebAddress = (): PropertyDecorator => {
  const text = textFault('line', { max: ADDRESS_MAX });
  const isAddress = (value: string) =>
    isURL(value, { require_tld: false, require_protocol: true, protocols: ['http', 'https'] });
  return field({
    kind: 'webAddress',
    schema: { type: 'string', format: 'uri', maxLength: ADDRESS_MAX },
    noun: '网址',
    wants: '以 https:// 开头的网址',
    example: 'https://www.example.com/1',
    fault: (value, wanted) => {
      const fault = text(value, wanted);
      if (fault !== undefined) return fault;
      const address = value as string;
      if (isAddress(address)) return undefined;
      const half = halfWidth(address);
      const meant = [half, `https://${half}`].find((one) => /\w\.\w/.test(one) && isAddress(one));
      return meant === undefined ? wrong(value, wanted) : nearly(value, meant, '不是完整的网址');
    },
  });
};
