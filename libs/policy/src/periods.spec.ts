import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar.js';
import { loadPacks } from './pack/load.js';
import { packOf } from './pack/pack.js';
import { rolls } from './periods.js';
import { count } from './rules/dates.js';

const jinan = loadPacks().of('jinan@2026.1');
const { data, years } = jinan.contentOfAllDays;
const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays('2025-01-01', n));

describe('the last day of a period', () => {
  it('is never an off day where the row says that its end rolls', () => {
    for (const row of data.clocks.filter((clock) => rolls(clock).end)) {
      fc.assert(
        fc.property(days, (start) => jinan.calendar.isWorkingDay(jinan.on(start, 'any').due(row.key))),
        { numRuns: 100 },
      );
    }
  });

  it('stays on its civil day where it does not: what a contract agrees waits for no holiday notice', () => {
    expect(jinan.on('2026-03-02', 'any').due('contract.full-payment')).toBe('2027-03-02');
    expect(jinan.on('2026-03-02', 'any').due('quota.reserve-expiry')).toBe('2026-08-29');
  });

  it('begins on a working day where the row says that its start rolls', () => {
    const rolling = packOf(
      {
        ...data,
        clocks: data.clocks.map((row) =>
          row.key === 'levy.due' ? { ...row, days: 3, rollStart: true } : row,
        ),
      },
      years,
    );
    expect([jinan, rolling].map((pack) => pack.on('2026-04-04', 'any').clock('levy.due').days)).toEqual([
      30, 3,
    ]);
    // 清明: 4 to 6 April are off, so the three days count from the 7th.
    expect(rolling.on('2026-04-04', 'any').due('levy.due')).toBe('2026-04-10');
  });

  it('of every instalment is a working day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 3 }), (first, times) =>
        jinan.calendar.isWorkingDay(jinan.on(first, 'any').due('levy.instalment', first, { times })),
      ),
    );
  });
});

describe('a count of days', () => {
  const pack = jinan.on('2026-03-02', 'any');

  it('between two calendar days needs no holiday notice', () => {
    expect(count(pack, { kind: 'calendar', start: '2026-12-01', end: '2031-12-01' }).value).toMatchObject({
      days: 1826,
      endsOn: '2031-12-01',
    });
    expect(() => count(pack, { kind: 'working', start: '2026-12-01', end: '2031-12-01' })).toThrow(
      expect.objectContaining({ code: 'calendar.year-unknown' }),
    );
  });

  it('goes back: no later than ten working days before', () => {
    expect(count(pack, { kind: 'working', start: '2026-03-16', days: -10 }).value).toEqual({
      days: -10,
      endsOn: '2026-03-02',
      lastDay: '2026-03-02',
    });
    expect(count(pack, { kind: 'calendar', start: '2026-04-14', days: -10 })).toMatchObject({
      value: { endsOn: '2026-04-04', lastDay: '2026-04-03' },
      formula: '2026-04-14（不计）− 10 日 → 2026-04-04，遇休息日提前至 2026-04-03',
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (day, n) => {
        const worked = jinan.calendar.nextWorkingDay(day);
        return jinan.calendar.addWorkingDays(jinan.calendar.addWorkingDays(worked, -n), n) === worked;
      }),
    );
  });
});
