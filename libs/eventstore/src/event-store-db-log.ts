import { setTimeout as sleep } from 'node:timers/promises';
import { BACKWARDS, END, FORWARDS, START as LOG_START, WrongExpectedVersionError, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AllStreamSubscription, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, AppendTooLarge, EventStore, NO_STREAM, START, VersionConflict, within } from '#kernel';
import type { Appended, Event, Metadata, NewEvent, Position, Recorded } from '#kernel';
import { connect } from './connect.js';
import { eventIdOf } from './event-ids.js';
import { isMissing, isTooLarge, mayBeRetried } from './faults.js';

export type EventStoreDbOptions = Readonly<{
  /** `esdb://…`, `esdb+discover://…` or `kurrentdb://…`. */
  url: string;
  /** Before every stream's name, so that several installations share a server. */
  prefix?: string;
  /** The client has no limit of its own: after this long the outcome counts as unknown, and the append is tried again. */
  appendMs?: number;
  pollMs?: number;
}>;

const DEFAULT_PREFIX = 'rushi-';
const APPEND_MS = 5_000;
/** How often a waiting reader looks by itself: the net under a subscription that died without a word. */
const POLL_MS = 5_000;
const RETRY_MS_FIRST = 50;
const RETRY_MS_MAX = 2_000;
/** Events asked of $all at once; those of others are among them. */
const ALL_PAGE = 1_000;
/** Most often the last event of $all is ours. */
const HEAD_PAGE = 16;
const WINDOW = 500;
/** The client is not waited for longer: it waits for streams that a lost server has left open. */
const CLOSE_MS_MAX = 1_000;

type Stored = Readonly<{ meta: Metadata; $correlationId: string }>;

/**
 * The log on EventStoreDB or KurrentDB. A position is the commit position in $all: comparable, sparse, never computed with.
 * Timelines need the server's by-correlation-id projection (`$bc-…`); everything else only streams and $all.
 */
export class EventStoreDbLog extends EventStore {
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;
  private readonly appendMs: number;
  private readonly pollMs: number;
  /** Appends to one stream go one after the other: the order in which they were asked for is theirs. */
  private readonly tails = new Map<string, Promise<unknown>>();
  private readonly waiting = new Set<() => void>();
  private listening: AllStreamSubscription | undefined;
  /** The last event of ours that the subscription has told of. */
  private seen: Position = START;
  private closed = false;

  constructor({ url, prefix = DEFAULT_PREFIX, appendMs = APPEND_MS, pollMs = POLL_MS }: EventStoreDbOptions) {
    super();
    this.client = connect(url);
    this.prefix = prefix;
    this.appendMs = appendMs;
    this.pollMs = pollMs;
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const before = this.tails.get(stream) ?? Promise.resolve();
    const appended = before.catch(() => undefined).then(() => this.appendNow(stream, expected, events));
    const tail = appended.catch(() => undefined).finally(() => this.tails.get(stream) === tail && this.tails.delete(stream));
    this.tails.set(stream, tail);
    return appended;
  }

  private async appendNow(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    if (events.length > APPEND_EVENTS_MAX || Buffer.byteLength(JSON.stringify(events)) > APPEND_BYTES_MAX) throw new AppendTooLarge(`${events.length} events are more than one append takes.`);
    const written = events.map(({ type, data, meta }, index) =>
      jsonEvent({ id: eventIdOf(this.prefix + stream, expected + 1 + index, type, meta.command), type, data: data as Record<string, unknown>, metadata: { meta, $correlationId: meta.correlation } }),
    );
    for (let pause = RETRY_MS_FIRST; ; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
      try {
        const expectedRevision = expected === NO_STREAM ? ('no_stream' as const) : BigInt(expected);
        const { nextExpectedRevision, position } = await within(this.appendMs, this.client.appendToStream(this.prefix + stream, written, { expectedRevision }));
        if (position) return { version: Number(nextExpectedRevision), position: position.commit };
        return await this.placeOf(stream, expected, events);
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return this.repeated(stream, expected, events, error);
        if (isTooLarge(error)) throw new AppendTooLarge(String(error));
        if (!mayBeRetried(error)) throw error;
        await sleep(pause);
      }
    }
  }

  /** An append whose events are there already was done before; anything else is a conflict. */
  private async repeated(stream: string, expected: number, events: readonly NewEvent[], { actualVersion }: WrongExpectedVersionError): Promise<Appended> {
    const current = actualVersion === 'no_stream' ? NO_STREAM : Number(actualVersion);
    const there = expected < current ? await this.read(stream, expected + 1, events.length) : [];
    const same = there.length === events.length && there.every(({ type, meta }, index) => type === events[index]!.type && meta.command === events[index]!.meta.command);
    const last = there[there.length - 1];
    if (same && last) return { version: last.version, position: last.position };
    throw new VersionConflict(stream, expected, current);
  }

  private async placeOf(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const [last] = await this.read(stream, expected + events.length, 1);
    if (!last) throw new Error(`${stream}@${expected + events.length} was appended and is not there.`);
    return { version: last.version, position: last.position };
  }

  async read<E extends Event = Event>(stream: string, from = 0, limit = Number.MAX_SAFE_INTEGER): Promise<readonly Recorded<E>[]> {
    return this.patiently(async () => {
      const found: Recorded[] = [];
      try {
        for await (const resolved of this.client.readStream(this.prefix + stream, { fromRevision: BigInt(from), direction: FORWARDS, maxCount: limit })) {
          const event = this.recordedOf(resolved);
          if (event) found.push(event);
        }
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return found as unknown as readonly Recorded<E>[];
    });
  }

  async readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.patiently(async () => {
      const found: Recorded[] = [];
      for (let position = after; found.length < limit; ) {
        // The position itself is read again: this reading begins with it, not after it.
        const maxCount = Math.min(ALL_PAGE, limit - found.length + 1);
        let looked = 0;
        for await (const resolved of this.client.readAll({ fromPosition: position === START ? LOG_START : { commit: position, prepare: position }, direction: FORWARDS, maxCount })) {
          looked += 1;
          const at = positionOf(resolved);
          if (at <= position) continue;
          position = at;
          const event = found.length < limit ? this.recordedOf(resolved) : undefined;
          if (event) found.push(event);
        }
        if (looked < maxCount) break;
      }
      return found;
    });
  }

  async readCorrelation(correlation: string, after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.patiently(async () => {
      const found: Recorded[] = [];
      try {
        for await (const resolved of this.client.readStream(`$bc-${correlation}`, { fromRevision: LOG_START, direction: FORWARDS, resolveLinkTos: true })) {
          const event = this.recordedOf(resolved);
          if (event && event.position > after && found.length < limit) found.push(event);
        }
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return found;
    });
  }

  async head(): Promise<Position> {
    return this.patiently(async () => {
      let last: Position = START;
      for (let from: Position | undefined; ; ) {
        let looked = 0;
        for await (const resolved of this.client.readAll({ fromPosition: from === undefined ? END : { commit: from, prepare: from }, direction: BACKWARDS, maxCount: HEAD_PAGE })) {
          looked += 1;
          from = positionOf(resolved);
          if (last === START && this.recordedOf(resolved)) last = from;
        }
        if (last !== START || looked < HEAD_PAGE) return last;
      }
    });
  }

  async behind(position: Position): Promise<number> {
    let count = 0;
    for (let after = position; ; ) {
      const page = await this.readAll(after, ALL_PAGE);
      count += page.length;
      if (page.length < ALL_PAGE) return count;
      after = page[page.length - 1]!.position;
    }
  }

  async changed(after: Position, signal: AbortSignal): Promise<void> {
    if (this.seen > after || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(poll);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const poll = setTimeout(done, this.pollMs);
      signal.addEventListener('abort', done);
      this.waiting.add(done);
      this.listen();
    });
  }

  /**
   * One subscription for all who wait, because opening and leaving one for every reader makes a server close the whole
   * session. It only wakes them: what is there they read themselves, from their own positions.
   */
  private listen(): void {
    if (this.listening || this.closed) return;
    const filter = streamNameFilter({ prefixes: [this.prefix], maxSearchWindow: WINDOW });
    const subscription = this.client.subscribeToAll({ fromPosition: END, filter });
    this.listening = subscription;
    subscription.on('data', (resolved) => {
      const at = positionOf(resolved);
      if (at > this.seen) this.seen = at;
      this.wake();
    });
    // Something may have come between a reader's last look and this: everybody looks once more.
    subscription.on('confirmation', () => this.wake());
    const lost = () => {
      if (this.listening !== subscription) return;
      this.listening = undefined;
      this.wake();
    };
    for (const name of ['error', 'end', 'close'] as const) subscription.on(name, lost);
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  /** Reads are given again until they are answered: only what cannot get better is told. */
  private async patiently<T>(read: () => Promise<T>): Promise<T> {
    for (let pause = RETRY_MS_FIRST; ; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
      try {
        return await read();
      } catch (error) {
        if (!mayBeRetried(error)) throw error;
        await sleep(pause);
      }
    }
  }

  private recordedOf(resolved: ResolvedEvent | AllStreamResolvedEvent): Recorded | undefined {
    const { event } = resolved;
    if (!event?.streamId.startsWith(this.prefix) || !event.isJson) return undefined;
    const { meta } = event.metadata as unknown as Stored;
    const stream = event.streamId.slice(this.prefix.length);
    const version = Number(event.revision);
    return { id: `${stream}@${version}`, stream, version, position: positionOf(resolved), type: event.type, data: event.data as object, meta, recordedAt: event.created.toISOString() };
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.tails.values());
    await this.listening?.unsubscribe().catch(() => undefined);
    await Promise.race([this.client.dispose(), sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
  }
}

function positionOf({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): Position {
  const position = event?.position?.commit ?? commitPosition;
  if (position === undefined) throw new Error('The server tells no position of an event.');
  return position;
}

