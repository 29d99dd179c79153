import type { Changed } from './stream.js';

/** The beginning of the keys under which the answers of the API are kept. */
export type Key = readonly string[];

/** What of the answers that a page holds may be old after a change; see the keys in `api/` and `entry/`. */
const STALE_AFTER: Readonly<Record<string, (id: string) => readonly Key[]>> = {
  task: (id) => [['tasks'], ['task', id]],
  entry: (id) => [['entries'], ['entry', id]],
  quota: () => [['quotas']],
  notice: () => [['notices']],
};

/** Each key once. A kind that this console does not know shows nowhere in it. */
export const staleAfter = (changed: readonly Changed[]): readonly Key[] => {
  const keys = changed.flatMap(({ kind, id }) => STALE_AFTER[kind]?.(id) ?? []);
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
};

/** All of it, for whoever has missed something. */
export const STALE_AT_MOST: readonly Key[] = ['tasks', 'task', 'entries', 'entry', 'quotas', 'notices'].map(
  (key) => [key],
);
