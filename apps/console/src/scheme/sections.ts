import type { FormField, Session, Terms, WorkForm } from '../api/types.js';
import { isBlank, stepsOf, textOf, valueAt, withValue } from '../form/typed.js';
import type { Typed, TypedGroup } from '../form/typed.js';
import { labelOf } from '../form/values.js';
import type { Option } from '../form/context.js';

export const SECTIONS = ['parcel', 'boundary', 'deal', 'price', 'resolution', 'other'] as const;
export type SectionName = (typeof SECTIONS)[number];
export type Section = Readonly<{ name: SectionName; fields: readonly FormField[] }>;

/** Where people look for a part of the scheme; a part that is not here stands with the others. */
const PLACES: Readonly<Record<string, SectionName>> = {
  parcel: 'parcel',
  district: 'parcel',
  township: 'parcel',
  village: 'parcel',
  planYear: 'parcel',
  location: 'parcel',
  owner: 'parcel',
  title: 'parcel',
  landSource: 'parcel',
  readiness: 'parcel',
  boundary: 'boundary',
  deal: 'deal',
  planning: 'deal',
  industry: 'deal',
  ecology: 'deal',
  intendedUsers: 'deal',
  appraisal: 'price',
  distribution: 'price',
  resolution: 'resolution',
};

/** The scheme's fields as the steps of a page; a step without a field is left out. */
export const sectionsOf = (fields: readonly FormField[]): readonly Section[] =>
  SECTIONS.map((name) => ({
    name,
    fields: fields.filter((field) => (PLACES[field.name] ?? 'other') === name),
  })).filter(({ fields: own }) => own.length > 0);

/** Which step shows a path such as `/deal/priceFen`. */
export const sectionOf = (path: string): SectionName => PLACES[stepsOf(path)[0] ?? ''] ?? 'other';

/** The fields of a scheme, which the work of revising one describes. */
export const schemeFieldsOf = (work: readonly WorkForm[]): readonly FormField[] =>
  work
    .flatMap(({ outcomes }) => outcomes)
    .flatMap(({ fields }) => fields)
    .find(({ name }) => name === 'scheme')?.fields ?? [];

/** What is known before anything is typed: the place of the writer, the year, and what leaves no choice. */
export function prefilled(fields: readonly FormField[], { rights }: Session, terms: Terms): TypedGroup {
  const known: Readonly<Record<string, string | undefined>> = {
    '/district': rights.district,
    '/township': rights.township,
    '/planYear': terms.day.slice(0, 'YYYY'.length),
    '/deal/use/system': terms.uses[0]?.system,
    '/boundary/crs': exampleAt(fields, '/boundary/crs'),
  };
  const places = Object.entries(known).filter(([path, value]) => value && exampleAt(fields, path));
  return places.reduce<TypedGroup>(
    (typed, [path, value]) => withValue(typed, stepsOf(path), value),
    withoutChoice(fields),
  );
}

function exampleAt(fields: readonly FormField[], path: string): string | undefined {
  let [own, found]: [readonly FormField[], FormField | undefined] = [fields, undefined];
  for (const step of stepsOf(path)) {
    found = own.find(({ name }) => name === step);
    own = found?.fields ?? [];
  }
  return found?.example;
}

/** Required choices of one: nobody needs to be asked. */
const withoutChoice = (fields: readonly FormField[]): TypedGroup =>
  Object.fromEntries(
    fields
      .filter(({ required }) => required)
      .flatMap(({ name, kind, choices = [], fields: inner = [] }): [string, Typed][] => {
        if (kind === 'object') return isBlank(withoutChoice(inner)) ? [] : [[name, withoutChoice(inner)]];
        return kind === 'choice' && choices.length === 1 ? [[name, choices[0]!]] : [];
      }),
  );

/** The codes that the server has names for, by the place in the scheme where they are asked for. */
export function optionsIn(terms: Terms, typed: TypedGroup, path: string): readonly Option[] | undefined {
  const at = (place: string) => textOf(valueAt(typed, stepsOf(place)));
  const named = ({ code, name }: { code: string; name: string }): Option => ({
    value: code,
    label: code === name ? name : `${name}（${code}）`,
  });
  switch (path) {
    case '/district':
      return terms.districts.map(named);
    case '/township':
      return terms.townships.filter(({ district }) => district === at('/district')).map(named);
    case '/deal/grade':
      return terms.grades.map(named);
    case '/deal/use/system':
      return [...new Set(terms.uses.map(({ system }) => system))].map((value) => ({ value, label: value }));
    case '/deal/use/code':
      return terms.uses.filter(({ system }) => system === at('/deal/use/system')).map(named);
    default:
      return undefined;
  }
}

/** A use has one name: it follows the code. */
export function withUseName(before: TypedGroup, after: TypedGroup, terms: Terms): TypedGroup {
  const at = (typed: TypedGroup, name: string) => textOf(valueAt(typed, ['deal', 'use', name]));
  const code = at(after, 'code');
  if (code === at(before, 'code')) return after;
  const use = terms.uses.find((each) => each.code === code && each.system === at(after, 'system'));
  return use ? withValue(after, ['deal', 'use', 'name'], use.name) : after;
}

export type Line = Readonly<{ path: string; label: string; value: string }>;

/** Everything that is filled in, a line a field, under the names of the groups that it is in. */
export function linesOf(
  fields: readonly FormField[],
  typed: TypedGroup,
  under = '',
  of = '',
): readonly Line[] {
  return fields.flatMap((field): readonly Line[] => {
    const value = typed[field.name];
    const [path, label] = [`${under}/${field.name}`, `${of}${labelOf(field)}`];
    if (isBlank(value)) return [];
    const { fields: inner = [], names = {} } = field;
    if (typeof value === 'string') return [{ path, label, value: names[value] ?? value }];
    if (!Array.isArray(value)) return linesOf(inner, value as TypedGroup, path, `${label} · `);
    const members = value as readonly (string | TypedGroup)[];
    return members.flatMap((member, index) =>
      typeof member === 'string'
        ? [{ path: `${path}/${index}`, label, value: names[member] ?? member }]
        : linesOf(inner, member, `${path}/${index}`, `${label} ${index + 1} · `),
    );
  });
}

export type Difference = Readonly<{ path: string; label: string; before?: string; after?: string }>;

/** What is other than in the last version. */
export function differencesOf(before: readonly Line[], after: readonly Line[]): readonly Difference[] {
  const [old, now] = [before, after].map((lines) => new Map(lines.map((line) => [line.path, line])));
  const paths = [...new Set([...old!.keys(), ...now!.keys()])];
  return paths
    .filter((path) => old!.get(path)?.value !== now!.get(path)?.value)
    .map((path) => ({
      path,
      label: (now!.get(path) ?? old!.get(path))!.label,
      before: old!.get(path)?.value,
      after: now!.get(path)?.value,
    }));
}
