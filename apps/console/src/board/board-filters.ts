/** What the board is narrowed by, as its address says it. */
export const BOARD_KINDS = ['listing', 'result', 'deal', 'distribution', 'registration'] as const;
/** What is still going on: of the rest people ask by kind. */
export const BOARD_STATES = ['running', 'announced', 'open'] as const;
const FILTERS = ['kind', 'state', 'township', 'q'] as const;

export const boardFilters = (search: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value] as const] : [];
    }),
  );

/** The address with a filter chosen, or without it where it was. */
export function pressed(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (next.get(name) === value) next.delete(name);
  else next.set(name, value);
  return next;
}

/** Townships of what is shown, and the one that was chosen even where nothing of it is. */
export function townshipsIn(
  cards: readonly Readonly<{ township: string; names: Readonly<{ township: string }> }>[],
  chosen: string | null,
): readonly Readonly<{ code: string; name: string }>[] {
  const found = new Map(cards.map(({ township, names }) => [township, names.township] as const));
  if (chosen && !found.has(chosen)) found.set(chosen, chosen);
  return [...found].map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
