import { describe, expect, it } from '@jest/globals';
import { standsOn } from './deputy-days.js';
import { groupsOf } from './groups.js';

describe('what waits in the engine', () => {
  const step = (code: string, day: number) => ({ code, parkedAt: `2026-03-0${day}T00:00:00.000Z` });

  it('is grouped by its cause, the most frequent first, and within one the oldest first', () => {
    const groups = groupsOf([step('b', 3), step('a', 2), step('b', 1), step('c', 4)]);
    expect(groups.map(({ code, steps }) => [code, steps.map(({ parkedAt }) => parkedAt[9])])).toEqual([
      ['b', ['1', '3']],
      ['a', ['2']],
      ['c', ['4']],
    ]);
    expect(groupsOf([])).toEqual([]);
  });
});

describe('a deputy', () => {
  it('stands in on the first and the last day, and neither before nor after', () => {
    const given = { fromDay: '2026-03-02', toDay: '2026-03-04' };
    const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05'];
    expect(days.map((day) => standsOn(given, day))).toEqual(['later', 'now', 'now', 'over']);
  });
});
