import type { FormField } from '../api/types.js';
import { fenOf } from '../kit/amounts.js';
import { areaTyped, dayTyped, plainNumber, plainSigns, yuanTyped } from './numbers.js';
import { ringsText, ringsTyped } from './rings.js';
import type { Ring } from './rings.js';
import { groupOf, groupsOf, isBlank, pointerOf, textOf, textsOf } from './typed.js';
import type { Finding, Typed, TypedGroup } from './typed.js';

export type Body = Readonly<Record<string, unknown>>;
/** What would be sent, and what is still wrong with it: with findings it is not sent. */
export type Read = Readonly<{ body: Body; findings: readonly Finding[] }>;

/** Reads what was typed as the server wants it, and says what the server would refuse. */
export function bodyOf(fields: readonly FormField[], typed: TypedGroup, under: readonly string[] = []): Read {
  const findings: Finding[] = [];
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const at = [...under, field.name];
    const value = typed[field.name];
    // What need not be there and is not typed is left out, groups with everything in them.
    if (isBlank(value) && !field.required) continue;
    const read = field.kind === 'object' ? groupIn(field, value, at) : valueIn(field, value, at);
    findings.push(...read.findings);
    if (read.value !== undefined) body[field.name] = read.value;
  }
  return { body, findings };
}

type ReadValue = Readonly<{ value?: unknown; findings: readonly Finding[] }>;

function groupIn({ fields = [] }: FormField, value: Typed | undefined, at: readonly string[]): ReadValue {
  const { body, findings } = bodyOf(fields, groupOf(value), at);
  return { value: body, findings };
}

function valueIn(field: FormField, value: Typed | undefined, at: readonly string[]): ReadValue {
  const found = (key: string, params: Finding['params'] = {}): ReadValue => ({
    findings: [{ path: pointerOf(at), label: labelOf(field), key: `form.${key}`, params }],
  });
  if (isBlank(value)) return found(isListed(field.kind) ? 'empty-list' : 'missing');
  const { kind } = field;
  if (kind === 'list') return listIn(field, groupsOf(value), at, found);
  if (isListed(kind)) {
    const members = kind === 'choices' ? textsOf(value) : linesIn(textOf(value));
    return countedWrong(field, members.length, found) ?? { value: members, findings: [] };
  }
  const read = (READERS[kind] ?? readText)(textOf(value), field);
  if ('wrong' in read) return found(read.wrong, read.params);
  return { value: read.value, findings: [] };
}

const isListed = (kind: string): boolean => kind === 'list' || kind === 'lines' || kind === 'choices';
const linesIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

type Found = (key: string, params?: Finding['params']) => ReadValue;

function countedWrong({ minItems, maxItems }: FormField, count: number, found: Found): ReadValue | undefined {
  if (minItems !== undefined && count < minItems) return found('too-few', { min: minItems });
  if (maxItems !== undefined && count > maxItems) return found('too-many', { max: maxItems, count });
  return undefined;
}

function listIn(
  field: FormField,
  members: readonly TypedGroup[],
  at: readonly string[],
  found: Found,
): ReadValue {
  const reads = members.map((member, index) => bodyOf(field.fields ?? [], member, [...at, String(index)]));
  const counted = countedWrong(field, members.length, found)?.findings ?? [];
  return {
    value: reads.map(({ body }) => body),
    findings: [...counted, ...reads.flatMap(({ findings }) => findings)],
  };
}

type ReadText =
  | Readonly<{ value: unknown }>
  | Readonly<{ wrong: string; params?: Readonly<Record<string, string | number>> }>;
type Reader = (typed: string, field: FormField) => ReadText;

function readText(typed: string, { minLength = 0, maxLength = Infinity, pattern }: FormField): ReadText {
  const text = typed.trim();
  // The server counts signs, not the halves of which a rare one is made.
  const { length } = [...text];
  if (length < minLength) return { wrong: 'too-short', params: { min: minLength, count: length } };
  if (length > maxLength) return { wrong: 'too-long', params: { max: maxLength, count: length } };
  if (pattern && !new RegExp(pattern, 'u').test(text)) return { wrong: 'pattern' };
  return { value: text };
}

const within = (value: number, { minimum = -Infinity, maximum = Infinity }: FormField): ReadText =>
  value >= minimum && value <= maximum
    ? { value }
    : { wrong: 'out-of-range', params: { min: minimum, max: maximum } };

const matching = (value: string, { pattern }: FormField, wrong: string): ReadText =>
  pattern && !new RegExp(pattern, 'u').test(value) ? { wrong } : { value };

const HUNDREDTHS = 2;
const placesOf = (number: string): number => number.split('.')[1]?.length ?? 0;

const READERS: Readonly<Record<string, Reader>> = {
  uscc: (typed, field) => {
    const code = plainSigns(typed).toUpperCase();
    const { length } = code;
    return length === USCC_SIGNS ? readText(code, field) : { wrong: 'uscc', params: { count: length } };
  },
  whole: (typed, field) => {
    const number = plainNumber(typed);
    return number && /^\d+$/.test(number) ? within(Number(number), field) : { wrong: 'whole' };
  },
  numeric: (typed, field) => {
    const number = plainNumber(typed);
    return number ? within(Number(number), field) : { wrong: 'numeric' };
  },
  fen: (typed, field) => {
    const yuan = yuanTyped(typed);
    if (yuan === undefined) return { wrong: 'money' };
    if (placesOf(yuan) > HUNDREDTHS) return { wrong: 'money-places' };
    const fen = fenOf(yuan);
    return fen === undefined ? { wrong: 'money' } : matching(fen, field, 'money');
  },
  area: (typed, field) => {
    const m2 = areaTyped(typed);
    if (m2 === undefined) return { wrong: 'area' };
    return placesOf(m2) > HUNDREDTHS ? { wrong: 'area-places' } : matching(m2, field, 'area');
  },
  percent: (typed, field) => {
    const plain = plainSigns(typed);
    return matching(plain.endsWith('%') ? plain : `${plain}%`, field, 'percent');
  },
  // A rate is pasted with full-width signs as often as an amount.
  pattern: (typed, field) => readText(plainSigns(typed), field),
  day: (typed) => {
    const day = dayTyped(typed);
    return day ? { value: day } : { wrong: 'day' };
  },
  flag: (typed) => ({ value: typed === 'true' }),
  choice: (typed, { choices = [] }) => (choices.includes(typed) ? { value: typed } : { wrong: 'choice' }),
  rings: (typed) => {
    const rings = ringsTyped(typed);
    return rings ? { value: rings } : { wrong: 'rings' };
  },
};
const USCC_SIGNS = 18;

/** An earlier body as somebody would have typed it; members that the form does not know are left out. */
export function typedOf(fields: readonly FormField[], body: Body): TypedGroup {
  const typed = fields.map(({ name, kind, fields: inner = [] }) => {
    const value = body[name];
    if (value === undefined || value === null) return [name, undefined] as const;
    if (kind === 'object') return [name, typedOf(inner, value as Body)] as const;
    if (kind === 'list')
      return [name, (value as readonly Body[]).map((each) => typedOf(inner, each))] as const;
    return [name, typedValue(kind, value)] as const;
  });
  return Object.fromEntries(typed.filter(([, value]) => value !== undefined));
}

function typedValue(kind: string, value: unknown): Typed {
  if (kind === 'choices') return (value as readonly string[]).map(String);
  if (kind === 'lines') return (value as readonly string[]).join('\n');
  if (kind === 'rings') return ringsText(value as readonly Ring[]);
  return kind === 'fen' ? yuanText(String(value)) : String(value);
}

const FEN = /^\d+$/;
const FEN_DIGITS = 3;
/** `150` 分 as `1.50`, without thousands, as one types on. */
export function yuanText(fen: string): string {
  if (!FEN.test(fen)) return fen;
  const digits = fen.padStart(FEN_DIGITS, '0');
  return `${digits.slice(0, -HUNDREDTHS)}.${digits.slice(-HUNDREDTHS)}`.replace(/\.00$/, '');
}

/** Money is asked for in 元, so a label that says 分 says 元. */
export const labelOf = ({ label, kind }: FormField): string =>
  kind === 'fen' ? label.replace('（分', '（元') : label;
