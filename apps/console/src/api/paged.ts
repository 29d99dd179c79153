import { useInfiniteQuery } from '@tanstack/react-query';
import { useLookAgain } from '../live/state.js';
import { ask } from './client.js';
import { queryOf } from './queries.js';

/** Rows of one answer; more come when somebody asks for them. */
const PAGE_ROWS = 100;

export type Filters = Readonly<Record<string, string>>;

/** A list of the server in pages. @param key what makes it old: `entries` where it is about cases */
export const usePaged = <Answer extends Readonly<{ next: string | null }>>(
  key: readonly string[],
  path: string,
  filters: Filters,
) =>
  useInfiniteQuery({
    queryKey: [...key, filters],
    queryFn: async ({ pageParam, signal }) => {
      const query = queryOf({ ...filters, limit: PAGE_ROWS, after: pageParam });
      return (await ask<Answer>(`${path}?${query}`, { signal })).body;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }: Answer) => next ?? undefined,
    refetchInterval: useLookAgain(),
  });

/** Shorter texts the server does not look for. */
const SEARCHABLE = /\S\S/;

/** What the address of a list and that of the server have in common. */
export const filtersIn = (search: URLSearchParams, names: readonly string[]): Filters =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name)?.trim() ?? '';
      return value === '' || (name === 'q' && !SEARCHABLE.test(value)) ? [] : [[name, value]];
    }),
  );
