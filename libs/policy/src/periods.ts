/**
 * The first and the last day of every period: nothing else in the program adds days to a day that the law
 * counts from.
 */
import { Rejected } from '#kernel/messages';
import { addDays, addYears } from './civil.js';
import type { CivilDate } from './civil.js';
import type { WorkingCalendar } from './calendar.js';
import { CIVIL_ENDS } from './pack/catalogue.js';

/** A period as a row of the pack has it, with what the row says of rolling. */
export type Period = Readonly<{
  key?: string;
  kind: 'working' | 'calendar';
  days: number;
  rollStart?: boolean;
  rollEnd?: boolean;
}>;

/**
 * Whether an end, or a start, on an off day moves to the next working day. A period of working days always
 * ends on one. The end of calendar days moves (民法典 203) but for {@link CIVIL_ENDS}, a start does not; the row
 * may say otherwise of both.
 */
export const rolls = ({
  key = '',
  kind,
  rollStart = false,
  rollEnd = !CIVIL_ENDS.includes(key),
}: Period) => ({ start: rollStart, end: kind === 'calendar' && rollEnd });

/**
 * The last day of a period that begins on `start`, which is not counted itself (民法典 201). Below zero it
 * counts back: the last day of what is to be done so long *before* `start`, which rolls away from it and
 * never nearer.
 * @throws {@link Rejected} `calendar.year-unknown` where a roll or a count needs a year without notice.
 */
export function lastDay(calendar: WorkingCalendar, period: Period, start: CivilDate): CivilDate {
  const roll = rolls(period);
  const from = roll.start ? calendar.nextWorkingDay(start) : start;
  if (period.kind === 'working') return calendar.addWorkingDays(from, period.days);
  const end = addDays(from, period.days);
  if (!roll.end) return end;
  return period.days < 0 ? calendar.previousWorkingDay(end) : calendar.nextWorkingDay(end);
}

/**
 * The same day so many years later, on a working day: a rent or a fee that falls due year by year (民法典 203).
 * @throws {@link Rejected} `calendar.year-unknown`
 */
export const anniversary = (calendar: WorkingCalendar, start: CivilDate, years: number): CivilDate =>
  calendar.nextWorkingDay(addYears(start, years));

/**
 * A last day as far as anybody can know it. Where it depends on a year whose holiday notice is not published,
 * `day` is null: then it is `earliest` or later, and `year` is the year whose notice is waited for.
 */
export type LastDay =
  | Readonly<{ day: CivilDate; earliest: CivilDate }>
  | Readonly<{ day: null; earliest: CivilDate; year: number }>;

export const certain = (day: CivilDate): LastDay => ({ day, earliest: day });

/**
 * Counts by a calendar; what needs a year without notice stays open, and is not earlier than if all its days
 * were worked.
 */
export function lastDayBy(
  calendar: WorkingCalendar,
  count: (calendar: WorkingCalendar) => CivilDate,
): LastDay {
  try {
    return certain(count(calendar));
  } catch (error) {
    if (!(error instanceof Rejected) || error.code !== 'calendar.year-unknown') throw error;
    return { day: null, earliest: count(calendar.atTheEarliest), year: Number(error.details.year) };
  }
}
