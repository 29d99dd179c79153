import type { LogFault } from './footing.js';
import type { Metadata, Position, Recorded } from '../messages/messages.js';
import type { StorageAway } from './storage-fault.js';

export type NewEvent = Readonly<{ type: string; data: object; meta: Metadata }>;
export type Appended = Readonly<{ version: number; position: Position }>;

/** The version expected of a stream that does not exist yet. */
export const NO_STREAM = -1;

/** The stream holds other events than the writer believed: load again and decide again. */
export class VersionConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly current: number,
  ) {
    super(`${stream} is at version ${current}, not at ${expected}.`);
    this.name = 'VersionConflict';
  }
}

/**
 * The clock is behind the log by more than it may: what it wrote would have dates before what it follows
 * from. Nothing is written until the clock is right; the newest event and the clock are named in UTC.
 */
export class ClockBehind extends Error {
  constructor(
    readonly newest: string,
    readonly now: string,
  ) {
    super(`The clock says ${now}, but the log has an event of ${newest}. Set the clock right.`);
    this.name = 'ClockBehind';
  }
}

/**
 * A clock may be so much behind the newest event of the log, in seconds: clocks of several machines differ a
 * little.
 */
export const CLOCK_BEHIND_SECONDS_MAX = 60;

/** Larger than the store takes in one append; retrying cannot help. */
export class AppendTooLarge extends Error {}

export const APPEND_EVENTS_MAX = 1_000;
export const APPEND_BYTES_MAX = 1_048_576;

/**
 * Token under which an adapter hands out its log, with every event as it was written. What the application
 * reads under {@link EventStore} has the shapes of this release; `KernelModule` makes it of this one.
 */
export const STORED_LOG = Symbol('the log as it is stored');

/**
 * The log. Every adapter passes the same contract (`#kernel/testing`).
 * Positions are visible in order: a reader that has seen one has seen everything before it.
 */
export abstract class EventStore {
  private fault: LogFault | undefined;
  private readonly lookers: (() => void)[] = [];

  /**
   * The same log with every event as it was written, whatever this one reads it as: for what copies, compares
   * and proves it.
   */
  get stored(): EventStore {
    return this;
  }

  /**
   * This is not the log that the checkpoints stand on: nobody of this process appends to it or follows it any
   * more.
   */
  disown(fault: LogFault): void {
    this.fault ??= fault;
  }

  get disowned(): LogFault | undefined {
    return this.fault;
  }

  /** Calls back whenever this process has connected to its log: what it finds there may be another one. */
  whenConnected(look: () => void): void {
    this.lookers.push(look);
  }

  /** For adapters: a subscription stands, for the first time or again. */
  connected(): void {
    for (const look of this.lookers) look();
  }

  /**
   * What somebody is told who does not want to wait, while the log has not answered for seconds. An adapter
   * that says at once that it is away needs none; one that asks again until it is answered does.
   */
  get away(): StorageAway | undefined {
    return undefined;
  }

  /**
   * Appends all events or none. `expected` is the version of the stream's last event, or {@link NO_STREAM}.
   * Repeating an append whose events are already there (same versions, types and command ids) answers with
   * the original version and position. An outcome that the adapter could not learn is retried by the adapter
   * itself.
   * @throws VersionConflict, AppendTooLarge, ClockBehind
   */
  abstract append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended>;

  /**
   * The events of one stream from `from` (a version, inclusive) on; none for a stream that does not exist.
   */
  abstract read(stream: string, from?: number, limit?: number): Promise<readonly Recorded[]>;

  /**
   * What this process has heard of a stream from a version on (inclusive), told without asking anybody:
   * without a gap from there, but perhaps not all, and nothing where it has not listened. Good for a first
   * guess that the next append proves.
   */
  recentEvents(_stream: string, _from: number): readonly Recorded[] {
    return [];
  }

  /**
   * When the newest event that this process knows of was recorded, ISO 8601 in UTC; `undefined` where it
   * knows of none.
   */
  abstract recordedUntil(): string | undefined;

  /** The events after a position (exclusive), in order. */
  abstract readAll(after: Position, limit: number): Promise<readonly Recorded[]>;

  /** The position of the last event; `0n` for an empty log. */
  abstract head(): Promise<Position>;

  /** How many events lie after a position. For people only: positions themselves may be sparse. */
  abstract behind(position: Position): Promise<number>;

  /**
   * Resolves when there may be something after `after`, at the latest when the adapter's slow poll says so.
   */
  abstract changed(after: Position, signal: AbortSignal): Promise<void>;

  /** Pages of everything after a position, for ever, until `signal` aborts. */
  async *follow(after: Position, signal: AbortSignal, pageSize = 1_000): AsyncGenerator<readonly Recorded[]> {
    for (let position = after; !signal.aborted;) {
      const page = await this.readAll(position, pageSize);
      if (page.length === 0) {
        await this.changed(position, signal);
        continue;
      }
      position = page[page.length - 1]!.position;
      yield page;
    }
  }
}
