import { describe, expect, it } from '@jest/globals';
import { average } from './averages.js';

describe('an average of days', () => {
  it('has one place, half up, and is none of nothing', () => {
    expect(average(7, 2)).toBe('3.5');
    expect(average(9, 1)).toBe('9.0');
    expect(average(199, 100)).toBe('2.0');
    expect(average(0, 4)).toBe('0.0');
    expect(average(0, 0)).toBe('—');
  });
});
