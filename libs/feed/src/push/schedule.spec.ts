import { describe, expect, it } from '@jest/globals';
import {
  RETRY_AFTER_MS_MAX,
  RETRY_DELAYS_MS,
  RETRY_JITTER_MAX,
  retryAfterMs,
  waitAfter,
} from './schedule.js';

const HOUR_MS = 3_600_000;

describe('the tries', () => {
  it('are ten, over 75 hours and more', () => {
    expect(RETRY_DELAYS_MS).toHaveLength(10);
    const all = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
    expect(Math.floor(all / HOUR_MS)).toBe(75);
    expect(waitAfter(RETRY_DELAYS_MS.length, 'a')).toBeUndefined();
  });

  it('are spread, each within its bounds and the same for every process', () => {
    const waits = Array.from({ length: 200 }, (_, at) => waitAfter(3, `delivery-${at}`)!);
    const [least, most] = [RETRY_DELAYS_MS[3]!, RETRY_DELAYS_MS[3]! * (1 + RETRY_JITTER_MAX)];
    expect(waits.filter((wait) => wait < least || wait > most)).toEqual([]);
    expect(new Set(waits).size).toBeGreaterThan(150);
    expect(waitAfter(3, 'delivery-7')).toBe(waits[7]);
  });

  it('wait longer where the receiver asks for it, within bounds, and never less', () => {
    expect(waitAfter(1, 'a', 60_000)).toBe(60_000);
    expect(waitAfter(4, 'a', 1_000)).toBeGreaterThanOrEqual(RETRY_DELAYS_MS[4]!);
    expect(waitAfter(1, 'a', 400 * HOUR_MS)).toBe(RETRY_AFTER_MS_MAX);
  });

  it.each([
    [undefined, 0],
    ['120', 120_000],
    ['Mon, 30 Nov 2026 18:00:30 GMT', 30_000],
    ['Mon, 30 Nov 2026 17:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
  ])('read Retry-After: %s', (header, ms) =>
    expect(retryAfterMs(header, Date.parse('2026-11-30T18:00:00Z'))).toBe(ms),
  );
});
