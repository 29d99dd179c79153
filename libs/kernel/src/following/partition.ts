import type { Position, Recorded } from '../messages/messages.js';
import type { Lease } from './subscriptions.js';
import { Watermark } from './watermark.js';
import type { Place } from './watermark.js';

/** A partition that this process holds: how far it has been read, how far all has ended, what is stored. */
export class Partition {
  private readonly watermark: Watermark;
  /** The last place that was read. */
  read: Place;
  private stored: Position;

  constructor(readonly lease: Lease) {
    this.read = { position: lease.position };
    this.watermark = new Watermark(this.read);
    this.stored = lease.position;
  }

  /** Everything up to here has ended: the next checkpoint. */
  get done(): Place {
    return this.watermark.place;
  }

  /** The checkpoint as it is known to be stored. */
  get checkpoint(): Position {
    return this.stored;
  }

  /**
   * What goes along with everything that is written: a checkpoint that a crash took back is noticed then, not
   * overtaken.
   */
  get fence(): Lease {
    return { ...this.lease, position: this.stored };
  }

  /**
   * Checkpoints are stored from two sides, by the handler of a page and by the runner: the farthest counts.
   */
  wasStored(position: Position): void {
    if (position > this.stored) this.stored = position;
  }

  begin(event: Recorded): void {
    this.watermark.begin(event);
  }

  end(event: Recorded): void {
    this.watermark.end(event.position);
    this.watermark.reached(this.read);
  }

  /** Everything up to this event has been read. */
  reached(event: Recorded): void {
    if (event.position > this.read.position) this.read = { position: event.position, event };
    this.watermark.reached(this.read);
  }
}
