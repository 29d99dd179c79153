import type { DeadlineChange } from '#kernel';
import { endOfDay } from '#policy';
import type { Day } from '../shared/terms.js';

type Set = Extract<DeadlineChange, { set: string }>;

/**
 * A deadline when a last day has ended in Beijing. A day that is open has none: it is set with the day, see
 * {@link ClockDeadlines}.
 */
export const atEndOf = (day: Day | null, deadline: Omit<Set, 'dueAt'>): readonly DeadlineChange[] =>
  day === null ? [] : [{ ...deadline, dueAt: endOfDay(day) }];
