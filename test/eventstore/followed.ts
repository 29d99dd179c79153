import type { EventStore, Position } from '#kernel';
import { until } from '../kernel/app.js';

export type Followed = ReturnType<typeof followed>;

/** A follower of everything after a position, and the types of what it has seen. */
export function followed(store: EventStore, after: Position) {
  const types: string[] = [];
  const stopping = new AbortController();
  const reading = (async () => {
    for await (const page of store.follow(after, stopping.signal))
      types.push(...page.map(({ type }) => type));
  })();
  return {
    types,
    until: (count: number) => until(() => types.length >= count),
    stop: () => {
      stopping.abort();
      return reading;
    },
  };
}
