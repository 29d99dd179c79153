import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeRetried, storageFaultOf } from './faults.js';

export const RETRY_MS_FIRST = 50;
export const RETRY_MS_MAX = 2_000;
/** A server that is away is spoken of once in this time. */
export const SAY_EVERY_MS = 60_000;

/** Asks a server until it answers, and says now and then that it does not: only what cannot get better is told at once. */
export class Patience {
  private readonly over = new AbortController();
  private quietUntil = -Infinity;

  constructor(private readonly say: (line: string) => void) {}

  async ask<T>(question: () => Promise<T>): Promise<T> {
    for (let pause = RETRY_MS_FIRST; ; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
      try {
        return await question();
      } catch (error) {
        if (this.over.signal.aborted || !mayBeRetried(error)) throw storageFaultOf(error);
        this.complain(error);
        await sleep(pause, undefined, { signal: this.over.signal }).catch(() => undefined);
      }
    }
  }

  private complain(error: unknown): void {
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + SAY_EVERY_MS;
    this.say(`EventStoreDB does not answer and is asked again: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** From now on what fails has failed: nobody waits any more. */
  end(): void {
    this.over.abort();
  }
}
