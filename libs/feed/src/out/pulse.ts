import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { EventStore, Projector, START } from '#kernel';
import type { Position } from '#kernel';

/** How long the feed is waited for after the log has grown, before whoever waits looks anyway. */
const SHOWN_MS_MAX = 1_000;

/** Wakes those who wait for something new: one look at the log for all of them, and none for nobody. */
@Injectable()
export class Pulse implements BeforeApplicationShutdown {
  private readonly waiting = new Set<() => void>();
  private readonly ending = new AbortController();
  private readonly log = new Logger(Pulse.name);
  private beating: Promise<void> | undefined;
  /** The head of the log up to which the feed is known to show everything. */
  private shown: Position = START;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Projector) private readonly projector: Projector,
  ) {}

  /** Up to where the feed is known to show everything. To be asked before the feed is looked at. */
  get seen(): Position {
    return this.shown;
  }

  /**
   * Resolves when the feed may have more than whoever looked when it was known to show everything up to
   * `seen`, when `signal` aborts, or when this process ends. What the log had then and the feed did not show
   * yet is more.
   */
  async next(seen: Position, signal: AbortSignal): Promise<void> {
    if (this.shown > seen || signal.aborted || this.ended) return;
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    this.waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    this.beating ??= this.beat();
    await woken;
    signal.removeEventListener('abort', wake);
    this.waiting.delete(wake);
  }

  get ended(): boolean {
    return this.ending.signal.aborted;
  }

  private async beat(): Promise<void> {
    const { signal } = this.ending;
    try {
      while (this.waiting.size > 0 && !signal.aborted) {
        const head = await this.store.head();
        if (head > this.shown) {
          if (await this.projector.shows(head, SHOWN_MS_MAX)) this.shown = head;
          this.wakeAll();
        } else await this.store.changed(head, signal);
      }
    } catch (error) {
      // Whoever waits looks for himself, and is told what the log has.
      this.log.warn(`does not hear of the log, and begins again with the next who waits: ${String(error)}`);
    } finally {
      this.beating = undefined;
      this.wakeAll();
    }
  }

  private wakeAll(): void {
    for (const wake of this.waiting) wake();
  }

  beforeApplicationShutdown(): void {
    this.ending.abort();
    this.wakeAll();
  }
}
