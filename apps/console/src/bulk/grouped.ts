import type { Refusal } from './types.js';

type Refused = Readonly<{ task: string; parcel?: string; refusal?: Refusal }>;
export type Group = Readonly<{ why: string; source?: string; parcels: readonly string[] }>;

/** Why some cannot be done, each reason once with the parcels that it is about, the most frequent first. */
export function grouped(items: readonly Refused[]): readonly Group[] {
  const groups = new Map<string, { source?: string; parcels: string[] }>();
  for (const { task, parcel, refusal } of items) {
    if (!refusal) continue;
    const group = groups.get(refusal.detail) ?? { parcels: [], source: refusal.source };
    group.parcels.push(parcel ?? task);
    groups.set(refusal.detail, group);
  }
  return [...groups]
    .map(([why, { source, parcels }]) => ({ why, ...(source ? { source } : {}), parcels }))
    .toSorted((a, b) => b.parcels.length - a.parcels.length);
}

/** The one kind of work that all of them are; undefined where they differ or there are none. */
export const kindOf = (tasks: readonly Readonly<{ kind: string }>[]): string | undefined => {
  const kinds = new Set(tasks.map(({ kind }) => kind));
  return kinds.size === 1 ? [...kinds][0] : undefined;
};
