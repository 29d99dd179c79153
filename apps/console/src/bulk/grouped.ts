import type { Refusal } from './types.js';

type Refused = Readonly<{ task: string; parcel?: string; refusal?: Refusal }>;
type About = Readonly<{ task: string; parcel: string }>;
export type Group = Readonly<{ why: string; source?: string; about: readonly About[] }>;

/** Why some cannot be done, each reason once with the tasks that it is about, the most frequent first. */
export function grouped(items: readonly Refused[]): readonly Group[] {
  const groups = new Map<string, { source?: string; about: About[] }>();
  for (const { task, parcel, refusal } of items) {
    if (!refusal) continue;
    const group = groups.get(refusal.detail) ?? { about: [], source: refusal.source };
    group.about.push({ task, parcel: parcel ?? task });
    groups.set(refusal.detail, group);
  }
  return [...groups]
    .map(([why, { source, about }]) => ({ why, ...(source ? { source } : {}), about }))
    .toSorted((a, b) => b.about.length - a.about.length);
}

/** The one kind of work that all of them are; undefined where they differ or there are none. */
export const kindOf = (tasks: readonly Readonly<{ kind: string }>[]): string | undefined => {
  const kinds = new Set(tasks.map(({ kind }) => kind));
  return kinds.size === 1 ? [...kinds][0] : undefined;
};
