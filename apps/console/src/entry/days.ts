/** Days and moments as an office in Beijing writes them. */

const DAY_MS = 86_400_000;
/** All offices keep the time of Beijing, wherever the browser is; it has had no summer time since 1991. */
const BEIJING_MS = 8 * 3_600_000;

const beijing = (instant: string): string => new Date(Date.parse(instant) + BEIJING_MS).toISOString();

/** The day in Beijing of a moment, `2026-10-15`. */
export const dayOf = (instant: string): string => beijing(instant).slice(0, '2026-10-15'.length);

/** `2026-10-15 09:30`, in Beijing. */
export const minuteOf = (instant: string): string =>
  beijing(instant).slice(0, '2026-10-15T09:30'.length).replace('T', ' ');

/** When a task was taken, beside the moment at which it was decided: what both have in common is left out. */
export function takenAt(taken: string, decided: string): string {
  const [at, then] = [minuteOf(taken), minuteOf(decided)];
  if (at.slice(0, '2026-10-15'.length) === then.slice(0, '2026-10-15'.length))
    return at.slice('2026-10-15 '.length);
  return at.slice(0, '2026'.length) === then.slice(0, '2026'.length) ? at.slice('2026-'.length) : at;
}

/** A time runs until the end of a day: the midnight at which it is over belongs to the day before. */
export const lastDayOf = (dueAt: string): string => dayOf(new Date(Date.parse(dueAt) - 1).toISOString());

/** How many days `to` is after `from`; negative when it is before. Both are days such as `2026-10-15`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Days such as `2026-10-15`, both ends included; without a last one no day is too late. */
export const isWithin = (day: string, first: string, last: string | undefined): boolean =>
  first <= day && (last === undefined || day <= last);
