/** What the desk shows of somebody's tasks: it all stands in the address, to be sent and saved. */
import type { Task } from '../api/types.js';

/** What the chips filter by. */
export const CHIPS = ['kind', 'township'] as const;
export type Chip = (typeof CHIPS)[number];
/** What a saved view holds besides: which of the numbers is chosen. */
const KEPT = ['show', ...CHIPS] as const;

const valueOf = (task: Task, chip: Chip): string => (chip === 'kind' ? task.kind : task.subject.township);

/** The values that the tasks have, each with how many have it, the most frequent first. */
export function choicesOf(
  tasks: readonly Task[],
  chip: Chip,
): readonly Readonly<{ value: string; count: number }>[] {
  const counts = new Map<string, number>();
  for (const task of tasks) counts.set(valueOf(task, chip), (counts.get(valueOf(task, chip)) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Those that the address asks for. @param except a chip whose own choice does not count, for its choices */
export const filtered = (tasks: readonly Task[], search: URLSearchParams, except?: Chip): readonly Task[] =>
  tasks.filter((task) =>
    CHIPS.every((chip) => chip === except || !search.get(chip) || search.get(chip) === valueOf(task, chip)),
  );

/** The same address with one filter set, or lifted where it was set so already. */
export function toggled(search: URLSearchParams, key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (next.get(key) === value) next.delete(key);
  else next.set(key, value);
  return next;
}

/** As much of an address as a view keeps, in one order: equal views are equal texts. */
export const viewOf = (search: URLSearchParams): string => keptIn(search, KEPT);

/** The same of another page: what of its address says what is shown, and how. */
export function keptIn(search: URLSearchParams, keys: readonly string[]): string {
  const kept = new URLSearchParams();
  for (const key of keys) {
    const value = search.get(key);
    if (value) kept.set(key, value);
  }
  return kept.toString();
}

export type View = Readonly<{ name: string; search: string }>;
export const VIEWS_MAX = 20;

/** The views of a draft's content, as far as they are such: another release may have written it. */
export function viewsIn(content: unknown): readonly View[] {
  const views = (content as { views?: unknown } | undefined)?.views;
  if (!Array.isArray(views)) return [];
  return views.filter(
    (view: Partial<View> | null): view is View =>
      typeof view?.name === 'string' && typeof view.search === 'string',
  );
}

/** With one more, in place of another of its name. */
export const withView = (views: readonly View[], view: View): readonly View[] =>
  [...views.filter(({ name }) => name !== view.name), view].slice(-VIEWS_MAX);
