import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageAway } from '#kernel';
import { mayBeRetried, storageFaultOf } from './faults.js';

export const RETRY_MS_FIRST = 50;
export const RETRY_MS_MAX = 2_000;
/** A server that is away is spoken of once in this time. */
export const SAY_EVERY_MS = 60_000;
/** A server that has not answered a question for so long counts as away, whether it fails or is silent. */
export const SILENT_MS_MAX = 3_000;
/** So many may wait for a server that is away; whoever comes then is told at once, before memory runs out. */
export const WAITING_MAX = 2_000;

/**
 * Asks a server until it answers, and says now and then that it does not: only what cannot get better is told
 * at once.
 */
export class Retry {
  private readonly over = new AbortController();
  private silentUntil = -Infinity;
  /** Questions without an answer, the oldest first, and since when. */
  private readonly waiting = new Map<symbol, number>();

  constructor(private readonly say: (line: string) => void) {
    // As many as there are questions wait for the end of it.
    setMaxListeners(0, this.over.signal);
  }

  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.waiting.size >= WAITING_MAX && this.away) throw this.away;
    const id = Symbol('question');
    this.waiting.set(id, performance.now());
    try {
      return await this.untilAnswered(question);
    } finally {
      this.waiting.delete(id);
    }
  }

  private async untilAnswered<T>(question: () => Promise<T>): Promise<T> {
    for (let pause = RETRY_MS_FIRST; ; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
      const began = performance.now();
      try {
        return await question();
      } catch (error) {
        if (this.over.signal.aborted || !mayBeRetried(error)) throw storageFaultOf(error);
        this.complain(error);
        // What was waited for in vain counts: between two questions lies the pause, not more.
        const left = Math.max(RETRY_MS_FIRST, pause - (performance.now() - began));
        await sleep(left, undefined, { signal: this.over.signal }).catch(() => undefined);
      }
    }
  }

  /** What whoever does not want to wait is told while a question has had no answer for long. */
  get away(): StorageAway | undefined {
    const oldest = this.waiting.values().next().value;
    if (oldest === undefined || performance.now() - oldest < SILENT_MS_MAX) return undefined;
    return new StorageAway('EventStoreDB does not answer.', 'silent');
  }

  private complain(error: unknown): void {
    const now = performance.now();
    if (now < this.silentUntil) return;
    this.silentUntil = now + SAY_EVERY_MS;
    this.say(
      'EventStoreDB does not answer and is asked again: ' +
        `${error instanceof Error ? error.message : String(error)}`,
    );
  }

  /** From now on what fails has failed: nobody waits any more. */
  end(): void {
    this.over.abort();
  }
}
