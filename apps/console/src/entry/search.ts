/** What is looked for in the list of cases. */
import type { Entry } from '../api/types.js';

/** What the server filters by, in the address of the page as in its own. */
export const FILTERS = ['status', 'stage', 'state', 'township'] as const;

/** Shorter texts the server does not look for: they narrow what has been loaded. */
const SEARCHABLE = /\S\S/;

export function filtersOf(search: URLSearchParams): Readonly<Record<string, string>> {
  const q = search.get('q') ?? '';
  const chosen = FILTERS.flatMap((filter) => {
    const value = search.get(filter);
    return value ? [[filter, value]] : [];
  });
  return Object.fromEntries(SEARCHABLE.test(q) ? [...chosen, ['q', q]] : chosen) as Record<string, string>;
}

/** A parcel's code of nineteen signs and the number of its entry, such as `370114001018JB00001-1`. */
export const isEntryId = (typed: string): boolean => /^\d{12}[A-Z]{2}\d{5}-\d+$/.test(typed.trim());

/** Whether the code of the parcel, the entry, the village or the buyer holds every word. */
export function matches({ subject, village, buyer }: Entry, typed: string): boolean {
  const told = [subject.entry, village, buyer?.name ?? ''].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
}
