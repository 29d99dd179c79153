import type { Position, Recorded } from '../messages/messages.js';

/** A place in the log, and the event there where one has seen it. */
export type Place = Readonly<{ position: Position; event?: Recorded }>;

/** Entries at the front of the list that are dropped together, so that dropping them costs little. */
const COMPACT_AT = 1_024;

/**
 * The highest position below which everything has ended, while work ends out of order.
 * Positions begin in rising order; each ends once.
 */
export class Watermark {
  private readonly begun: Recorded[] = [];
  private readonly ended = new Set<Position>();
  private first = 0;

  constructor(private at: Place) {}

  get value(): Position {
    return this.at.position;
  }

  get place(): Place {
    return this.at;
  }

  begin(event: Recorded): void {
    this.begun.push(event);
  }

  end(position: Position): void {
    this.ended.add(position);
    for (
      let event = this.begun[this.first];
      event && this.ended.delete(event.position);
      event = this.begun[++this.first]
    ) {
      this.at = { position: event.position, event };
    }
    if (this.first > COMPACT_AT) {
      this.begun.splice(0, this.first);
      this.first = 0;
    }
  }

  /** Everything up to `place` has begun: with nothing under way, everything up to there has ended. */
  reached(place: Place): void {
    if (this.first === this.begun.length && place.position > this.at.position) this.at = place;
  }
}
