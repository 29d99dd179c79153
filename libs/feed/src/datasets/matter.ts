/** What the published events of an entry have said so far: all that a data set is filled from. */
import { NAMESPACE } from '../language/promises.js';
import type { DataOf, PublishedName } from '../language/promises.js';
import type { PublishedEvent } from '../out/published.js';

/** The last event of each type; of the trade itself, those of the last round only. */
export type Matter = Readonly<{ [N in PublishedName]?: Readonly<{ time: string; data: DataOf<N> }> }>;

const ROUND_BEGINS: PublishedName = 'listing.ordered.v1';

export function matterOf(events: readonly Pick<PublishedEvent, 'type' | 'time' | 'data'>[]): Matter {
  let matter: Record<string, unknown> = {};
  for (const { type, time, data } of events) {
    const name = type.slice(NAMESPACE.length);
    // A new round has its own notice; what was said of the one before is history.
    if (name === ROUND_BEGINS) matter = {};
    matter[name] = { time, data };
  }
  return matter;
}
