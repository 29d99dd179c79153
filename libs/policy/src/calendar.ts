/**
 * The working-day calendar: weekends and the holidays of 国务院办公厅's yearly notice, which also turns some
 * weekend days into working days. A year whose notice is not in the pack is refused, never guessed.
 */
import { Rejected } from '#kernel/messages';
import { dateOf, dayNumber, weekdayOf, whole } from './civil.js';
import type { CivilDate } from './civil.js';

export { addDays, addYears, civilDate, daysBetween, endOfDay, startOfDay, weekday } from './civil.js';
export type { CivilDate } from './civil.js';

/** One year's arrangement as the notice prints it. */
export type CalendarYear = Readonly<{
  year: number;
  /** Off-day ranges, both ends included; bridged weekends are inside. */
  off: readonly Readonly<{ from: CivilDate; to: CivilDate }>[];
  /** Weekend days that are worked to make up for a bridge. */
  workdays: readonly CivilDate[];
  /** The notice. */
  source: string;
  /** False where the notice was not read; true when absent. */
  confirmed?: boolean;
}>;

const SATURDAY = 6;

/**
 * First day number of a year and, for each of its days, how many working days lie in it up to and including
 * that day.
 */
type Tally = Readonly<{ first: number; counts: readonly number[] }>;

export class WorkingCalendar {
  private readonly years = new Map<number, Tally>();
  private readonly sources = new Map<number, string>();
  private readonly unconfirmed = new Set<number>();

  /** With a `published` calendar: its years, and of all others every day; see {@link atTheEarliest}. */
  constructor(
    years: readonly CalendarYear[],
    private readonly published?: WorkingCalendar,
  ) {
    this.extend(years);
  }

  /** Takes in the notices of years that it does not know yet; one that it knows stays as it is. */
  extend(years: readonly CalendarYear[]): void {
    for (const arrangement of years) {
      if (this.years.has(arrangement.year)) continue;
      this.years.set(arrangement.year, tally(arrangement));
      this.sources.set(arrangement.year, arrangement.source);
      if (arrangement.confirmed === false) this.unconfirmed.add(arrangement.year);
    }
  }

  /**
   * The same calendar, where a year without notice is taken for one of working days only: nothing can end
   * earlier.
   */
  get atTheEarliest(): WorkingCalendar {
    return new WorkingCalendar([], this);
  }

  /** The years that can be computed with, ascending. */
  get known(): readonly number[] {
    return [...this.years.keys()].sort((a, b) => a - b);
  }

  /** The notice a year rests on. @throws {@link Rejected} `calendar.year-unknown`. */
  source(year: number): string {
    this.tallyOf(year);
    return this.sources.get(year) ?? '';
  }

  /** Whether a year's notice was read. @throws {@link Rejected} `calendar.year-unknown`. */
  confirmed(year: number): boolean {
    this.tallyOf(year);
    return !this.unconfirmed.has(year);
  }

  /** Working days of a whole year. */
  workingDaysOf(year: number): number {
    return this.tallyOf(year).counts.at(-1) ?? 0;
  }

  /** @throws {@link Rejected} `calendar.year-unknown` when the year's notice is not in the pack. */
  isWorkingDay(date: CivilDate): boolean {
    return this.worked(dayNumber(date));
  }

  /**
   * The last day of a period of `days` working days. The start day is not counted (民法典 201); zero gives the
   * start itself. Below zero it counts back: the last day that is `days` working days before.
   * @throws {@link Rejected} `calendar.year-unknown` when the count runs into a year without notice.
   */
  addWorkingDays(date: CivilDate, days: number): CivilDate {
    if (whole(days) < 0) return this.workingDaysBefore(date, -days);
    if (days === 0) return dateOf(dayNumber(date));
    let left = days;
    let start = dayNumber(date) + 1;
    for (;;) {
      const year = yearOf(start);
      const { first, counts } = this.tallyOf(year);
      const before = start === first ? 0 : (counts[start - first - 1] ?? 0);
      const available = (counts.at(-1) ?? 0) - before;
      if (left <= available) return dateOf(first + firstAtLeast(counts, before + left));
      left -= available;
      start = first + counts.length;
    }
  }

  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: CivilDate, to: CivilDate): number {
    const [a, b] = [dayNumber(from), dayNumber(to)];
    return a <= b ? this.count(a, b) : -this.count(b, a);
  }

  /** The date itself if worked, else the next working day. */
  nextWorkingDay(date: CivilDate): CivilDate {
    let number = dayNumber(date);
    while (!this.worked(number)) number += 1;
    return dateOf(number);
  }

  /**
   * The date itself if worked, else the working day before it: the last day of what is to be done *before* a
   * day.
   */
  previousWorkingDay(date: CivilDate): CivilDate {
    let number = dayNumber(date);
    while (!this.worked(number)) number -= 1;
    return dateOf(number);
  }

  private workingDaysBefore(date: CivilDate, days: number): CivilDate {
    let number = dayNumber(date);
    for (let left = days; left > 0;) {
      number -= 1;
      if (this.worked(number)) left -= 1;
    }
    return dateOf(number);
  }

  private worked(number: number): boolean {
    const { first, counts } = this.tallyOf(yearOf(number));
    const index = number - first;
    return (counts[index] ?? 0) > (index === 0 ? 0 : (counts[index - 1] ?? 0));
  }

  private count(a: number, b: number): number {
    const [from, to] = [yearOf(a), yearOf(b)];
    let sum = this.upTo(b) - this.upTo(a);
    for (let year = from; year < to; year += 1) sum += this.workingDaysOf(year);
    return sum;
  }

  private upTo(number: number): number {
    const { first, counts } = this.tallyOf(yearOf(number));
    return counts[number - first] ?? 0;
  }

  private tallyOf(year: number): Tally {
    const known =
      this.years.get(year) ?? this.published?.years.get(year) ?? (this.published && everyDay(year));
    if (!known) {
      throw new Rejected({
        code: 'calendar.year-unknown',
        zh: `规则包里没有${year}年的放假安排，系统不推算工作日。请在规则包 calendar.yaml 中录入国务院办公厅关于${year}年部分节假日安排的通知后再办理。`,
        details: { year },
      });
    }
    return known;
  }
}

function yearOf(number: number): number {
  return Number(dateOf(number).slice(0, 4));
}

function tally({ year, off, workdays }: CalendarYear): Tally {
  const free = new Set<number>();
  for (const { from, to } of off)
    for (let day = dayNumber(from); day <= dayNumber(to); day += 1) free.add(day);
  const made = new Set(workdays.map(dayNumber));
  const first = dayNumber(`${year}-01-01`);
  const counts: number[] = [];
  let sum = 0;
  for (let day = first; day < dayNumber(`${year + 1}-01-01`); day += 1) {
    if (made.has(day) || (weekdayOf(day) < SATURDAY && !free.has(day))) sum += 1;
    counts.push(sum);
  }
  return { first, counts };
}

function everyDay(year: number): Tally {
  const first = dayNumber(`${year}-01-01`);
  return {
    first,
    counts: Array.from({ length: dayNumber(`${year + 1}-01-01`) - first }, (_, index) => index + 1),
  };
}

/** First index whose running count reaches `target`; the counts never fall, so halving finds it. */
function firstAtLeast(counts: readonly number[], target: number): number {
  let [low, high] = [0, counts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((counts[middle] ?? 0) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}
