/**
 * Civil dates (`YYYY-MM-DD`) in Asia/Shanghai as plain numbers of days. No Date object takes part in date
 * arithmetic: the host's time zone can then change nothing. China keeps UTC+8 all year (no summer time since
 * 1991).
 */
import { Rejected } from '#kernel/messages';

/** A civil date in Asia/Shanghai: `2026-03-02`. */
export type CivilDate = string;

const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_MIN = 1991;
const YEAR_MAX = 2199;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Days that were asked for, by their text. Only days of the calendar are kept: some 76,000 at most. */
const NUMBERS = new Map<CivilDate, number>();
/** The same by number: what a decision does with days, it does again and again with the same ones. */
const DATES = new Map<number, CivilDate>();

/**
 * Days since 1970-01-01.
 * @throws {@link Rejected} `date.malformed` for anything that is not a day of the calendar.
 */
export function dayNumber(date: CivilDate): number {
  const known = NUMBERS.get(date);
  if (known !== undefined) return known;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const number = daysFromCivil(year, month, day);
  if (!match || year < YEAR_MIN || year > YEAR_MAX || civilFromDays(number) !== date) {
    throw new Rejected({
      code: 'date.malformed',
      zh: `日期“${date}”应为公历日期，例如“2026-03-02”。`,
      details: { date },
    });
  }
  NUMBERS.set(date, number);
  DATES.set(number, date);
  return number;
}

/**
 * Whether something is the text of a real day: `2026-02-30` has the form and is none. The one check of every
 * edge.
 */
export function isDay(value: unknown): value is CivilDate {
  if (typeof value !== 'string') return false;
  try {
    dayNumber(value);
    return true;
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
}

/** The date of a day number; the inverse of {@link dayNumber}. */
export function dateOf(number: number): CivilDate {
  const known = DATES.get(number);
  if (known !== undefined) return known;
  const date = civilFromDays(number);
  isDay(date); // Keeps it, if it is a day of the calendar.
  return date;
}

/** `days` calendar days later (earlier when negative). The first day is not counted (民法典 201). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOf(dayNumber(date) + whole(days));
}

/** Calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day `years` later; 29 February becomes 28 February where there is none. */
export function addYears(date: CivilDate, years: number): CivilDate {
  dayNumber(date);
  const year = Number(date.slice(0, 4)) + whole(years);
  const moved = `${String(year).padStart(4, '0')}${date.slice(4)}`;
  return dateOf(dayNumber(date.endsWith('-02-29') && !leap(year) ? `${year}-02-28` : moved));
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: CivilDate): number {
  return weekdayOf(dayNumber(date));
}

export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/**
 * The civil date in Beijing at an instant (ISO 8601 with `Z` or an offset).
 * @throws {@link Rejected} `instant.malformed` when the zone is missing: a local time would be guessed.
 */
export function civilDate(instant: string): CivilDate {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(ms))
    throw new Rejected({
      code: 'instant.malformed',
      zh: `时刻“${instant}”应为带时区的 ISO 8601 时间。`,
      details: { instant },
    });
  return dateOf(Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS));
}

/** 24:00 Beijing time of the date, as an instant in UTC: the last moment of a period (民法典 203). */
export function endOfDay(date: CivilDate): string {
  return new Date((dayNumber(date) + 1) * DAY_MS - BEIJING_OFFSET_MS).toISOString();
}

/** 00:00 Beijing time of the date, as an instant in UTC. */
export function startOfDay(date: CivilDate): string {
  return new Date(dayNumber(date) * DAY_MS - BEIJING_OFFSET_MS).toISOString();
}

/** @throws {@link Rejected} `days.malformed` unless the count is a whole number. */
export function whole(days: number): number {
  if (!Number.isSafeInteger(days))
    throw new Rejected({ code: 'days.malformed', zh: `天数“${days}”应为整数。`, details: { days } });
  return days;
}

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

// Proleptic Gregorian arithmetic on years that begin in March, so that the leap day is the last day of a
// year.
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(number: number): CivilDate {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
