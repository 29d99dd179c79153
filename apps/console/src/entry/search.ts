/** What is looked for in the list of cases. */
import { keptIn } from '../desk/filters.js';
import type { Entry } from '../api/types.js';

/** What the server filters by, in the address of the page as in its own. */
export const FILTERS = ['status', 'stage', 'state', 'township', 'form', 'use', 'overdue'] as const;
/** In which order the server lists. */
const ORDER = ['by', 'order'] as const;
/** Which columns are shown, where they are not those that everybody begins with. */
export const COLUMNS_KEY = 'columns';

/** Shorter texts the server does not look for: they narrow what has been loaded. */
const SEARCHABLE = /\S\S/;

export function filtersOf(search: URLSearchParams): Readonly<Record<string, string>> {
  const q = search.get('q') ?? '';
  const chosen = [...FILTERS, ...ORDER].flatMap((filter) => {
    const value = search.get(filter);
    return value ? [[filter, value]] : [];
  });
  return Object.fromEntries(SEARCHABLE.test(q) ? [...chosen, ['q', q]] : chosen) as Record<string, string>;
}

/** As much of the address as a saved view keeps. */
export const viewOfList = (search: URLSearchParams): string =>
  keptIn(search, ['q', ...FILTERS, ...ORDER, COLUMNS_KEY]);

/** Where the file lies that holds what the address lists. */
export const filePath = (search: URLSearchParams): string =>
  `/api/v1/exports/entries?${new URLSearchParams(filtersOf(search)).toString()}`;

/** The same address with another order; none is that of the days on which entries came in. */
export function inOrder(
  search: URLSearchParams,
  by: string,
  order: 'asc' | 'desc' | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const key of ORDER) next.delete(key);
  if (order) {
    next.set('by', by);
    next.set('order', order);
  }
  return next;
}

/** A parcel's code of nineteen signs and the number of its entry, such as `370114001018JB00001-1`. */
export const isEntryId = (typed: string): boolean => /^\d{12}[A-Z]{2}\d{5}-\d+$/.test(typed.trim());

/**
 * Whether the code of the parcel, the entry, the village or the buyer holds every word. What the server has
 * looked for it has found, by initials as well: it is not asked again.
 */
export function matches({ subject, village, buyer }: Entry, typed: string): boolean {
  if (SEARCHABLE.test(typed)) return true;
  const told = [subject.entry, village, buyer?.name ?? ''].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
}
