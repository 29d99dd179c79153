/** What a key means on the pages that are worked by the keyboard. */

/** As much of a key press as is looked at. */
export type Press = Readonly<{
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether it went into a field, where letters are letters. */
  isTyping: boolean;
}>;
export type Meaning = 'find' | 'keys' | 'down' | 'up' | 'open';

const PLAIN: Readonly<Record<string, Meaning>> = {
  '/': 'find',
  '?': 'keys',
  j: 'down',
  k: 'up',
  Enter: 'open',
};

/** Ctrl+K finds from everywhere, also while typing; single letters mean something outside of fields only. */
export function meaningOf({ key, ctrlKey, metaKey, altKey, isTyping }: Press): Meaning | undefined {
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return 'find';
  if (ctrlKey || metaKey || altKey || isTyping) return undefined;
  return PLAIN[key];
}

/** Where a list goes on from: into it from outside, and never past its ends. */
export function stepped(ids: readonly string[], chosen: string | undefined, by: 1 | -1): string | undefined {
  const at = chosen === undefined ? -1 : ids.indexOf(chosen);
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1);
  return ids[Math.min(ids.length - 1, Math.max(0, at + by))];
}

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';
const PRESSED_ITSELF = 'a, button, [role="button"], summary';

/** Enter on a link or a button is its own. */
export function pressOf(event: KeyboardEvent): Press {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const on = target instanceof Element ? target : undefined;
  const isTyping =
    on?.closest(key === 'Enter' ? `${FIELDS}, ${PRESSED_ITSELF}` : FIELDS) !== null && on !== undefined;
  return { key, ctrlKey, metaKey, altKey, isTyping };
}
