import { useEffect } from 'react';
import { meaningOf, pressOf, stepped } from '../find/keys.js';

/** Marks the link of a row, by the id of what it opens. */
export const ROW_LINK = 'data-row';

/**
 * `j` and `k` go through the links of a list as Tab does, row by row; what has the focus is seen, read out,
 * and opened by Enter as every link is.
 */
export function useListKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const meaning = meaningOf(pressOf(event));
      if (meaning !== 'down' && meaning !== 'up') return;
      const links = [...document.querySelectorAll<HTMLElement>(`[${ROW_LINK}]`)];
      const ids = links.map((link) => link.getAttribute(ROW_LINK) ?? '');
      const at = document.activeElement?.getAttribute(ROW_LINK) ?? undefined;
      const next = stepped(ids, at, meaning === 'down' ? 1 : -1);
      links[ids.indexOf(next ?? '')]?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
