import type { Event } from '#kernel';

/**
 * What is sealed in a fact, by its type. Not even the sealed text leaves the house: whether there is one is
 * known.
 */
export const SEALED: Readonly<Record<string, string>> = { TradeDecided: 'reserve' };

/** Whether a fact holds something sealed. */
export const holdsSealed = ({ type, data }: Pick<Event, 'type' | 'data'>): boolean =>
  Object.hasOwn(SEALED, type) && ((data as Record<string, unknown>)[SEALED[type]!] ?? null) !== null;

/** The data of a fact as anybody may see it. */
export function withoutSealed({ type, data }: Pick<Event, 'type' | 'data'>): object {
  const field = Object.hasOwn(SEALED, type) ? SEALED[type] : undefined;
  return field === undefined
    ? data
    : { ...data, [field]: ((data as Record<string, unknown>)[field] ?? null) !== null };
}
