import { useSyncExternalStore } from 'react';

/** Lists and cases are looked at again this often while nobody tells what changes. */
export const LOOK_AGAIN_MS = 10_000;

/** Whether the server tells what changes: not yet, it does, or not any more. */
export type Line = 'opening' | 'live' | 'lost';

let line: Line = 'opening';
const listeners = new Set<() => void>();

export function setLine(now: Line): void {
  if (now === line) return;
  line = now;
  for (const listener of listeners) listener();
}

export const useLine = (): Line =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => line,
  );

/** How often an answer that somebody watches is asked for again by itself: not at all while one is told. */
export const useLookAgain = (): number | false => (useLine() === 'live' ? false : LOOK_AGAIN_MS);
