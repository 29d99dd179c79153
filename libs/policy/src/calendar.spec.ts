import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  addDays,
  addYears,
  civilDate,
  daysBetween,
  endOfDay,
  startOfDay,
  weekday,
  WorkingCalendar,
} from './calendar.js';
import type { CalendarYear } from './calendar.js';
import { lastDay } from './periods.js';

const { years } = parse(readFileSync(new URL('../packs/jinan/calendar.yaml', import.meta.url), 'utf8')) as {
  years: CalendarYear[];
};
const calendar = new WorkingCalendar(years);

const dates = fc.integer({ min: 0, max: 1_000 }).map((days) => addDays('2024-01-01', days));
const counts = fc.integer({ min: 0, max: 30 });

describe('the working-day calendar of 2024, 2025 and 2026 (国务院办公厅放假通知)', () => {
  it.each([
    ['2024-02-08', 5, '2024-02-21', 'over 春节, with the weekend day worked before it already past'],
    ['2024-09-27', 10, '2024-10-16', 'over 国庆, with 29 September and 12 October worked'],
    ['2025-01-24', 5, '2025-02-07', 'over 春节, with Sunday 26 January worked'],
    ['2025-09-26', 5, '2025-10-10', 'over 国庆 and 中秋, with Sunday 28 September worked'],
    ['2026-02-13', 5, '2026-02-27', 'over 春节, with Saturday 14 February worked'],
    ['2026-09-18', 10, '2026-10-09', 'over 中秋 and 国庆'],
    ['2025-12-31', 1, '2026-01-04', 'into the next year'],
    ['2026-03-02', 0, '2026-03-02', 'nothing to count'],
  ])('%s and %i working days end on %s: %s', (start, days, end) => {
    expect(calendar.addWorkingDays(start, days)).toBe(end);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => {
    expect(calendar.workingDaysOf(year)).toBe(days);
    expect(calendar.workingDaysBetween(`${year}-01-01`, `${year}-12-31`)).toBe(days);
  });

  it('names the notice a year rests on', () => {
    expect(calendar.known).toEqual([2024, 2025, 2026]);
    expect(calendar.source(2026)).toContain('2026年部分节假日安排');
  });

  it('refuses a year without notice instead of guessing, and says what to do', () => {
    const refusal = expect.objectContaining({ code: 'calendar.year-unknown', details: { year: 2027 } });
    expect(() => calendar.isWorkingDay('2027-01-04')).toThrow(refusal);
    expect(() => calendar.addWorkingDays('2026-12-25', 10)).toThrow(refusal);
    expect(() => calendar.addWorkingDays('2026-12-25', 10)).toThrow('请在规则包 calendar.yaml 中录入');
  });

  it('moves the end of a calendar period to the next working day (民法典 203)', () => {
    expect(lastDay(calendar, { kind: 'calendar', days: 20 }, '2026-09-11')).toBe('2026-10-08');
    expect(lastDay(calendar, { kind: 'calendar', days: 20 }, '2026-03-02')).toBe('2026-03-23');
    expect(lastDay(calendar, { kind: 'calendar', days: 21 }, '2026-03-02')).toBe('2026-03-23');
  });

  it('never ends a count of working days on an off day', () => {
    fc.assert(
      fc.property(
        dates,
        counts,
        (date, n) => n === 0 || calendar.isWorkingDay(calendar.addWorkingDays(date, n)),
      ),
    );
  });

  it('adds in two steps as in one', () => {
    fc.assert(
      fc.property(dates, counts, counts, (date, a, b) => {
        return (
          calendar.addWorkingDays(calendar.addWorkingDays(date, a), b) ===
          calendar.addWorkingDays(date, a + b)
        );
      }),
    );
  });

  it('is monotone in the start and strictly monotone in the count', () => {
    fc.assert(
      fc.property(dates, dates, counts, (a, b, n) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(calendar.addWorkingDays(early, n) <= calendar.addWorkingDays(late, n)).toBe(true);
        expect(calendar.addWorkingDays(a, n) < calendar.addWorkingDays(a, n + 1)).toBe(true);
      }),
    );
  });

  it('counts back what it added, and agrees with counting day by day', () => {
    fc.assert(
      fc.property(dates, counts, (date, n) => {
        const end = calendar.addWorkingDays(date, n);
        let walked = 0;
        for (let day = date; day < end;) if (calendar.isWorkingDay((day = addDays(day, 1)))) walked += 1;
        expect(calendar.workingDaysBetween(date, end)).toBe(n);
        expect(calendar.workingDaysBetween(end, date) + n).toBe(0);
        expect(walked).toBe(n);
      }),
    );
  });
});

describe('civil dates', () => {
  it('follow Beijing, whatever the host thinks', () => {
    expect(civilDate('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(civilDate('2026-03-01T16:00:00Z')).toBe('2026-03-02');
    expect(civilDate('2026-03-02T00:00:00+08:00')).toBe('2026-03-02');
  });

  it('end at 24:00 Beijing time (民法典 203)', () => {
    expect(endOfDay('2026-03-01')).toBe('2026-03-01T16:00:00.000Z');
    expect(startOfDay('2026-03-02')).toBe(endOfDay('2026-03-01'));
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '', '2026-04-31'])('refuse %p', (date) => {
    expect(() => addDays(date, 1)).toThrow(expect.objectContaining({ code: 'date.malformed' }));
  });

  it('refuse an instant without a zone', () => {
    expect(() => civilDate('2026-03-01T12:00:00')).toThrow(
      expect.objectContaining({ code: 'instant.malformed' }),
    );
  });

  it('agree with the Gregorian calendar for two centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 75_000 }), (days) => {
        const date = addDays('1991-01-01', days);
        const reference = new Date(Date.UTC(1991, 0, 1 + days));
        expect(date).toBe(reference.toISOString().slice(0, 10));
        expect(weekday(date)).toBe(reference.getUTCDay() || 7);
        expect(daysBetween('1991-01-01', date)).toBe(days);
      }),
    );
  });

  it('add years, and 29 February falls back to the 28th', () => {
    expect(addYears('2024-02-29', 40)).toBe('2064-02-29');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
  });
});
