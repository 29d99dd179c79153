/**
 * What this browser remembers of the tour, for each of its people apart: whether the offer was answered, and
 * where somebody left. It opens nothing and is no secret, like what was opened last (`src/find`).
 */
import { useSyncExternalStore } from 'react';

export type Kept = Readonly<{ answered: boolean; at?: string }>;

const STORED_AS = 'rushi.tour';
const NOTHING: Kept = { answered: false };
const keyOf = (user: string): string => `${STORED_AS}.${user}`;

/** What was stored, as far as it can be read. */
export function readKept(stored: string | null): Kept {
  try {
    const found: unknown = JSON.parse(stored ?? '{}');
    if (typeof found !== 'object' || found === null) return NOTHING;
    const { answered, at } = found as Readonly<Record<string, unknown>>;
    return { answered: answered === true, ...(typeof at === 'string' ? { at } : {}) };
  } catch {
    return NOTHING;
  }
}

const known = new Map<string, Kept>();
/** Whoever is being shown around on this page. */
let led: string | undefined;
const ears = new Set<() => void>();

function keptOf(user: string): Kept {
  let kept = known.get(user);
  if (!kept) {
    try {
      kept = readKept(localStorage.getItem(keyOf(user)));
    } catch {
      kept = NOTHING; // Nothing may be kept here: it holds as long as the page does.
    }
    known.set(user, kept);
  }
  return kept;
}

function keep(user: string, kept: Kept): void {
  known.set(user, kept);
  try {
    localStorage.setItem(keyOf(user), JSON.stringify(kept));
  } catch {
    // It is offered again next time.
  }
  for (const hear of ears) hear();
}

const listen = (hear: () => void) => {
  ears.add(hear);
  return () => void ears.delete(hear);
};

export const useKept = (user: string): Kept => useSyncExternalStore(listen, () => keptOf(user));
export const useIsLed = (user: string): boolean => useSyncExternalStore(listen, () => led === user);

/** The offer is not made again. */
export const answerOffer = (user: string): void => keep(user, { ...keptOf(user), answered: true });

/** Begins, or goes on where this person left. */
export function beginTour(user: string): void {
  led = user;
  answerOffer(user);
}

export const moveTour = (user: string, at: string): void => keep(user, { answered: true, at });

/** Leaves it, to go on later; `isOver` where the end was reached. */
export function endTour(user: string, isOver: boolean): void {
  led = undefined;
  keep(user, isOver ? { answered: true } : keptOf(user));
}
