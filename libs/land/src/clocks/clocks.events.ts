import type { Event } from '#kernel/messages';
import type { Day, Subject } from '../shared/terms.js';
import type { OpenDay } from './open-days.rules.js';

/**
 * One register for the installation: between two notices a few facts wait in it, for most of the year none.
 */
export const CALENDAR = 'calendar-open-days';

/** The fact whose days are open: as much of it as a deadline is made of. */
export type OpenFact = Readonly<{
  id: string;
  type: string;
  stream: string;
  data: Readonly<Record<string, unknown>>;
}>;

/** How the day came about: the count, the rule, and the holiday notice that settled it. */
export type DayBasis = Readonly<{
  item: string;
  formula: string;
  rule: string;
  source: string;
  confirmed: boolean;
}>;

export type ClockEvent =
  | Event<'OpenDaysAwaited', { subject: Subject; fact: OpenFact; days: readonly OpenDay[] }>
  /**
   * The notice is there: the day that `fact` left open in `field` (of a schedule, in its `part`) is `dueOn`.
   */
  | Event<
      'LastDaySet',
      { subject: Subject; fact: OpenFact; field: string; part?: number; dueOn: Day; basis: DayBasis }
    >
  /** What the day was for has ended. */
  | Event<'OpenDaysDropped', { stream: string }>
  /** `left`: so many facts wait for another command, because one append holds only so much. */
  | Event<'HolidayNoticesBroughtIn', { rules: string; years: readonly number[]; left: number }>;
