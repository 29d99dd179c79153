import { setTimeout as sleep } from 'node:timers/promises';

export const BACKOFF_MS_FIRST = 100;
export const BACKOFF_MS_MAX = 30_000;

/** Waits, but not beyond the signal. */
export const pause = (ms: number, signal: AbortSignal) =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** How what fails is tried again: later and later, until it succeeds. */
export class BackOff {
  private failures = 0;

  constructor(private readonly stopping: AbortSignal) {}

  succeeded(): void {
    this.failures = 0;
  }

  /** Waits before the next try. */
  async failed(): Promise<void> {
    await pause(Math.min(BACKOFF_MS_FIRST * 2 ** this.failures++, BACKOFF_MS_MAX), this.stopping);
  }
}

/** What the log of the program says of an error. */
export const stackOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
