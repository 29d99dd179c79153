import { parseYuan, withCheckDigit } from '#policy/values';
import { misuse } from './failure.js';
import { choiceText } from './options.js';

/** What the program reads of the form that the server gives with a task. */
export type FormField = Readonly<{
  name: string;
  label: string;
  kind: string;
  required: boolean;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  choices?: readonly string[];
  /** Of each choice, in Chinese. */
  names?: Readonly<Record<string, string>>;
  example?: string;
  /** What the file says already. */
  value?: string;
  fields?: readonly FormField[];
}>;
export type OutcomeForm = Readonly<{ outcome: string; zh: string; fields: readonly FormField[] }>;
export type WorkForm = Readonly<{ kind: string; outcomes: readonly OutcomeForm[] }>;

type Value = string | number | boolean | undefined | readonly unknown[] | { [field: string]: Value };
type Values = { [field: string]: Value };

const EXAMPLE_USCC = withCheckDigit('91370114MA0000001');

/** What each kind of value is, in a word or two. */
const KINDS: Readonly<Record<string, string>> = {
  line: '文字',
  paragraph: '文字',
  documentNo: '文号',
  day: '日期',
  fen: '金额（分；也可写“300万元”“1200元”）',
  area: '面积（平方米）',
  percent: '百分数',
  whole: '整数',
  numeric: '数',
  choice: '选项',
  choices: '选项（可多选）',
  flag: '是或否',
  uscc: '统一社会信用代码',
  usccs: '统一社会信用代码（可多个）',
  lines: '文字（可多项）',
  patterns: '代码（可多项）',
  webAddress: '网址',
  object: '各项如下',
  list: '列表，每项如下',
};

/** `文字，必填，不超过 200 字，例如 …`. */
export function fieldText(field: FormField, today: string): string {
  const { kind, required, maxLength, minimum, maximum, minItems, maxItems, choices, names, value } = field;
  const example = field.fields === undefined && choices === undefined ? exampleOf(field, today) : undefined;
  return [
    KINDS[kind] ?? '按格式填写',
    required ? '必填' : '可不填',
    ...(maxLength === undefined ? [] : [`不超过 ${maxLength} 字`]),
    ...(minimum === undefined || maximum === undefined ? [] : [`${minimum} 至 ${maximum}`]),
    ...(minItems === undefined ? [] : [`至少 ${minItems} 项`]),
    ...(maxItems === undefined || choices ? [] : [`至多 ${maxItems} 项`]),
    ...(choices ? [`可选 ${choices.map((choice) => choiceText(choice, names)).join('、')}`] : []),
    ...(value !== undefined
      ? [`案卷中为 ${value}`]
      : example === undefined || typeof example === 'object'
        ? []
        : [`例如 ${example}`]),
  ].join('，');
}

/** A body that an outcome takes, with every field that it must have. */
export const exampleBody = (fields: readonly FormField[], today: string): Values =>
  Object.fromEntries(
    fields.filter(({ required }) => required).map((field) => [field.name, exampleOf(field, today)]),
  );

function exampleOf(field: FormField, today: string): Value {
  const { kind, label, example, value, choices = [], minimum = 0, fields = [] } = field;
  if (value !== undefined) return value;
  switch (kind) {
    case 'object':
      return exampleBody(fields, today);
    case 'list':
      return [exampleBody(fields, today)];
    case 'day':
      return today;
    case 'documentNo':
      return `示例〔${today.slice(0, 4)}〕1号`;
    case 'whole':
    case 'numeric':
      return minimum;
    case 'flag':
      return true;
    case 'choice':
      return choices[0];
    case 'choices':
      return choices;
    case 'uscc':
      return EXAMPLE_USCC;
    case 'usccs':
      return [EXAMPLE_USCC];
    case 'lines':
      return [`（${label}）`];
    case 'patterns':
      return [example];
    case 'webAddress':
      return 'https://example.com/1';
    default:
      return example ?? `（${label}）`;
  }
}

/** The outcome that is meant, by its name or its Chinese one. */
export function outcomeOf(outcomes: readonly OutcomeForm[], said: string): OutcomeForm {
  const found = outcomes.find(({ outcome, zh }) => outcome === said || zh === said);
  if (found) return found;
  const known = outcomes.map(({ outcome, zh }) => `${outcome}（${zh}）`).join('、');
  throw misuse(`没有“${said}”这个办理结果。`, `可选：${known}。`);
}

/** Fills in what `--set field=value` says; `items.0.opinion=…` reaches into a list. */
export function filledIn(given: object, settings: readonly string[], fields: readonly FormField[]): object {
  const body = structuredClone(given) as Values;
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 1)
      throw misuse(
        `--set 的值“${setting}”不完整。`,
        '请写成“字段=值”，例如 --set documentNo=规条〔2026〕1号。',
      );
    const { path, field } = placeOf(fields, setting.slice(0, at).split('.'));
    put(body, path, valueOf(field, setting.slice(at + 1)));
  }
  return body;
}

type Place = Readonly<{ path: readonly string[]; field: FormField }>;

/** Where a value belongs, by the names or the Chinese labels of the fields on the way. */
function placeOf(fields: readonly FormField[], [said = '', ...rest]: readonly string[]): Place {
  const field = fields.find(({ name, label }) => name === said || label === said);
  if (!field) {
    const known = fields.map(({ name, label }) => `${name}（${label}）`).join('、') || '无';
    throw misuse(`“${said}”：没有此字段，请核对字段名。`, `可填的字段：${known}。`);
  }
  const [place = '', ...within] = rest;
  const isNumbered = field.kind === 'list' && /^\d{1,3}$/.test(place);
  const below = isNumbered ? within : rest;
  const path = isNumbered ? [field.name, place] : [field.name];
  if (below.length === 0) return { path, field };
  const inner = placeOf(field.fields ?? [], below);
  return { path: [...path, ...inner.path], field: inner.field };
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, 是: true, false: false, 否: false };
const SEPARATOR = /[,，、]/;
const MANY = ['lines', 'usccs', 'patterns'];

/** As the field takes it. What it does not take is sent as it is, and the server says what is wrong. */
function valueOf(field: FormField, text: string): Value {
  const { kind } = field;
  if (kind === 'choice') return codeOf(field, text);
  if (kind === 'choices') return text.split(SEPARATOR).map((part) => codeOf(field, part.trim()));
  if (kind === 'whole' || kind === 'numeric') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (kind === 'flag') return FLAGS[text] ?? text;
  if (kind === 'fen') return fenOf(text);
  return MANY.includes(kind) ? text.split(SEPARATOR).map((part) => part.trim()) : text;
}

/** The code of a choice that is typed by its Chinese name. */
const codeOf = ({ names = {} }: FormField, text: string): string =>
  Object.keys(names).find((code) => names[code] === text) ?? text;

const YUAN = /^(\d{1,13}(?:\.\d{1,6})?)(万?)元$/;

function fenOf(text: string): string {
  const [, number, tenThousand] = YUAN.exec(text) ?? [];
  if (number === undefined) return text;
  const [whole = '', part = ''] = number.split('.');
  const yuan = tenThousand ? `${whole}${part.padEnd(4, '0').slice(0, 4)}.${part.slice(4)}` : number;
  return parseYuan(yuan.replace(/\.$/, '')).toString();
}

function put(body: Values, path: readonly string[], value: Value): void {
  const [name, ...rest] = path;
  if (rest.length === 0) {
    body[name!] = value;
    return;
  }
  const inner = (body[name!] ??= /^\d+$/.test(rest[0]!) ? [] : {}) as Values;
  put(inner, rest, value);
}
