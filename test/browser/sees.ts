import { setTimeout as pause } from 'node:timers/promises';
import { HANGS_MS } from '../../libs/kernel/testing/patience.js';

const LOOK_MS = 20;

/**
 * Looks at a page until it shows what it must: it draws when its answers come and not when a test looks, so
 * one look proves nothing. @throws what the check said last when the page never came to it
 */
export async function sees<T>(read: () => Promise<T>, check: (read: T) => void): Promise<void> {
  for (const stop = Date.now() + HANGS_MS; ; await pause(LOOK_MS)) {
    const found = await read();
    try {
      return check(found);
    } catch (error) {
      if (Date.now() >= stop) throw error;
    }
  }
}
