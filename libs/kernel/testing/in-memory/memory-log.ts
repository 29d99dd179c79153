import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  AppendTooLarge,
  EventStore,
  VersionConflict,
} from '../../src/log/event-store.js';
import type { Appended, NewEvent } from '../../src/log/event-store.js';
import type { Event, Position, Recorded } from '../../src/messages/messages.js';
import { asStored, nextTurn } from './stored.js';

/** What an adapter of the same kind keeps in a table: one list, which several processes of a test share. */
export class EventTable {
  readonly events: Recorded[] = [];
  private readonly streams = new Map<string, Recorded[]>();
  private readonly waiting = new Set<() => void>();

  stream(stream: string): readonly Recorded[] {
    return this.streams.get(stream) ?? [];
  }

  get head(): Position {
    return BigInt(this.events.length);
  }

  /** Positions have no gaps: an event's is one more than its place in the list. */
  add(stream: string, event: NewEvent): void {
    const before = this.streams.get(stream) ?? [];
    const recorded: Recorded = {
      id: `${stream}@${before.length}`,
      stream,
      version: before.length,
      position: this.head + 1n,
      ...asStored(event),
      recordedAt: this.recordingTime(),
    };
    this.events.push(recorded);
    before.push(recorded);
    this.streams.set(stream, before);
  }

  /** The time of a log never runs backwards, whatever the clock does. */
  private recordingTime(): string {
    const [now, last] = [new Date().toISOString(), this.events.at(-1)?.recordedAt ?? ''];
    return now > last ? now : last;
  }

  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  changed(after: Position, signal: AbortSignal): Promise<void> {
    if (this.head > after || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        if (this.head <= after && !signal.aborted) return;
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/**
 * The log in memory, for tests. It tells nothing without being asked (`recentEvents`), so that who writes to
 * a stream beside another process meets the conflict and has to read.
 */
export class MemoryEventStore extends EventStore {
  constructor(private readonly table: EventTable) {
    super();
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    refuseTooLarge(events);
    await nextTurn();
    const current = this.table.stream(stream).length - 1;
    if (current !== expected) return this.original(stream, expected, events);
    for (const event of events) this.table.add(stream, event);
    this.table.wake();
    return { version: current + events.length, position: this.table.head };
  }

  /** Where the same append already stands. @throws VersionConflict where it does not */
  private original(stream: string, expected: number, events: readonly NewEvent[]): Appended {
    const there = this.table.stream(stream);
    const same = ({ type, meta }: NewEvent, index: number) => {
      const event = there[expected + 1 + index];
      return event?.type === type && event.meta.command === meta.command;
    };
    if (!events.every(same)) throw new VersionConflict(stream, expected, there.length - 1);
    const version = expected + events.length;
    return { version, position: there[version]!.position };
  }

  async read<E extends Event = Event>(
    stream: string,
    from = 0,
    limit = Infinity,
  ): Promise<readonly Recorded<E>[]> {
    await nextTurn();
    return this.table
      .stream(stream)
      .slice(from, from + limit) as readonly Recorded[] as readonly Recorded<E>[];
  }

  recordedUntil(): string | undefined {
    return this.table.events.at(-1)?.recordedAt;
  }

  async readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.table.events.slice(Number(after), Number(after) + limit);
  }

  async head(): Promise<Position> {
    return this.table.head;
  }

  async behind(position: Position): Promise<number> {
    return Math.max(0, Number(this.table.head - position));
  }

  changed(after: Position, signal: AbortSignal): Promise<void> {
    return this.table.changed(after, signal);
  }
}

function refuseTooLarge(events: readonly NewEvent[]): void {
  if (events.length === 0) throw new RangeError('An append needs at least one event.');
  if (events.length > APPEND_EVENTS_MAX)
    throw new AppendTooLarge(`${events.length} events; ${APPEND_EVENTS_MAX} are the most for one append.`);
  const bytes = Buffer.byteLength(JSON.stringify(events));
  if (bytes > APPEND_BYTES_MAX)
    throw new AppendTooLarge(`${bytes} bytes; ${APPEND_BYTES_MAX} are the most for one append.`);
}
