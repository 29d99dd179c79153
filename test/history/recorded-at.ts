/**
 * When the facts of a corpus were recorded. That is the time of the machine which froze them, and the
 * published language has it, so freezing again must not move it: what was frozen keeps its instant.
 */
import type { Frozen, FrozenLog } from './corpus.js';

/** The instants, by the fact: its id, which two counties may share, and when it happened. */
export type Kept = ReadonlyMap<string, string>;

const keyOf = ({ id, meta }: Frozen) => `${id} ${meta.occurredAt}`;

export const keptOf = (logs: readonly FrozenLog[]): Kept =>
  new Map(logs.flatMap(({ events }) => events.map((event) => [keyOf(event), event.recordedAt] as const)));

/**
 * The facts of one log with the instants that they were frozen with; one that was not frozen gets that of the
 * fact before it, because no log goes back in time. Of a log that was never frozen everything stays.
 */
export function asRecorded(events: readonly Frozen[], kept: Kept): readonly Frozen[] {
  const first = events.find((event) => kept.has(keyOf(event)));
  if (!first) return events;
  let last = kept.get(keyOf(first))!;
  return events.map((event) => {
    last = kept.get(keyOf(event)) ?? last;
    return { ...event, recordedAt: last };
  });
}
