/** The cases that somebody opened last in this browser: numbers alone, which open nothing by themselves. */

/** So many are offered before anything is typed. */
export const RECENT_MAX = 8;
const STORED_AS = 'rushi.recent';
const ENTRY = /^\d{12}[A-Z]{2}\d{5}-\d+$/;

/** The last one first, each once. */
export const withRecent = (recent: readonly string[], entry: string): readonly string[] =>
  [entry, ...recent.filter((each) => each !== entry)].slice(0, RECENT_MAX);

/** What was stored, as far as it can be read. */
export function readRecent(stored: string | null): readonly string[] {
  try {
    const found: unknown = JSON.parse(stored ?? '[]');
    if (!Array.isArray(found)) return [];
    return found
      .filter((each): each is string => typeof each === 'string' && ENTRY.test(each))
      .slice(0, RECENT_MAX);
  } catch {
    return [];
  }
}

const keyOf = (user: string): string => `${STORED_AS}.${user}`;

/** @param user a browser may be shared: everybody finds one's own */
export function recentOf(user: string): readonly string[] {
  try {
    return readRecent(localStorage.getItem(keyOf(user)));
  } catch {
    return []; // Nothing may be kept here.
  }
}

export function noteOpened(user: string, entry: string): void {
  try {
    localStorage.setItem(keyOf(user), JSON.stringify(withRecent(recentOf(user), entry)));
  } catch {
    // It is looked for again next time.
  }
}
