import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ReadModels, cursorPast, positionText, timeLimit } from '#kernel';
import type { Query } from '#kernel';
import { PROMISES, PUBLISHED_NAMES } from '../language/promises.js';
import type { Counterparty, PublishedName } from '../language/promises.js';
import { Published, nameIn } from './published.js';
import type { PublishedEvent } from './published.js';
import { Pulse } from './pulse.js';

/** Events of one answer. */
export const FEED_LIMIT_MAX = 500;
export const FEED_LIMIT = 100;
/** How long an answer may be waited for, in seconds. */
export const FEED_WAIT_SECONDS_MAX = 25;

const MS_PER_SECOND = 1_000;
const SEQUENCE = /^\d{1,20}$/;

/** What somebody may see of the feed: the types for his kind, and the districts that he names. */
export type Sight = Readonly<{
  to: Counterparty;
  /** All where it is absent. */
  districts?: readonly string[];
}>;

export type Asked = Readonly<{
  /** The id or the sequence of the last event that was read; from the beginning without one. */
  after?: string;
  limit?: number;
  types?: readonly PublishedName[];
  subject?: string;
}>;

/** The feed has never had an event of this id, or not for whoever asks. */
export class UnknownCursor extends Error {
  constructor(readonly cursor: string) {
    super(`The feed has no event ${cursor}.`);
    this.name = 'UnknownCursor';
  }
}

/** Names of types that a counterparty may see, in the order of the procedure. */
export const namesFor = (to: Counterparty): readonly PublishedName[] =>
  PUBLISHED_NAMES.filter((name) => PROMISES[name].to.includes(to));

/**
 * What was published, in the order of the log: nothing of it is ever left out, changed or taken back, and a
 * cursor is good for ever. Whoever reads keeps his own place; nothing is kept for him.
 */
@Injectable()
export class Feed {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Pulse) private readonly pulse: Pulse,
  ) {}

  /** The events after a place, `limit` of them or all that there are. @throws UnknownCursor */
  async page(
    sight: Sight,
    { after, limit = FEED_LIMIT, types, subject }: Asked,
  ): Promise<readonly PublishedEvent[]> {
    const place = after === undefined ? {} : { after: cursorPast(await this.sequenceAt(sight, after)) };
    const { items } = await this.readModels.query(Published, {
      where: { ...whereOf(sight), ...(types ? { type: types } : {}), ...(subject ? { subject } : {}) },
      limit,
      ...place,
    });
    return items;
  }

  /**
   * The same; where there is nothing yet it waits, `seconds` at the most, until there is.
   * @throws UnknownCursor
   */
  async waitFor(
    sight: Sight,
    asked: Asked,
    seconds: number,
    signal: AbortSignal,
  ): Promise<readonly PublishedEvent[]> {
    const over = timeLimit(seconds * MS_PER_SECOND, signal);
    try {
      for (;;) {
        const { seen } = this.pulse;
        const events = await this.page(sight, asked);
        if (events.length > 0 || over.signal.aborted || this.pulse.ended) return events;
        await this.pulse.next(seen, over.signal);
      }
    } finally {
      over.lift();
    }
  }

  /** Everything after a place and everything that comes, until `signal` aborts. @throws UnknownCursor */
  async *follow(sight: Sight, asked: Asked, signal: AbortSignal): AsyncGenerator<readonly PublishedEvent[]> {
    for (let after = asked.after; !signal.aborted && !this.pulse.ended;) {
      const page = await this.waitFor(sight, { ...asked, after }, FEED_WAIT_SECONDS_MAX, signal);
      if (page.length > 0) yield page;
      else await sleep(0); // Lets a signal be heard where nothing else waits.
      after = page.at(-1)?.sequence ?? after;
    }
  }

  /** One event, where whoever asks may see it. */
  async find(sight: Sight, id: string): Promise<PublishedEvent | undefined> {
    const event = await this.readModels.find(Published, id);
    return event && maySee(sight, event) ? event : undefined;
  }

  /** The last event that whoever asks may see. */
  async head(sight: Sight): Promise<PublishedEvent | undefined> {
    const { items } = await this.readModels.query(Published, {
      where: whereOf(sight),
      order: 'desc',
      limit: 1,
    });
    return items[0];
  }

  /**
   * The sequence of an event that is named by its id, or by its sequence, at which none need stand. What
   * whoever asks may not see is answered as what never was: an id cannot be tried out.
   * @throws UnknownCursor
   */
  async sequenceAt(sight: Sight, place: string): Promise<string> {
    if (SEQUENCE.test(place)) return positionText(place);
    const event = await this.find(sight, place);
    if (!event) throw new UnknownCursor(place);
    return event.sequence;
  }
}

const whereOf = ({ to, districts }: Sight): NonNullable<Query['where']> => ({
  to,
  ...(districts ? { district: districts } : {}),
});

const maySee = ({ to, districts }: Sight, { type, district }: PublishedEvent): boolean =>
  namesFor(to).includes(nameIn(type)) && (!districts || districts.includes(district));
