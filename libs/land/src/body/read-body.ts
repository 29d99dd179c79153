/**
 * Reads what came in into a body, and says by field what is wrong. Each object is looked at by itself, in
 * order, and reading ends at {@link FAULTS_MAX}: however large and however wrong a body is, the work is
 * linear and the answer short.
 */
import type { Type } from '@nestjs/common';
import { getMetadataStorage, validateSync } from 'class-validator';
import { FORMS, WITHIN } from './fields.js';

/** More are no help to whoever mends them. */
export const FAULTS_MAX = 50;

/** What is wrong with one field: where, as the keys on the way to it, which check, and a Chinese sentence. */
export type FieldFault = Readonly<{ path: readonly string[]; check: string; message: string }>;
export type ReadBody<T> = Readonly<{ body: T; faults: readonly FieldFault[] }>;

type Plan = Readonly<{
  known: ReadonlySet<string>;
  within: ReturnType<typeof WITHIN.of>;
  forms: ReturnType<typeof FORMS.of>;
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
  const plan = { known, within: WITHIN.of(shape), forms: FORMS.of(shape) };
  plans.set(shape, plan);
  return plan;
}

/** The fields of a body. */
export const fieldsOf = (shape: Type<object>): ReadonlySet<string> => planOf(shape).known;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const NOT_AN_OBJECT = '应为一个对象。';

/** Yields after each object, so that whoever drives it may let others have their turn. */
export function* readingBody<T extends object>(
  shape: Type<T>,
  given: unknown,
): Generator<undefined, ReadBody<T>, undefined> {
  const faults: FieldFault[] = [];
  const body = yield* readObject(shape, given, [], faults);
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
  path: readonly string[],
  faults: FieldFault[],
): Generator<undefined, unknown, undefined> {
  if (!isObject(given)) {
    faults.push({ path, check: 'object', message: NOT_AN_OBJECT });
    return given;
  }
  const { known, within, forms } = planOf(shape);
  const body = new shape() as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (known.has(key)) body[key] = forms.get(key)?.(value) ?? value;
    else if (
      faults.push({
        path: [...path, key.slice(0, KEY_SHOWN)],
        check: 'unknown',
        message: '不认识此项，请检查拼写或者删除。',
      }) >= FAULTS_MAX
    )
      return body;
  }
  for (const { property, constraints } of validateSync(body, {
    stopAtFirstError: true,
    forbidUnknownValues: false,
  })) {
    const [[check, message] = ['', '']] = Object.entries(constraints ?? {});
    faults.push({ path: [...path, property], check, message });
  }
  yield;
  for (const [property, { shape: inner, max }] of within) {
    if (faults.length >= FAULTS_MAX) return body;
    const value = given[property];
    if (max === undefined && isObject(value))
      body[property] = yield* readObject(inner(), value, [...path, property], faults);
    if (max !== undefined && Array.isArray(value) && value.length <= max)
      body[property] = yield* readList(inner(), value, [...path, property], faults);
  }
  return body;
}

/** An unknown key may be as long as the body. */
const KEY_SHOWN = 100;

function* readList(
  shape: Type<object>,
  list: readonly unknown[],
  path: readonly string[],
  faults: FieldFault[],
): Generator<undefined, unknown[], undefined> {
  const read: unknown[] = [];
  for (const [index, item] of list.entries()) {
    if (faults.length >= FAULTS_MAX) break;
    read.push(yield* readObject(shape, item, [...path, String(index)], faults));
  }
  return read;
}
