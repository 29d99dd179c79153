import { setTimeout as pause } from 'node:timers/promises';

/**
 * How long a test waits for what must come, against hanging only: never a measure of speed, and far beyond
 * the tenfold of what anything takes. Jest's own limit (`testTimeout` in package.json) is longer, so that
 * this one says what was missing.
 */
export const HANGS_MS = 300_000;
/** The same for the whole of a county's life among accidents. */
export const DAY_HANGS_MS = 4 * HANGS_MS;
const LOOK_MS = 20;

/**
 * Waits for a condition. @throws Error with the condition's text when it has not come true after {@link
 * HANGS_MS}
 */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const stop = Date.now() + HANGS_MS; Date.now() < stop;) {
    if (await condition()) return;
    await pause(LOOK_MS);
  }
  throw new Error(`${condition.toString()} did not come true within ${HANGS_MS} ms`);
}
