import { describe, expect, it } from '@jest/globals';
import { icalendarOf } from './icalendar.js';
import type { Deadline } from './icalendar.js';

const deadline = (change: Partial<Deadline> = {}): Deadline => ({
  uid: 'task-1.opinion-finance.1@rushi',
  day: '2026-03-06',
  summary: '财政意见',
  stampedAt: '2026-03-02T02:00:00.000Z',
  sequence: 3,
  ...change,
});
const linesOf = (text: string) => text.split('\r\n');
/** As a program reads it: lines put together again, values as they were. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar of deadlines', () => {
  it('has a whole day for each, under an id and a stamp that do not change', () => {
    const text = icalendarOf('入市待办', [deadline()]);
    expect(linesOf(text)).toEqual(
      expect.arrayContaining([
        'UID:task-1.opinion-finance.1@rushi',
        'DTSTAMP:20260302T020000Z',
        'DTSTART;VALUE=DATE:20260306',
        'SEQUENCE:3',
        'SUMMARY:财政意见',
        'X-WR-TIMEZONE:Asia/Shanghai',
      ]),
    );
    expect([linesOf(text)[0], text.endsWith('END:VCALENDAR\r\n')]).toEqual(['BEGIN:VCALENDAR', true]);
    expect(icalendarOf('入市待办', [deadline()])).toBe(text);
  });

  it('takes signs of the format for what they are in a text', () => {
    const summary = 'a;b,c\\d\r\nEND:VCALENDAR\u0007';
    expect(linesOf(icalendarOf('x', [deadline({ summary })]))).toContain(
      'SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR',
    );
  });

  it('folds long lines at 75 octets and splits no character', () => {
    for (const pad of ['', 'a', 'aa']) {
      const summary = `${pad}${'土地𠮷'.repeat(60)}`;
      const text = icalendarOf('x', [deadline({ summary })]);
      expect(Math.max(...linesOf(text).map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(text).not.toContain('\ufffd');
      expect(unfolded(text)).toContain(`SUMMARY:${summary}`);
    }
  });
});
