import { ByStream } from '#kernel';
import type { Position, Recorded } from '#kernel';

/** Newest events kept in memory; some 2 kB each. */
export const TAIL_EVENTS = 10_000;

/**
 * Our newest events as the subscription tells of them, without a gap: whoever follows near the end of the log
 * reads here instead of each asking the server. The events are shared by all readers: nobody changes them.
 */
export class RecentEvents {
  private events: Recorded[] = [];
  readonly streams = new ByStream();
  /** Every event of ours behind it, up to the newest one told, is here; `undefined` while nobody tells. */
  private from: Position | undefined;
  private telling = false;
  /** When the newest event that was ever told was recorded. */
  recordedUntil: string | undefined;

  /**
   * A subscription begins that will tell of everything behind a position, or, where there is none, behind its
   * first event.
   */
  begin(from: Position | undefined): void {
    [this.from, this.telling] = [from, true];
    this.keep([]);
  }

  end(): void {
    [this.from, this.telling] = [undefined, false];
    this.keep([]);
  }

  push(event: Recorded): void {
    if (!this.telling) return;
    this.recordedUntil = event.recordedAt;
    if (this.from === undefined) {
      this.from = event.position;
      return;
    }
    this.events.push(event);
    this.streams.add(event);
    if (this.events.length < 2 * TAIL_EVENTS) return;
    this.from = this.events[TAIL_EVENTS - 1]!.position;
    this.keep(this.events.slice(TAIL_EVENTS));
  }

  private keep(events: Recorded[]): void {
    this.events = events;
    this.streams.clear();
    for (const event of events) this.streams.add(event);
  }

  /**
   * At most `limit` events behind a position, none when there is nothing new; `undefined` when only the
   * server knows.
   */
  after(position: Position, limit: number): readonly Recorded[] | undefined {
    if (this.from === undefined || position < this.from) return undefined;
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.position <= position) low = middle + 1;
      else high = middle;
    }
    return this.events.slice(low, low + limit);
  }
}
