import { ByStream } from '#kernel';
import type { Recorded } from '#kernel';

/**
 * The newest events of the log in memory, without a gap, as a ring. Followers near the end of the log read
 * from here instead of each asking the database. The events are shared by all readers: nobody changes them.
 */
export class RecentWindow {
  private readonly ring: (Recorded | undefined)[];
  readonly streams = new ByStream();
  /** The window holds the events after `first` up to and including `last`. */
  private first: number;
  private last: number;

  constructor(
    private readonly size: number,
    head: bigint,
  ) {
    this.ring = new Array<Recorded | undefined>(size);
    this.first = this.last = Number(head);
  }

  get end(): bigint {
    return BigInt(this.last);
  }

  /** Takes an event if it is the next one; anything else is left for a read to bring. */
  push(event: Recorded): void {
    const position = Number(event.position);
    if (position !== this.last + 1 || this.size === 0) return;
    const oldest = this.ring[position % this.size];
    if (oldest) this.streams.drop(oldest);
    this.ring[position % this.size] = event;
    this.streams.add(event);
    this.last = position;
    if (this.last - this.first > this.size) this.first = this.last - this.size;
  }

  /** Forgets everything and goes on after `head`: cheaper than fetching what no window could hold anyway. */
  restart(head: bigint): void {
    this.first = this.last = Number(head);
    this.ring.fill(undefined);
    this.streams.clear();
  }

  /** Whether everything after a position, up to the window's end, is here. */
  reaches(after: bigint): boolean {
    return after >= this.first;
  }

  /** Up to `limit` events after a position that the window {@link reaches}. */
  after(after: bigint, limit: number): Recorded[] {
    const events: Recorded[] = [];
    const end = Math.min(this.last, Number(after) + limit);
    for (let position = Number(after) + 1; position <= end; position++)
      events.push(this.ring[position % this.size]!);
    return events;
  }
}
