import { describe, expect, it } from '@jest/globals';
import { RECENT_MAX, readRecent, withRecent } from './recent.js';

const entry = (n: number): string => `370114001018JB${String(n).padStart(5, '0')}-1`;

describe('The cases opened last', () => {
  it('begin with the last one, hold each once and end where nobody would look', () => {
    expect(withRecent([entry(1), entry(2)], entry(2))).toEqual([entry(2), entry(1)]);
    const many = Array.from({ length: RECENT_MAX }, (_, n) => entry(n));
    expect(withRecent(many, entry(99))).toHaveLength(RECENT_MAX);
    expect(withRecent(many, entry(99))[0]).toBe(entry(99));
  });

  it('are none where nothing or something else was stored', () => {
    expect(readRecent(null)).toEqual([]);
    expect(readRecent('{')).toEqual([]);
    expect(readRecent('{"a":1}')).toEqual([]);
    expect(readRecent(JSON.stringify([entry(1), 7, '<b>', '../x']))).toEqual([entry(1)]);
  });
});
