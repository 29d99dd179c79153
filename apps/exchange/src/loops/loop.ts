import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = { first: 200, max: 10_000 } as const;

/** Delay before attempt `attempt` (from 1): doubling, with a limit. */
export const retryMs = (attempt: number): number =>
  Math.min(RETRY_MS.first * 2 ** (attempt - 1), RETRY_MS.max);

/** Says what has gone wrong for how long, and undefined when it goes well again. */
export type Trouble = (said: string | undefined) => void;

/**
 * Does something again and again until the signal ends it: after a failure later and later, otherwise after
 * the pause that the work itself asks for.
 * @param work says after how many milliseconds to come again
 */
export async function keepDoing(
  work: () => Promise<number>,
  signal: AbortSignal,
  trouble: Trouble,
): Promise<void> {
  for (let failed = 0; !signal.aborted;) {
    const rest = await work().then(
      (ms) => {
        failed = 0;
        trouble(undefined);
        return ms;
      },
      (error: unknown) => {
        failed += 1;
        if (!signal.aborted) trouble(error instanceof Error ? error.message : String(error));
        return retryMs(failed);
      },
    );
    if (rest > 0 || failed > 0) await pause(rest, undefined, { signal }).catch(() => undefined);
  }
}
