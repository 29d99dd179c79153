import type { Position } from './messages.js';

/** Entries at the front of the list that are dropped together, so that dropping them costs little. */
const COMPACT_AT = 1_024;

/**
 * The highest position below which everything has ended, while work ends out of order.
 * Positions begin in rising order; each ends once.
 */
export class Watermark {
  private readonly begun: Position[] = [];
  private readonly ended = new Set<Position>();
  private first = 0;

  constructor(private at: Position) {}

  get value(): Position {
    return this.at;
  }

  begin(position: Position): void {
    this.begun.push(position);
  }

  end(position: Position): void {
    this.ended.add(position);
    while (this.first < this.begun.length && this.ended.delete(this.begun[this.first]!)) this.at = this.begun[this.first++]!;
    if (this.first > COMPACT_AT) {
      this.begun.splice(0, this.first);
      this.first = 0;
    }
  }

  /** Everything up to `position` has begun: with nothing under way, everything up to there has ended. */
  reached(position: Position): void {
    if (this.first === this.begun.length && position > this.at) this.at = position;
  }
}
