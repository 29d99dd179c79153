import type { Footing } from '../log/footing.js';
import type { Command, Event, Position, Recorded } from '../messages/messages.js';
import type { Lease } from '../following/subscriptions.js';

/** A promise to give a command at a time. The id is a sentence; setting it again replaces it. */
export type Deadline = Readonly<{
  id: string;
  /** ISO 8601 in UTC. */
  dueAt: string;
  command: Command;
  correlation: string;
  /** Id of the event that set it. */
  causation: string;
  policy: string;
}>;

export type DeadlineChange =
  Readonly<{ set: string; dueAt: string; command: Command }> | Readonly<{ clear: string }>;

/**
 * Which facts start and end which clocks: pure, one class per part of the procedure. `Stream` names the
 * streams of the facts, for rules that answer with a command to the same stream.
 */
export abstract class DeadlineRules<E extends Event = Event, Stream extends string = string> {
  /** The event types that {@link changes} looks at. */
  abstract readonly handles: readonly E['type'][];
  abstract changes(event: Recorded<E, Stream>): readonly DeadlineChange[];
}

/** The list of all running deadlines. It is the truth; a queue only wakes somebody to look at it. */
export abstract class DeadlineTable {
  /** Applies a page's changes and moves the lease's checkpoint, in one transaction. @throws LeaseLost */
  abstract apply(
    lease: Lease,
    position: Position,
    set: readonly Deadline[],
    clear: readonly string[],
    footing?: Footing,
  ): Promise<void>;
  /** What is due at `until` (inclusive), earliest first, equal times by id. */
  abstract due(until: string, limit: number): Promise<readonly Deadline[]>;
  /** Everything still running, earliest first; for refilling a queue and for people. */
  abstract running(after: string | undefined, limit: number): Promise<readonly Deadline[]>;
  abstract find(id: string): Promise<Deadline | undefined>;
  /** Those of one matter, earliest first. */
  abstract of(correlation: string): Promise<readonly Deadline[]>;
  /**
   * The command has ended: the deadline is over. `dueAt` must match, so a deadline that was moved meanwhile
   * stays.
   */
  abstract pass(id: string, dueAt: string): Promise<void>;
}

/** Wakes this or another process when a deadline comes near. Losing every alarm loses no deadline. */
export abstract class Alarms {
  abstract set(deadlines: readonly Readonly<{ id: string; dueAt: string }>[]): Promise<void>;
  /** Called once at start: whoever is woken looks the deadline up in the table. */
  abstract onAlarm(listener: (deadlineId: string) => Promise<void>): void;
  abstract close(): Promise<void>;
}
