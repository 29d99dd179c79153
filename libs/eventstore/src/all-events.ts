import { BACKWARDS, END, FORWARDS, START as LOG_START } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { NoSuchPosition, START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { isNoPlace } from './faults.js';
import type { Quiet, Stretch } from './quiet.js';
import { positionOf, recordedOf } from './recorded.js';

/** Events asked of $all at once; those of others are among them. */
const ALL_PAGE = 1_000;
/** Fewer events of others between two of ours are not worth remembering. */
const OTHERS_KEPT_MIN = 100;
/** Most often the last event of $all is ours. */
const HEAD_PAGE = 16;

/**
 * Reads of $all, which the server does not filter: other people's events come over the wire and are left out here. What a
 * walk over them learnt is kept, so that the next one begins behind them. A page that was begun is read to its end: a read
 * that is left early stays open on the server.
 */
export class AllEvents {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly prefix: string,
    private readonly quiet: Quiet,
  ) {}

  /** At most `limit` of our events after a position. @throws NoSuchPosition */
  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    return this.walk(position, limit).catch((error: unknown) => {
      throw isNoPlace(error) ? new NoSuchPosition(position, { cause: error }) : error;
    });
  }

  private async walk(position: Position, limit: number): Promise<readonly Recorded[]> {
    const found: Recorded[] = [];
    let walked: Stretch = { from: position, to: position, own: position === START };
    let others = 0;
    for (let count = Math.min(ALL_PAGE, limit + 1); ; count = ALL_PAGE) {
      walked = { ...walked, to: this.quiet.skip(walked.to) };
      let looked = 0;
      for await (const resolved of this.client.readAll({ fromPosition: placeOf(walked.to), direction: FORWARDS, maxCount: count })) {
        looked += 1;
        if (found.length === limit) continue;
        const at = positionOf(resolved);
        const event = recordedOf(this.prefix, resolved);
        if (at <= walked.to) {
          // A reading begins with its position, not after it.
          if (event && at === walked.from) walked = { ...walked, own: true };
        } else if (event) {
          if (others >= OTHERS_KEPT_MIN) this.quiet.learn(walked);
          found.push(event);
          [walked, others] = [{ from: at, to: at, own: true }, 0];
        } else [walked, others] = [{ ...walked, to: at }, others + 1];
      }
      this.quiet.learn(walked);
      if (found.length === limit || looked < count) return found;
    }
  }

  /** The position of our last event; the beginning when there is none. */
  async head(): Promise<Position> {
    let [top, from, last]: (Position | undefined)[] = [];
    for (let count = HEAD_PAGE; ; count = ALL_PAGE) {
      let [looked, passed] = [0, false];
      for await (const resolved of this.client.readAll({ fromPosition: from === undefined ? END : placeOf(from), direction: BACKWARDS, maxCount: count })) {
        looked += 1;
        if (passed || last !== undefined) continue;
        const at = positionOf(resolved);
        const stretch = this.quiet.around(at);
        top ??= at;
        from = stretch?.from ?? at;
        if (stretch?.own || recordedOf(this.prefix, resolved)) last = from;
        passed = stretch !== undefined;
      }
      if (looked < count && !passed) last ??= START;
      if (last === undefined) continue;
      if (top !== undefined) this.quiet.learn({ from: last, to: top, own: true });
      return last;
    }
  }
}

/** For what is written by gRPC, as ours is, both positions are the same. */
export const placeOf = (position: Position) => (position === START ? LOG_START : { commit: position, prepare: position });
