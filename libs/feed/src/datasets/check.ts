/** What is wrong with a record that somebody wants to hand in: everything at once, each with what to do. */
import type { Dataset } from './datasets.js';
import type { Field } from './field.js';
import { tradeCodeHolder } from './trade-code.js';

export type Weight = 'error' | 'warning';
export type Finding = Readonly<{ field: string; zh: string; weight: Weight; message: string }>;
type Given = Readonly<Record<string, unknown>>;

/** Pairs of days that cannot stand the other way round. */
const IN_ORDER: readonly (readonly [earlier: string, later: string])[] = [
  ['CREATE_TIME', 'PUBLISHING_TIME'],
  ['PUBLISHING_TIME', 'END_DATE'],
  ['ANNOUNCEMENT_START_TIME', 'ANNOUNCEMENT_DEADLINE'],
  ['LISTING_START_TIME', 'LISTING_DEADLINE'],
  ['tjSqSjS', 'tjSqSjE'],
  ['gpSjS', 'gpSjE'],
  ['gsSjS', 'gsSjE'],
  ['minRjl', 'maxRjl'],
  ['minJzMd', 'maxJzMd'],
  ['minLhl', 'maxLhl'],
  ['minJzXg', 'maxJzXg'],
];
/** Numbers of parcels in which half-width brackets make of one parcel two. */
const PARCEL_NUMBERS = new Set(['LAND_CODE', 'zdBh']);

export function findings(dataset: Dataset, record: Given): readonly Finding[] {
  return [
    ...dataset.fields.flatMap((field) => ofField(field, record[field.name])),
    ...Object.keys(record)
      .filter((name) => !dataset.fields.some((field) => field.name === name))
      .map((name) => error(name, name, `数据集 ${dataset.id} 没有此字段，请核对字段名`)),
    ...outOfOrder(dataset, record),
  ];
}

const error = (field: string, zh: string, message: string): Finding => ({
  ...{ field, zh, message },
  weight: 'error',
});
const warning = (field: string, zh: string, message: string): Finding => ({
  ...{ field, zh, message },
  weight: 'warning',
});

function ofField({ name, zh, required, kind }: Field, value: unknown): readonly Finding[] {
  if (value === undefined || value === null || value === '')
    return required ? [error(name, zh, `必填；应为${kind.what}`)] : [];
  const fault = kind.fault(value);
  if (fault !== undefined) return [error(name, zh, fault)];
  return typeof value === 'string' ? doubts(name, zh, value) : [];
}

function doubts(name: string, zh: string, value: string): readonly Finding[] {
  const holder = name === 'UNIFIED_DEAL_CODE' ? tradeCodeHolder(value) : undefined;
  return [
    ...(holder && !holder.sound
      ? [warning(name, zh, `其中的统一社会信用代码 ${holder.uscc} 校验不符，请核对`)]
      : []),
    ...(PARCEL_NUMBERS.has(name) && /[()]/.test(value)
      ? [warning(name, zh, `括号应为全角：${withWideBrackets(value)}；半角和全角会被当作两宗地`)]
      : []),
  ];
}

/** Two numbers of one parcel are compared with their brackets alike. */
export const withWideBrackets = (number: string): string =>
  number.replaceAll('(', '（').replaceAll(')', '）');

function outOfOrder({ fields }: Dataset, record: Given): readonly Finding[] {
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  return IN_ORDER.flatMap(([earlier, later]) => {
    const [first, second] = [fieldOf(earlier), fieldOf(later)];
    const [from, to] = [record[earlier], record[later]];
    if (!first || !second || typeof from !== 'string' || typeof to !== 'string') return [];
    if (first.kind.fault(from) !== undefined || second.kind.fault(to) !== undefined) return [];
    return isAfter(from, to)
      ? [error(later, second.zh, `不应小于或者早于“${first.zh}”（${from}），现为 ${to}`)]
      : [];
  });
}

/** Days and times are of one length and compare as text; numbers by their digits, `0.10` like `0.1`. */
function isAfter(a: string, b: string): boolean {
  const [[wholeA, restA = ''], [wholeB, restB = '']] = [a.split('.'), b.split('.')] as [string[], string[]];
  const width = Math.max(wholeA!.length, wholeB!.length);
  return (
    `${wholeA!.padStart(width, '0')}.${restA.replace(/0+$/, '')}` >
    `${wholeB!.padStart(width, '0')}.${restB.replace(/0+$/, '')}`
  );
}
