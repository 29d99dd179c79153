import { BACKWARDS, END, FORWARDS } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, Direction, EventStoreDBClient } from '@eventstore/db-client';
import { NoSuchPosition, START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { isNoPlace } from './faults.js';
import type { ForeignRanges } from './foreign-ranges.js';
import { Pages } from './pages.js';
import { positionOf } from './recorded.js';
import type { Wire } from './wire.js';

/**
 * The server looks at so many events of others at once, and nobody waits for anything else of it meanwhile
 * for long.
 */
const SEARCH_EVENTS = 4_096;
/** Who asks for fewer wants these and no more. */
const SHARED_MIN = 500;

/**
 * Reads of $all that the server filters: events of other people stay there. It looks through them again at
 * every read; what was learnt of them is kept, so that the next one begins behind them. A page that was begun
 * is read to its end: a read that is left early stays open on the server.
 */
export class AllEvents {
  private readonly pages: Pages;
  /** A place that stands there for certain: before it is read past, where the log ends is of no interest. */
  private ahead: Position = START;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly wire: Wire,
    private readonly prefix: string,
    private readonly foreign: ForeignRanges,
  ) {
    this.pages = new Pages((position, limit, take) => this.each(position, limit, take));
  }

  /**
   * At most `limit` of our events after a position; who asks for many mostly goes on, and others come by the
   * same way. @throws NoSuchPosition
   */
  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    const page = limit < SHARED_MIN ? this.few(position, limit) : this.pages.after(position, limit);
    return page.catch((error: unknown) => {
      throw isNoPlace(error) ? new NoSuchPosition(position, { cause: error }) : error;
    });
  }

  private async few(position: Position, limit: number): Promise<readonly Recorded[]> {
    const found: Recorded[] = [];
    await this.each(position, limit, (event) => void found.push(event));
    return found;
  }

  /** At most `limit` of our events after a position, each as it comes. */
  private async each(position: Position, limit: number, take: (event: Recorded) => void): Promise<void> {
    const from = this.foreign.skip(position);
    // Before the events: what stands there when they are read has then been looked at.
    const top = from < this.ahead ? undefined : await this.top();
    if (top !== undefined && top > this.ahead) this.ahead = top;
    let [come, taken, last] = [0, 0, from];
    let own = from === position && position === START;
    // A reading begins with its position, not after it.
    const asked = { prefix: this.prefix, from, count: limit + 1, window: SEARCH_EVENTS };
    await this.wire.each(asked, (event) => {
      come += 1;
      if (event.position <= from) own ||= event.position === position;
      else if (taken < limit) {
        [taken, last, own] = [taken + 1, event.position, true];
        take(event);
      }
    });
    // Of an older look nothing is concluded about the end: another node may answer by now, and show less.
    if (come <= limit) this.ahead = START;
    this.foreign.learn({
      from: last,
      to: come <= limit && top !== undefined && top > last ? top : last,
      own,
    });
  }

  /** The position of our last event; the beginning when there is none. */
  async head(): Promise<Position> {
    const end = await this.at(END, BACKWARDS);
    if (!end) return START;
    const place = positionOf(end);
    if (end.event?.streamId.startsWith(this.prefix)) return place;
    const known = this.foreign.around(place);
    if (known?.own) return known.from;
    const top = await this.shown(place);
    const [last] = await this.wire.page({
      prefix: this.prefix,
      from: 'end',
      backwards: true,
      count: 1,
      window: SEARCH_EVENTS,
    });
    const head = last?.position ?? START;
    // It may have come after the end was looked at.
    if (top !== undefined) this.foreign.learn({ from: head, to: top > head ? top : head, own: true });
    return head;
  }

  /**
   * Where $all ends now, whoever wrote there; nothing when it is empty, or when that place is still on its
   * way.
   */
  private async top(): Promise<Position | undefined> {
    const end = await this.at(END, BACKWARDS);
    return end && this.shown(positionOf(end));
  }

  /**
   * The place, if everybody sees it: read backwards, the server shows what it has written, though that is not
   * yet indexed, and a cluster may still take it back; forwards it does not.
   */
  private async shown(place: Position): Promise<Position | undefined> {
    const there = await this.at({ commit: place, prepare: place }, FORWARDS);
    return there && positionOf(there) === place ? place : undefined;
  }

  private async at(
    fromPosition: typeof END | Readonly<{ commit: Position; prepare: Position }>,
    direction: Direction,
  ): Promise<AllStreamResolvedEvent | undefined> {
    let there: AllStreamResolvedEvent | undefined;
    for await (const resolved of this.client.readAll({ fromPosition, direction, maxCount: 1 }))
      there = resolved;
    return there;
  }
}
