import { describe, expect, it } from '@jest/globals';
import { instantOf } from './instant.js';

const NOW = Date.parse('2026-03-02T02:00:00.000Z');

describe('an instant that somebody typed', () => {
  it.each([
    ['2026-11-16T09:00+08:00', '2026-11-16T01:00:00.000Z'],
    ['2026-11-16T01:00Z', '2026-11-16T01:00:00.000Z'],
    ['2026-03-02T02:00:00.5Z', '2026-03-02T02:00:00.500Z'],
    ['2026-01-01T00:00:00+08:00', '2025-12-31T16:00:00.000Z'],
  ])('%s is %s', (text, meant) => expect(instantOf(text, NOW)).toBe(meant));

  it.each([
    ['+3d', '2026-03-05T02:00:00.000Z'],
    ['-2h', '2026-03-02T00:00:00.000Z'],
    ['+90m', '2026-03-02T03:30:00.000Z'],
    ['+1w', '2026-03-09T02:00:00.000Z'],
    ['+0s', '2026-03-02T02:00:00.000Z'],
  ])('%s from now is %s', (text, meant) => expect(instantOf(text, NOW)).toBe(meant));

  it.each([
    '2026-11-16T09:00',
    '2026-11-16',
    '2026-02-30T09:00Z',
    '2026-13-01T09:00Z',
    '2026-03-02T24:00:00.000Z',
    '2026-03-02T09:60Z',
    '2026-03-02T09:00+25:00',
    '3d',
    '+3y',
    '+d',
    'tomorrow',
    '',
  ])('%j is none', (text) => expect(instantOf(text, NOW)).toBeUndefined());
});
