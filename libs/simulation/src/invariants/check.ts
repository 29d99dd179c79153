import type { Recorded } from '#kernel/messages';
import type { LandEvent } from '#land';

/** Every event of a log, in order of position. */
export type Log = readonly Recorded<LandEvent>[];

/** One law of the log, held against all of it. */
export type Check = Readonly<{
  /** Stable name, such as `quota-never-negative`. */
  id: string;
  zh: string;
  en: string;
  /** How many things were looked at: a law that looked at nothing proves nothing. */
  looked: number;
  /** One Chinese sentence for each place where it is broken, with the event or entry; empty when it holds. */
  violations: readonly string[];
}>;

export type Fact<T extends LandEvent['type']> = Recorded<Extract<LandEvent, { type: T }>>;

/** How an entry ends without a right. */
export const FAILED_ENDS = ['SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'] as const;
export const isFailedEnd = (event: Recorded<LandEvent>): event is Fact<(typeof FAILED_ENDS)[number]> =>
  (FAILED_ENDS as readonly string[]).includes(event.type);

/** Which entries ended, and how: the type of the event that ended them. */
export function endsOf(log: Log): ReadonlyMap<string, (typeof FAILED_ENDS)[number] | 'EntryCompleted'> {
  const ends = new Map<string, (typeof FAILED_ENDS)[number] | 'EntryCompleted'>();
  for (const event of log) {
    if (event.type === 'EntryCompleted' || isFailedEnd(event)) ends.set(event.data.subject.entry, event.type);
  }
  return ends;
}

export function grouped<K, V>(items: Iterable<V>, keyOf: (item: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export function only<T extends LandEvent['type']>(log: Log, ...types: readonly T[]): Fact<T>[] {
  return log.filter((event): event is Fact<T> => (types as readonly string[]).includes(event.type));
}
