import { nameAt } from '#land';
import { loadMemberWords } from './described.js';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What a value is counted in, by the end of its name. */
const UNITS: readonly (readonly [end: string, unit: string])[] = [
  ['FenPerMu', '分/亩'],
  ['fenPerM2', '分/平方米'],
  ['Fen', '分'],
  ['M2', '平方米'],
  ['Ratio', '百分数，如 40%'],
];

/** What an item of a list, or a value that may be missing, is said to be. */
const saidWithin = (member: Readonly<Json>): string | undefined =>
  partsOf(member)
    .map((part) => (isObject(part) ? part.description : undefined))
    .find((said) => typeof said === 'string');

/**
 * Says of every member of some schemas, which may refer to those with names, what it is, where nothing does
 * yet: as its form calls it or its value does, else as the words of members do, else as the field is called
 * on every form, with its unit.
 */
export function describeMembers(described: Readonly<Json>, schemas: Readonly<Json>): void {
  const words = loadMemberWords();
  const wordsFor = (path: readonly string[], member: Json): string | undefined => {
    const said = typeof member.title === 'string' ? member.title : saidWithin(member);
    if (said !== undefined) return said;
    const ends = path.map((_, index) => path.slice(index).join('.'));
    const known = ends.map((end) => words.get(end)).find((found) => found !== undefined);
    return known ?? nameAt(path.slice(1));
  };
  const describe = (schema: unknown, path: readonly string[]): void => {
    if (!isObject(schema)) return;
    for (const [name, member] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      if (!isObject(member)) continue;
      const place = [...path, name];
      const found = saysItself(member, schemas) ? undefined : wordsFor(place, member);
      if (found !== undefined) member.description = withUnit(found, name);
      describe(member, place);
    }
    for (const part of partsOf(schema)) describe(part, path);
  };
  for (const [name, schema] of Object.entries(described)) describe(schema, [name]);
}

/** What a schema is made of besides its members. */
const partsOf = (schema: Readonly<Json>): readonly unknown[] =>
  ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap(
    (key) => schema[key] ?? [],
  );

/** Whether it is said what a member is: there, or at what it refers to. */
function saysItself(member: Readonly<Json>, schemas: Readonly<Json>): boolean {
  const { description, $ref: ref } = member;
  if (typeof description === 'string' && description !== '') return true;
  const target = typeof ref === 'string' ? schemas[ref.split('/').at(-1)!] : undefined;
  return isObject(target) && saysItself(target, schemas);
}

function withUnit(words: string, name: string): string {
  const unit = UNITS.find(([end]) => name.endsWith(end))?.[1];
  return unit === undefined || words.includes(unit.split('，')[0]!) ? words : `${words}，${unit}`;
}
