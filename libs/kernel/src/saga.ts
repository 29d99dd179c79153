import { Observable, filter } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import type { Event, Recorded } from './messages.js';

/** Handed to a saga once, at registration, to learn which event types it looks at. Emits nothing. */
export class Probe extends Observable<Recorded> {
  readonly types = new Set<string>();
}

/**
 * Nest's `ofType` for plain-object events: narrows a union by its `type`. Every saga begins with it, so the kernel
 * knows without running the saga which events concern it.
 */
export function on<E extends Event, T extends E['type']>(...types: readonly T[]): OperatorFunction<Recorded, Recorded<Extract<E, { type: T }>>> {
  const wanted = new Set<string>(types);
  return (source) => {
    if (source instanceof Probe) for (const type of wanted) source.types.add(type);
    return source.pipe(filter((event): event is Recorded<Extract<E, { type: T }>> => wanted.has(event.type)));
  };
}
