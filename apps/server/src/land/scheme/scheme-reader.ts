/**
 * Reads a scheme as a clerk sent it, and says at once everything that is wrong: what is badly written, and
 * what is missing or not allowed in the rest. Without that, whoever corrects a date is told of the next thing
 * only afterwards.
 */
import { Rejected } from '#kernel';
import { lineOfItem, parcelNoOf, problemsOf } from '#land';
import type { FieldFault, Scheme } from '#land';
import type { PackOn } from '#policy';
import { pointerOf } from '../../http/problems.js';
import type { FieldError } from '../../http/problems.js';
import { bodyOf, readGently } from '../../http/validation.js';
import { RevisionBody, SchemeBody } from './scheme.bodies.js';

/** The rules for the district that a scheme names, and the instant at which it is looked at. */
export type Judging = Readonly<{ packOf: (district: string) => PackOn; at: string }>;

/** @throws Problem `request.invalid` with all of them */
export async function schemeFrom(given: unknown, judging: Judging): Promise<SchemeBody> {
  return bodyOf(SchemeBody, given, '', ({ body, faults }) => contentErrors(body, faults, judging));
}

/** The same within an answer to what was sent back. */
export async function revisionFrom(given: unknown, judging: Judging): Promise<RevisionBody> {
  const { body, faults } = await readGently(RevisionBody, given);
  if (faults.length === 0) return body;
  // What is no object at all is told of that alone.
  if (faults.some(({ path }) => path.length === 0)) return bodyOf(RevisionBody, given);
  const own = faults.flatMap(({ path: [first, ...path], ...fault }) =>
    first === 'scheme' ? [{ ...fault, path }] : [],
  );
  return bodyOf(RevisionBody, given, '', () =>
    body.scheme instanceof SchemeBody && own.every(({ path }) => path.length > 0)
      ? contentErrors(body.scheme, own, judging, '/scheme')
      : [],
  );
}

/** What the register fills in where its key is given. */
const FROM_REGISTER: readonly string[] = ['owner.name', 'owner.uscc'];

type Json = Record<string, unknown>;

function contentErrors(
  body: SchemeBody,
  faults: readonly FieldFault[],
  { packOf, at }: Judging,
  parent = '',
): readonly FieldError[] {
  if (faults.some(({ path }) => path.length === 0)) return [];
  const rest = withoutFaults(body, faults);
  try {
    const items = problemsOf(rest, `${parcelNoOf(rest.parcel)}-1`, packOf(rest.district), at);
    const filled = rest.owner.collective ? FROM_REGISTER : [];
    return items
      .filter(({ field }) => !filled.includes(field))
      .filter(({ field }) => !faults.some(({ path }) => touches(field.split('.'), path)))
      .map(({ field, opinion, source }) => ({
        pointer: parent + pointerOf(field),
        code: 'rule',
        message: lineOfItem({ field, opinion }),
        ...(source ? { source } : {}),
      }));
  } catch (error) {
    // No rules for the place that was named, or what is unreadable is needed to judge the rest.
    if (error instanceof Rejected) return [];
    throw error;
  }
}

/** One of the two lies within the other. */
const touches = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, index) => key === other[index]);

/** The scheme with nothing, as of an empty form, where something is badly written. */
function withoutFaults(body: SchemeBody, faults: readonly FieldFault[]): Scheme {
  const rest = JSON.parse(JSON.stringify(body)) as Json;
  const empty = JSON.parse(JSON.stringify(new SchemeBody())) as Json;
  for (const { path } of faults) clear(rest, empty, path);
  return rest as unknown as Scheme;
}

function clear(within: Json, empty: Json | undefined, [key = '', ...deeper]: readonly string[]): void {
  const value = within[key];
  const none = empty?.[key];
  if (deeper.length > 0 && isObject(value)) return clear(value, isObject(none) ? none : undefined, deeper);
  // What has no empty form, and what stands in a list, is as if it had not been sent.
  if (none === undefined) delete within[key];
  else within[key] = none;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
