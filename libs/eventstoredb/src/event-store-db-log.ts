import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { FORWARDS } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, AppendTooLarge, EventStore, VersionConflict } from '#kernel';
import type { Appended, NewEvent, Position, Recorded, StorageAway } from '#kernel';
import { AllEvents } from './all-events.js';
import { DEFAULT_PREFIX } from './address.js';
import { Appends, bytesOf } from './appends.js';
import type { Written } from './batches.js';
import { connect } from './connect.js';
import { eventIdOf } from './event-ids.js';
import { isMissing, isTooLarge } from './faults.js';
import { Listening } from './listening.js';
import { Retry } from './retry.js';
import { ForeignRanges } from './foreign-ranges.js';
import { recordedOf } from './recorded.js';
import type { StoredMetadata } from './recorded.js';
import { Wire } from './wire.js';

export type EventStoreDbOptions = Readonly<{
  /** `esdb://…`, `esdb+discover://…` or `kurrentdb://…`. */
  url: string;
  /** Before every stream's name, so that several installations share a server. */
  prefix?: string;
  /**
   * The client has no limit of its own: after this long the outcome counts as unknown, and the append is
   * tried again.
   */
  appendMs?: number;
  /** How often a waiting reader looks by itself: the net under a subscription that died without a word. */
  pollMs?: number;
}>;

const APPEND_MS = 3_000;
const POLL_MS = 5_000;
/** Most events given to a follower at once. */
const FOLLOWED_EVENTS = 1_000;
/** Events read at once where their number is wanted. */
const COUNT_PAGE = 1_000;
/** The client is not waited for longer: it waits for streams that a lost server has left open. */
const CLOSE_MS_MAX = 1_000;

/**
 * The log on EventStoreDB or KurrentDB. A position is the commit position in $all: comparable, sparse, never
 * computed with. Only streams and $all are asked for: no projection of the server is needed.
 */
export class EventStoreDbLog extends EventStore {
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;
  private readonly appends: Appends;
  private readonly all: AllEvents;
  private readonly listening: Listening;
  private readonly retry = new Retry((line) => new Logger('EventStore').warn(line));
  /** Appends to one stream go one after the other: the order in which they were asked for is theirs. */
  private readonly ends = new Map<string, Promise<unknown>>();

  constructor({ url, prefix = DEFAULT_PREFIX, appendMs = APPEND_MS, pollMs = POLL_MS }: EventStoreDbOptions) {
    super();
    const foreign = new ForeignRanges();
    this.client = connect(url);
    this.prefix = prefix;
    const wire = new Wire(this.client);
    this.appends = new Appends(this.client, wire, appendMs);
    this.all = new AllEvents(this.client, wire, prefix, foreign);
    this.listening = new Listening(wire, prefix, foreign, pollMs, () => this.connected());
  }

  override get away(): StorageAway | undefined {
    return this.retry.away;
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const before = this.ends.get(stream) ?? Promise.resolve();
    const appended = before.catch(() => undefined).then(() => this.appendNow(stream, expected, events));
    const end = appended
      .catch(() => undefined)
      .finally(() => this.ends.get(stream) === end && this.ends.delete(stream));
    this.ends.set(stream, end);
    return appended;
  }

  private async appendNow(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const name = this.prefix + stream;
    const written = events.map(({ type, data, meta }, index) => ({
      id: eventIdOf(name, expected + 1 + index, type, meta.command),
      type,
      data: Buffer.from(JSON.stringify(data)),
      metadata: Buffer.from(
        JSON.stringify({ meta, $correlationId: meta.correlation } satisfies StoredMetadata),
      ),
    }));
    if (events.length > APPEND_EVENTS_MAX || bytesOf(written) > APPEND_BYTES_MAX)
      throw new AppendTooLarge(`${events.length} events are more than one append takes.`);
    return this.retry.ask(() => this.appendOnce(stream, expected, events, written));
  }

  private async appendOnce(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    written: readonly Written[],
  ): Promise<Appended> {
    try {
      const outcome = await this.appends.once(this.prefix + stream, expected, written);
      if ('current' in outcome) return await this.repeated(stream, expected, events, outcome.current);
      const { version, position } = outcome;
      return position === undefined ? await this.placeOf(stream, expected, events) : { version, position };
    } catch (error) {
      if (isTooLarge(error)) throw new AppendTooLarge(String(error));
      throw error;
    }
  }

  /** An append whose events are there already was done before; anything else is a conflict. */
  private async repeated(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    current: number,
  ): Promise<Appended> {
    const there = expected < current ? await this.read(stream, expected + 1, events.length) : [];
    const same =
      there.length === events.length &&
      there.every(
        ({ type, meta }, index) =>
          type === events[index]!.type && meta.command === events[index]!.meta.command,
      );
    const last = there[there.length - 1];
    if (same && last) return { version: last.version, position: last.position };
    throw new VersionConflict(stream, expected, current);
  }

  private async placeOf(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const [last] = await this.read(stream, expected + events.length, 1);
    if (!last) throw new Error(`${stream}@${expected + events.length} was appended and is not there.`);
    return { version: last.version, position: last.position };
  }

  read(stream: string, from = 0, limit = Number.MAX_SAFE_INTEGER): Promise<readonly Recorded[]> {
    return this.ofStream(this.prefix + stream, { fromRevision: BigInt(from), maxCount: limit });
  }

  override recentEvents(stream: string, from: number): readonly Recorded[] {
    return this.listening.recent.streams.from(stream, from);
  }

  override recordedUntil(): string | undefined {
    return this.listening.recent.recordedUntil;
  }

  readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.retry.ask(() => this.all.after(after, limit));
  }

  head(): Promise<Position> {
    return this.retry.ask(() => this.all.head());
  }

  async behind(position: Position): Promise<number> {
    let count = 0;
    for (let after = position; ;) {
      const page = await this.readAll(after, COUNT_PAGE);
      count += page.length;
      if (page.length < COUNT_PAGE) return count;
      after = page[page.length - 1]!.position;
    }
  }

  async changed(after: Position, signal: AbortSignal): Promise<void> {
    await this.listening.changed(after, signal);
  }

  /**
   * Near the end of the log from what the subscription told; the server is asked where that does not reach,
   * or has been silent.
   */
  override async *follow(
    after: Position,
    signal: AbortSignal,
    pageSize = FOLLOWED_EVENTS,
  ): AsyncGenerator<readonly Recorded[]> {
    let told = true;
    for (let position = after; !signal.aborted;) {
      const page =
        (told ? this.listening.recent.after(position, pageSize) : undefined) ??
        (await this.readAll(position, pageSize));
      told = true;
      if (page.length === 0) {
        told = await this.listening.changed(position, signal);
        continue;
      }
      position = page[page.length - 1]!.position;
      yield page;
    }
  }

  private ofStream(
    name: string,
    options: Parameters<EventStoreDBClient['readStream']>[1],
  ): Promise<readonly Recorded[]> {
    return this.retry.ask(async () => {
      const found: Recorded[] = [];
      try {
        for await (const resolved of this.client.readStream(name, { ...options, direction: FORWARDS })) {
          const event = recordedOf(this.prefix, resolved);
          if (event) found.push(event);
        }
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return found;
    });
  }

  /** Ends after the appends that the server answers; what it does not answer has failed. */
  async close(): Promise<void> {
    this.retry.end();
    await Promise.all(this.ends.values());
    await this.listening.close();
    await this.appends.close();
    await Promise.race([this.client.dispose(), sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
  }
}
