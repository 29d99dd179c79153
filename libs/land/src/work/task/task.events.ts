import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Day, Doubted, Subject } from '../../shared/terms.js';

/** A person's work. `kind` says which stage command completes it; see `procedure.ts`. */
export type TaskEvent =
  | Event<
      'TaskOpened',
      {
        subject: Subject;
        kind: string;
        round: number;
        role: string;
        office: string;
        /**
         * Last day by the pack's clock; null when the calendar of that year is not published, and `dueNote`
         * says so.
         */
        dueOn: Day | null;
        dueNote?: string;
        /** Instant (UTC) at which it becomes overdue. */
        dueAt: string | null;
        clock: string;
        /** The day from which the clock counts; absent where that is the day of this event. */
        since?: Day;
        /** Who may not take it: the persons who prepared what is decided. */
        excluded: readonly string[];
        escalateTo: Readonly<{ role: string; office: string }>;
      } & Doubted &
        MayBeOpen
    >
  /** `escalated`: by the office that it went up to; `takenFrom` is who had it and let the clock run out. */
  | Event<'TaskClaimed', { person: string; escalated?: true; takenFrom?: string }>
  | Event<'TaskReleased', { person: string; reason: string }>
  | Event<'TaskDelegated', { from: string; to: string; reason: string }>
  /** By the chief of its office or, after it escalated, by the office above; `from` had it. */
  | Event<'TaskTakenBack', { person: string; from: string; reason: string }>
  | Event<'TaskEscalated', { reason: string; to: Readonly<{ role: string; office: string }> }>
  /** `dayOpen`: its last day still waited for a holiday notice; it waits no more. */
  | Event<'TaskCompleted', { person: string; outcome: string; dayOpen?: true }>
  | Event<'TaskCancelled', { reason: string; dayOpen?: true }>;
