/**
 * Reads what came in into a body, and says by field what is wrong. Each object is looked at by itself, in
 * order, and reading ends at {@link FAULTS_MAX}: however large and however wrong a body is, the work is
 * linear and the answer short.
 */
import type { Type } from '@nestjs/common';
import { getMetadataStorage, validateSync } from 'class-validator';
import { DESCRIBED, FORMS, WITHIN } from './field.js';
import { nearest } from './near-names.js';
import { GROUP, exampleOf } from './structures.js';
import { found, lineOf, missing, wrong } from './words.js';

/** More are no help to whoever mends them. */
export const FAULTS_MAX = 50;

/**
 * What is wrong with one field: where, as the keys on the way to it, which check, and one line in Chinese
 * that begins with the field's name.
 */
export type FieldFault = Readonly<{ path: readonly string[]; check: string; message: string }>;
export type ReadBody<T> = Readonly<{ body: T; faults: readonly FieldFault[] }>;

type Plan = Readonly<{
  known: ReadonlySet<string>;
  within: ReturnType<typeof WITHIN.of>;
  forms: ReturnType<typeof FORMS.of>;
  described: ReturnType<typeof DESCRIBED.of>;
}>;
const plans = new WeakMap<Type<object>, Plan>();

function planOf(shape: Type<object>): Plan {
  const found = plans.get(shape);
  if (found) return found;
  const known = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(shape, '', false, false)
      .map(({ propertyName }) => propertyName),
  );
  const plan = { known, within: WITHIN.of(shape), forms: FORMS.of(shape), described: DESCRIBED.of(shape) };
  plans.set(shape, plan);
  return plan;
}

/** The fields of a body. */
export const fieldsOf = (shape: Type<object>): ReadonlySet<string> => planOf(shape).known;

/** Those that a body may be without, always or where the rest of it says so. */
export const optionalIn = (shape: Type<object>): ReadonlySet<string> =>
  new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(shape, '', false, false)
      .filter(({ type }) => type === 'conditionalValidation')
      .map(({ propertyName }) => propertyName),
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where an object stands: the keys on the way to it, and what people call it (第 2 项). */
type Place = Readonly<{ path: readonly string[]; called: string }>;
const WHOLE: Place = { path: [], called: '' };

const within = ({ path, called }: Place, key: string, label: string): Place => ({
  path: [...path, key],
  called: label === '' ? called : nameIn(called, label),
});
const nameIn = (called: string, label: string) => (called === '' ? label : `${called}的${label}`);

/** Yields after each object, so that whoever drives it may let others have their turn. */
export function* readingBody<T extends object>(
  shape: Type<T>,
  given: unknown,
): Generator<undefined, ReadBody<T>, undefined> {
  const faults: FieldFault[] = [];
  const body = yield* readObject(shape, given, WHOLE, faults);
  return { body: body as T, faults: faults.slice(0, FAULTS_MAX) };
}

/** The same in one go. */
export function readBody<T extends object>(shape: Type<T>, given: unknown): ReadBody<T> {
  const reading = readingBody(shape, given);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

function* readObject(
  shape: Type<object>,
  given: unknown,
  place: Place,
  faults: FieldFault[],
): Generator<undefined, unknown, undefined> {
  const { path, called } = place;
  if (!isObject(given)) {
    const wanted = { ...GROUP, example: exampleOf(shape) };
    const sentence = given === undefined ? missing(wanted) : wrong(given, wanted);
    faults.push({ path, check: 'object', message: lineOf(called || '填写的内容', path, sentence) });
    return given;
  }
  const plan = planOf(shape);
  const body = new shape() as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (plan.known.has(key)) body[key] = plan.forms.get(key)?.(value) ?? value;
    else if (faults.push(unknownField(plan, place, key)) >= FAULTS_MAX) return body;
  }
  const labelOf = (property: string) => plan.described.get(property)?.label ?? property;
  for (const { property, constraints } of validateSync(body, {
    stopAtFirstError: true,
    forbidUnknownValues: false,
  })) {
    const [[check, sentence] = ['', '']] = Object.entries(constraints ?? {});
    const at = [...path, property];
    faults.push({ path: at, check, message: lineOf(nameIn(called, labelOf(property)), at, sentence) });
  }
  yield;
  for (const [property, { shape: inner, max }] of plan.within) {
    if (faults.length >= FAULTS_MAX) return body;
    const value = given[property];
    if (max === undefined && isObject(value))
      body[property] = yield* readObject(inner(), value, within(place, property, ''), faults);
    if (max !== undefined && Array.isArray(value) && value.length <= max)
      body[property] = yield* readList(inner(), value, within(place, property, labelOf(property)), faults);
  }
  return body;
}

/** An unknown key may be as long as the body. */
const KEY_SHOWN = 100;

function unknownField({ known, described }: Plan, { path, called }: Place, key: string): FieldFault {
  const names = [...known].map((name) => [name, described.get(name)?.label ?? ''] as const);
  const near = nearest(key, names);
  const at = [...path, key.slice(0, KEY_SHOWN)];
  const sentence =
    near === undefined
      ? '没有此字段，请核对字段名'
      : `没有此字段，请核对字段名；是否为 ${near}（${described.get(near)?.label ?? near}）？`;
  return { path: at, check: 'unknown', message: lineOf(nameIn(called, found(at.at(-1))), at, sentence) };
}

function* readList(
  shape: Type<object>,
  list: readonly unknown[],
  { path, called }: Place,
  faults: FieldFault[],
): Generator<undefined, unknown[], undefined> {
  const read: unknown[] = [];
  for (const [index, item] of list.entries()) {
    if (faults.length >= FAULTS_MAX) break;
    const place = { path: [...path, String(index)], called: `${called}第 ${index + 1} 项` };
    read.push(yield* readObject(shape, item, place, faults));
  }
  return read;
}
