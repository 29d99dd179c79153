import { describe, expect, it } from '@jest/globals';
import { dayOf, daysBetween, isWithin, lastDayOf, minuteOf, takenAt } from './days.js';

describe('Days of an office in Beijing', () => {
  it('begin at midnight in Beijing, not in Greenwich', () => {
    expect(dayOf('2026-10-14T15:59:59.999Z')).toBe('2026-10-14');
    expect(dayOf('2026-10-14T16:00:00.000Z')).toBe('2026-10-15');
    expect(minuteOf('2026-12-31T16:05:00.000Z')).toBe('2027-01-01 00:05');
  });

  it('end at the midnight at which a time is over', () => {
    expect(lastDayOf('2026-12-07T16:00:00.000Z')).toBe('2026-12-07');
    expect(lastDayOf('2026-12-07T10:00:00.000Z')).toBe('2026-12-07');
  });

  it('are counted across months and years', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-10-15', '2026-10-15')).toBe(0);
    expect(daysBetween('2026-10-15', '2026-10-12')).toBe(-3);
  });

  it('of taking a task leave out what the decision beside it says already', () => {
    const decided = '2026-10-15T02:30:00.000Z';
    expect(takenAt('2026-10-15T01:05:00.000Z', decided)).toBe('09:05');
    expect(takenAt('2026-10-14T01:05:00.000Z', decided)).toBe('10-14 09:05');
    expect(takenAt('2025-12-31T01:05:00.000Z', decided)).toBe('2025-12-31 09:05');
  });

  it('may be chosen from the first to the last, both included', () => {
    const may = (day: string) => isWithin(day, '2026-10-15', '2026-12-01');
    expect(['2026-10-14', '2026-10-15', '2026-12-01', '2026-12-02'].map(may)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isWithin('2027-01-01', '2026-10-15', undefined)).toBe(true);
  });
});
