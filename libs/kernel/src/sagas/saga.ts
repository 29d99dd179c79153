import 'reflect-metadata';
import { Observable, filter } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { isOneOf } from '../messages/messages.js';
import type { Event, Recorded } from '../messages/messages.js';

/** Handed to a saga once, at registration, to learn which event types it looks at. Emits nothing. */
export class Probe extends Observable<Recorded> {
  readonly types = new Set<string>();
}

/**
 * Nest's `ofType` for plain-object events: narrows a union by its `type`. Every saga begins with it, so the
 * kernel knows without running the saga which events concern it.
 */
export function on<E extends Event, T extends E['type']>(
  ...types: readonly T[]
): OperatorFunction<Recorded, Recorded<Extract<E, { type: T }>>> {
  const wanted = isOneOf<Extract<E, { type: T }>>(...types);
  return (source) => {
    if (source instanceof Probe) for (const type of types) source.types.add(type);
    return source.pipe(filter(wanted));
  };
}

/** How a saga says where it begins, and by which name it is known. */
export type Declared = Readonly<{ fromTheBeginning: boolean; formerly?: string }>;

const BEGINS = Symbol('a saga begins with the first fact');
const FORMERLY = Symbol('the former name of a saga');

const mark =
  (key: symbol, value: unknown): MethodDecorator =>
  (_, __, { value: method }) =>
    Reflect.defineMetadata(key, value, method as object);

/**
 * For a saga that is new in a release and must follow also what happened before it: it is caught up once,
 * beside the others. Without it a saga that an installation has never seen follows what happens from then on.
 */
export const FromTheBeginning = (): MethodDecorator => mark(BEGINS, true);

/**
 * For a saga that was renamed: it keeps its place in the log, and the ids of its commands, under the name of
 * before.
 */
export const Formerly = (name: string): MethodDecorator => mark(FORMERLY, name);

export function declaredOf(method: object): Declared {
  const formerly = Reflect.getMetadata(FORMERLY, method) as string | undefined;
  return {
    fromTheBeginning: Reflect.hasMetadata(BEGINS, method),
    ...(formerly === undefined ? {} : { formerly }),
  };
}
