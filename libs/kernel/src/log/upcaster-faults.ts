import { isDeepStrictEqual } from 'node:util';
import type { Shape, Upcaster } from '../messages/upcasters.js';

const named = ({ type, schema }: Shape): string => `${type}@${schema}`;

/**
 * What is wrong with a set of upcasters, each in a sentence that says what to mend; nothing where it is
 * right. `types` are the types of fact that this release writes.
 */
export function upcasterFaults(types: ReadonlySet<string>, upcasters: readonly Upcaster[]): string[] {
  const faults = [...doubles(upcasters), ...strides(types, upcasters), ...gaps(upcasters)];
  // A chain is followed only where it is clear how it goes on.
  const chained = faults.length > 0 ? faults : chains(types, upcasters);
  return [...chained, ...upcasters.flatMap(behaviour)];
}

function doubles(upcasters: readonly Upcaster[]): string[] {
  const names = upcasters.map(named);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `${name} has more than one upcaster. Keep one.`);
}

/** Single steps: within a type to the next schema, and away from a type only when it is no longer written. */
const strides = (types: ReadonlySet<string>, upcasters: readonly Upcaster[]): string[] =>
  upcasters.flatMap((one) => {
    const { type, schema, to } = one;
    const [from, target] = [named(one), named(to)];
    if (![schema, to.schema].every((count) => Number.isSafeInteger(count) && count >= 1))
      return [`The upcaster of ${from} gives ${target}. Schemas are counted 1, 2, 3 and so on.`];
    if (type === to.type)
      return to.schema === schema + 1
        ? []
        : [
            `The upcaster of ${from} gives ${target}. Within a type give the next one, ` +
              `${type}@${schema + 1}.`,
          ];
    return types.has(type)
      ? [
          `The upcaster of ${from} gives ${target}, but ${type} is still written. A name that is in use ` +
            `keeps its meaning: take ${type} out of the facts of this release, or keep the type.`,
        ]
      : [];
  });

function gaps(upcasters: readonly Upcaster[]): string[] {
  const byType = new Map<string, Set<number>>();
  for (const { type, schema } of upcasters)
    byType.set(type, (byType.get(type) ?? new Set<number>()).add(schema));
  return [...byType].flatMap(([type, schemas]) =>
    Array.from({ length: Math.max(...schemas) }, (_, index) => index + 1)
      .filter((schema) => !schemas.has(schema))
      .map(
        (schema) =>
          `${type}@${schema} has no upcaster, though ${type}@${Math.max(...schemas)} has one. Write the ` +
          `one that begins with ${schema}.`,
      ),
  );
}

/** Every shape comes, step by step, to one that is written today. */
function chains(types: ReadonlySet<string>, upcasters: readonly Upcaster[]): string[] {
  const next = new Map(upcasters.map((one) => [named(one), one.to]));
  const written = schemasOf(upcasters);
  const faults = new Set<string>();
  for (const start of upcasters) {
    const way = [named(start)];
    let shape: Shape = start;
    for (let to = next.get(named(shape)); to; to = next.get(named(shape))) {
      shape = to;
      way.push(named(to));
      if (way.indexOf(named(to)) < way.length - 1) break;
    }
    const end = named(shape);
    if (way.indexOf(end) < way.length - 1) faults.add(circle(way.slice(way.indexOf(end))));
    else if (!types.has(shape.type))
      faults.add(
        `${named(start)} is read as ${end}, but this release has no fact ${shape.type}. Give a type that ` +
          `it writes, or write an upcaster that begins with ${end}.`,
      );
    else if (shape.schema !== (written.get(shape.type) ?? 1))
      faults.add(
        `${named(start)} is read as ${end}, but ${shape.type} is written in schema ` +
          `${written.get(shape.type) ?? 1}. Give that one.`,
      );
  }
  return [...faults];
}

/** The same circle is one fault, wherever one enters it. */
function circle(way: readonly string[]): string {
  const round = way.slice(0, -1);
  const first = round.indexOf([...round].sort()[0]!);
  const turned = [...round.slice(first), ...round.slice(0, first), round[first]!];
  return `The upcasters go round in a circle: ${turned.join(' → ')}. Take one of them out.`;
}

/**
 * The schema that each type is written in today, where it is not the first. It follows from the steps, so
 * that no second list can say otherwise.
 */
export function schemasOf(upcasters: readonly Upcaster[]): ReadonlyMap<string, number> {
  const schemas = new Map<string, number>();
  for (const { type, to } of upcasters)
    if (type === to.type) schemas.set(type, Math.max(schemas.get(type) ?? 1, to.schema));
  return schemas;
}

/** What shows only when it runs: twice over the same frozen data, with the result that its sample says. */
function behaviour(one: Upcaster): string[] {
  const who = `The upcaster of ${named(one)}`;
  if (one.samples.length === 0) return [`${who} has no sample. Take one from a frozen log.`];
  return one.samples.flatMap(({ was, is }, index) => {
    const sample = `sample ${index + 1}`;
    const given = frozen(asPlain(was));
    try {
      const [first, second] = [one.up(given), one.up(given)];
      if (!isDeepStrictEqual(first, second))
        return [`${who} gives two results for ${sample}. It may use no clock, no dice and no memory.`];
      if (!isDeepStrictEqual(first, asPlain(first)))
        return [
          `${who} gives something for ${sample} that is not plain JSON. Leave it out or write it as text.`,
        ];
      return isDeepStrictEqual(first, is)
        ? []
        : [`${who} gives ${JSON.stringify(first)} for ${sample}, which says ${JSON.stringify(is)}.`];
    } catch (error) {
      return [`${who} fails on ${sample}, or changes what it is given: ${String(error)}.`];
    }
  });
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) frozen(part as object);
  return Object.freeze(value);
}

/** A value as a log would give it back. */
const asPlain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
