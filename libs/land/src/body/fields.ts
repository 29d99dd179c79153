/**
 * The fields of everything that comes in from outside. One decorator says what a field may hold, so that the
 * check, the form in which it is kept and the description of the interface cannot differ. `class-validator`
 * keeps the checks, each with its JSON Schema as its only constraint; what stands within a field, and the one
 * form of a text, are kept here.
 */
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ValidateBy, ValidateIf, isURL } from 'class-validator';
import { faultWords, isBlank, isDay, normalNo, readText, usccFault } from '#policy';
import type { TextShape } from '#policy';

/** Longest text that a person writes into one field. */
export const TEXT_MAX = 2_000;
export const LINE_MAX = 200;
const ADDRESS_MAX = 2_000;
const NUMBER_EXAMPLE = '115000000';

type Schema = Readonly<Record<string, unknown>>;
type Fault = (value: unknown) => string | undefined;
/**
 * `empty`: may be the empty text, because what is missing is named by the decider, all at once and with its
 * article.
 */
type TextOptions = Readonly<{ max?: number; empty?: boolean }>;
type Empty = Readonly<{ empty?: boolean }>;

/** One object within a field or, where there is a `max`, a list of at most so many. */
export type Within = Readonly<{ shape: () => Type<object>; max?: number }>;

class Register<T> {
  private readonly classes = new Map<unknown, Map<string, T>>();

  note(target: object, property: string | symbol, value: T): void {
    const known = this.classes.get(target.constructor) ?? new Map<string, T>();
    this.classes.set(target.constructor, known.set(String(property), value));
  }

  /** Of a class and of those that it extends. */
  of(body: Type<object>): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    for (let one: unknown = body; typeof one === 'function'; one = Object.getPrototypeOf(one) as unknown) {
      for (const [property, value] of this.classes.get(one) ?? [])
        if (!found.has(property)) found.set(property, value);
    }
    return found;
  }
}

export const WITHIN = new Register<Within>();
/** How a value is written in its one form, before it is checked. */
export const FORMS = new Register<(value: unknown) => unknown>();

/** A check: what is wrong, as a sentence without its full stop, or nothing. */
export function field(
  name: string,
  schema: Schema,
  fault: Fault,
  form?: (value: unknown) => unknown,
): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => fault(value) === undefined,
    defaultMessage: (args?: { value: unknown }) => `${fault(args?.value) ?? ''}。`,
  };
  return (target, property) => {
    ValidateBy({ name, constraints: [schema], validator })(target, property);
    if (form) FORMS.note(target, property, form);
  };
}

/** May be left out. Not the framework's own: that lets null through. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
/** Must be there where the rest of the body says so, and is checked wherever it is there. */
export const RequiredWhen = <B extends object>(needed: (body: B) => boolean): PropertyDecorator =>
  ValidateIf((body: B, value) => value !== undefined || needed(body));

const MISSING = '此项必填，请填写';
const isLonger = (text: string, max: number) => text.length > max && [...text].length > max;

function textFault(
  value: unknown,
  shape: TextShape,
  { max = LINE_MAX, empty = false }: TextOptions,
): string | undefined {
  if (value === undefined) return MISSING;
  if (typeof value !== 'string') return '请填写文字';
  const { fault } = readText(value, shape);
  if (fault) return faultWords(fault);
  if (!empty && isBlank(value)) return MISSING;
  return isLonger(value, max) ? `内容过长，不超过 ${max} 字，请缩短` : undefined;
}

const textForm =
  (shape: TextShape) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (readText(value, shape).text ?? value) : value;
const textSchema = (format: string, { max = LINE_MAX, empty = false }: TextOptions): Schema => ({
  type: 'string',
  format,
  ...(empty ? {} : { minLength: 1 }),
  maxLength: max,
});

/** One line that people can see: NFC, nothing invisible in it. */
export const Line = (options: TextOptions = {}): PropertyDecorator =>
  field('line', textSchema('line', options), (value) => textFault(value, 'line', options), textForm('line'));

/** The same, with line breaks. */
export const Paragraph = (options: TextOptions = {}): PropertyDecorator => {
  const all = { max: TEXT_MAX, ...options };
  return field(
    'paragraph',
    textSchema('paragraph', all),
    (value) => textFault(value, 'paragraph', all),
    textForm('paragraph'),
  );
};

/** A password: whatever its owner types, as typed. */
export const Secret = (max: number): PropertyDecorator =>
  field('secret', { type: 'string', format: 'password', minLength: 1, maxLength: max }, (value) =>
    typeof value !== 'string' || value === ''
      ? MISSING
      : isLonger(value, max)
        ? `内容过长，不超过 ${max} 字，请缩短`
        : undefined,
  );

/** The number of a paper, as it stands there. It is compared in its normal form (`sameNo`). */
export const DocumentNo = (options: TextOptions = {}): PropertyDecorator =>
  field(
    'documentNo',
    textSchema('document-no', options),
    (value) => {
      const fault = textFault(value, 'line', options);
      return fault ?? (value !== '' && normalNo(value as string) === '' ? MISSING : undefined);
    },
    textForm('line'),
  );

const unlessEmpty = ({ empty = false }: Empty, value: unknown, fault: Fault): string | undefined =>
  value === undefined
    ? MISSING
    : typeof value !== 'string'
      ? '请填写文字'
      : empty && value === ''
        ? undefined
        : fault(value);

/** 统一社会信用代码 in capitals and half width, its check digit right. */
export const Uscc = (options: Empty = {}): PropertyDecorator =>
  field(
    'uscc',
    { type: 'string', format: 'uscc', ...(options.empty ? {} : { minLength: 18 }), maxLength: 18 },
    (value) => unlessEmpty(options, value, (text) => usccFault(text as string)),
    normalForm,
  );

function normalForm(value: unknown): unknown {
  if (typeof value !== 'string' || readText(value).fault) return value;
  // Blanks are no empty text: they stay what they are, and are refused.
  return normalNo(value) || value;
}

/** A day of the calendar. */
export const Day = (options: Empty = {}): PropertyDecorator =>
  field(
    'day',
    options.empty
      ? { type: 'string', anyOf: [{ format: 'date' }, { const: '' }] }
      : { type: 'string', format: 'date' },
    (value) =>
      unlessEmpty(options, value, (text) => (isDay(text) ? undefined : '应为公历日期，例如 2026-03-02')),
  );

/** A text of one form, such as a code. `what` says which. */
export const Pattern = (
  pattern: RegExp,
  what: string,
  example: string,
  options: Empty & Readonly<{ kind?: string }> = {},
): PropertyDecorator => {
  const source = options.empty ? `^$|${pattern.source}` : pattern.source;
  const schema = { type: 'string', pattern: source, examples: [example] };
  return field(options.kind ?? 'pattern', schema, (value) =>
    unlessEmpty(options, value, (text) =>
      pattern.test(text as string) ? undefined : `应为${what}，例如 "${example}"`,
    ),
  );
};

/** 人民币 in 分, as a decimal text. */
export const Fen = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^(0|[1-9]\d{0,14})$/, '以分为单位的整数字符串', NUMBER_EXAMPLE, { kind: 'fen', ...options });
export const SomeFen = (): PropertyDecorator =>
  Pattern(/^[1-9]\d{0,14}$/, '大于零、以分为单位的整数字符串', NUMBER_EXAMPLE, { kind: 'fen' });
export const SquareMetres = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^\d{1,10}(\.\d{1,2})?$/, '平方米数，最多两位小数', '50000.00', { kind: 'area', ...options });
export const SquareMetresChange = (): PropertyDecorator =>
  Pattern(/^[+-]?\d{1,10}(\.\d{1,2})?$/, '平方米数，最多两位小数', '-50000.00');
export const Percent = (options: Empty = {}): PropertyDecorator =>
  Pattern(/^\d{1,3}(\.\d{1,6})?%$/, '百分数', '35%', { kind: 'percent', ...options });
/** A share in percent as people resolve it, with at most four decimals. */
export const Ratio = (example: string): PropertyDecorator =>
  Pattern(/^\d{1,3}(\.\d{1,4})?%$/, '百分数', example);
export const District = (): PropertyDecorator => Pattern(/^\d{6}$/, '六位行政区划代码', '370114');

export const Whole = (min: number, max: number): PropertyDecorator =>
  field('whole', { type: 'integer', minimum: min, maximum: max }, wholeFault(min, max));
const wholeFault =
  (min: number, max: number): Fault =>
  (value) =>
    value === undefined
      ? MISSING
      : !Number.isSafeInteger(value) || (value as number) < min || (value as number) > max
        ? `应为 ${min} 到 ${max} 之间的整数`
        : undefined;
/** The same in an address, where everything is text. */
export const WholeInAddress = (min: number, max: number): PropertyDecorator =>
  field('whole', { type: 'integer', minimum: min, maximum: max }, wholeFault(min, max), (value) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );

export const Numeric = (min: number, max: number): PropertyDecorator =>
  field('numeric', { type: 'number', minimum: min, maximum: max }, (value) =>
    value === undefined
      ? MISSING
      : typeof value === 'number' && value >= min && value <= max
        ? undefined
        : `应为 ${min} 到 ${max} 之间的数`,
  );

export const Flag = (what = '应为 true 或 false'): PropertyDecorator =>
  field('flag', { type: 'boolean' }, (value) =>
    value === undefined ? MISSING : typeof value === 'boolean' ? undefined : what,
  );

export const Choice = (
  values: readonly string[],
  what = `应为 ${values.join('、')} 之一`,
): PropertyDecorator =>
  field('choice', { type: 'string', enum: values }, (value) =>
    value === undefined ? MISSING : values.includes(value as string) ? undefined : what,
  );

export const WebAddress = (): PropertyDecorator =>
  field(
    'webAddress',
    { type: 'string', format: 'uri', maxLength: ADDRESS_MAX },
    (value) =>
      textFault(value, 'line', { max: ADDRESS_MAX }) ??
      (isURL(value as string, { require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
        ? undefined
        : '应为网址，例如 https://example.com/1'),
  );

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One object of a class, and nothing that only looks like one: no list, no text, no null. */
export const Nested =
  (shape: () => Type<object>): PropertyDecorator =>
  (target, property) => {
    field('nested', {}, (value) =>
      value === undefined ? MISSING : isObject(value) ? undefined : '应为一个对象',
    )(target, property);
    WITHIN.note(target, property, { shape });
  };

type Many = Readonly<{ min?: number; max: number; what?: string }>;

function listFault(value: unknown, { min = 0, max, what }: Many): string | undefined {
  if (value === undefined) return MISSING;
  if (!Array.isArray(value)) return '应为列表';
  if (value.length < min) return what ?? `至少填写 ${min} 项`;
  return value.length > max ? `不超过 ${max} 项，现有 ${value.length} 项` : undefined;
}

const listSchema = ({ min = 0, max }: Many, items?: Schema): Schema => ({
  type: 'array',
  ...(min > 0 ? { minItems: min } : {}),
  maxItems: max,
  ...(items ? { items } : {}),
});

/** A list of objects of a class; what of it is wrong is named by its place. */
export const NestedList =
  (shape: () => Type<object>, many: Many): PropertyDecorator =>
  (target, property) => {
    field('nestedList', listSchema(many), (value) => listFault(value, many))(target, property);
    WITHIN.note(target, property, { shape, max: many.max });
  };

function eachFault(value: unknown, many: Many, fault: Fault): string | undefined {
  const list = listFault(value, many);
  if (list !== undefined) return list;
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const own = fault(item);
    if (own !== undefined) return `第 ${index + 1} 项：${own}`;
  }
  return undefined;
}

const eachForm = (form: (value: unknown) => unknown, max: number) => (value: unknown) =>
  Array.isArray(value) && value.length <= max ? value.map(form) : value;

export const Lines = (many: Many): PropertyDecorator =>
  field(
    'lines',
    listSchema(many, textSchema('line', {})),
    (value) => eachFault(value, many, (item) => textFault(item, 'line', {})),
    eachForm(textForm('line'), many.max),
  );
export const Usccs = (many: Many): PropertyDecorator =>
  field(
    'usccs',
    listSchema(many, { type: 'string', format: 'uscc', minLength: 18, maxLength: 18 }),
    (value) => eachFault(value, many, (item) => unlessEmpty({}, item, (text) => usccFault(text as string))),
    eachForm(normalForm, many.max),
  );
export const Choices = (values: readonly string[], many: Many = { max: values.length }): PropertyDecorator =>
  field('choices', listSchema(many, { type: 'string', enum: values }), (value) =>
    eachFault(value, many, (item) =>
      values.includes(item as string) ? undefined : `应为 ${values.join('、')} 之一`,
    ),
  );
export const Patterns = (pattern: RegExp, what: string, example: string, many: Many): PropertyDecorator =>
  field('patterns', listSchema(many, { type: 'string', pattern: pattern.source }), (value) =>
    eachFault(value, many, (item) =>
      typeof item === 'string' && pattern.test(item) ? undefined : `应为${what}，例如 "${example}"`,
    ),
  );

/** Rings of points of a GeoJSON polygon. */
export const Rings = (pointsMax: number): PropertyDecorator => {
  const number = { type: 'number' };
  const schema = {
    type: 'array',
    items: { type: 'array', items: { type: 'array', items: number, minItems: 2, maxItems: 3 } },
  };
  return field('rings', schema, (value) => ringsFault(value, pointsMax));
};

function ringsFault(value: unknown, pointsMax: number): string | undefined {
  if (value === undefined) return MISSING;
  if (!Array.isArray(value) || !value.every(Array.isArray))
    return '应为界址点坐标的列表（GeoJSON Polygon 的 coordinates）';
  const points = (value as readonly (readonly unknown[])[]).flat();
  if (points.length > pointsMax) return `界址点不超过 ${pointsMax} 个，现有 ${points.length} 个`;
  const isPoint = (point: unknown) =>
    Array.isArray(point) && (point.length === 2 || point.length === 3) && point.every(Number.isFinite);
  const wrong = points.findIndex((point) => !isPoint(point));
  return wrong < 0 ? undefined : `第 ${wrong + 1} 个界址点应为两个数，例如 [547000, 4064000]`;
}

/** An object that something else checks, which the description names. */
export const Anything = (what = '应为一个对象'): PropertyDecorator =>
  field('anything', { type: 'object' }, (value) =>
    value === undefined ? MISSING : isObject(value) ? undefined : what,
  );

/** Texts by name, such as the files of a pack. */
export const TextsByName = (max: number): PropertyDecorator =>
  field(
    'textsByName',
    { type: 'object', maxProperties: max, additionalProperties: { type: 'string' } },
    (value) => {
      if (value === undefined) return MISSING;
      if (!isObject(value) || !Object.values(value).every((text) => typeof text === 'string'))
        return '应为“文件名: 内容”的对象';
      return Object.keys(value).length > max ? `不超过 ${max} 个文件` : undefined;
    },
  );
