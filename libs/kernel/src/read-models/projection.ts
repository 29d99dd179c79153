import type { Change, ReadModel } from './read-models.js';
import type { Event, Recorded } from '../messages/messages.js';

/** Said by a read model that looks at every fact, whatever its type. */
export const EVERY_TYPE = '*';

/** A read model: which events it looks at, which documents each touches, and a pure fold. */
export abstract class Projection<D extends object = object, E extends Event = Event, R = unknown> {
  /** What it writes. A change of the fold is a new rebuild (`rushi rebuild NAME`), not a new name. */
  abstract readonly model: ReadModel<D>;
  get name(): string {
    return this.model.name;
  }
  abstract readonly handles: readonly E['type'][] | typeof EVERY_TYPE;
  abstract ids(event: Recorded<E>): readonly string[];
  /**
   * What the fold needs besides the events of a page: looked up in the log before the page is applied, and
   * out of facts before each event, so that it is the same whenever it is asked.
   */
  recall?(events: readonly Recorded<E>[]): Promise<R>;
  /** `undefined` deletes the document. */
  abstract evolve(document: D | undefined, event: Recorded<E>, id: string, recalled: R): D | undefined;
  /** What lists filter and order by, and what documents are found by. */
  index(_document: D, _id: string): Pick<Change, 'keys' | 'sort' | 'words' | 'orders'> {
    return {};
  }
}

/** Whether a read model looks at facts of a type. */
export function followedBy({ handles }: Pick<Projection, 'handles'>): (type: string) => boolean {
  if (handles === EVERY_TYPE) return () => true;
  const types = new Set<string>(handles);
  return (type) => types.has(type);
}

/** Applies a page of events to documents in memory; answers with the ids that changed. */
export function applyPage(
  projection: Projection,
  documents: Map<string, object | undefined>,
  events: readonly Recorded[],
  recalled?: unknown,
): Set<string> {
  const touched = new Set<string>();
  for (const event of events) {
    for (const id of projection.ids(event)) {
      const before = documents.get(id);
      const after = projection.evolve(before, event, id, recalled);
      if (after === before) continue;
      documents.set(id, after);
      touched.add(id);
    }
  }
  return touched;
}
