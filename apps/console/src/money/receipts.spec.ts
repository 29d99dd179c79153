import { describe, expect, it } from '@jest/globals';
import { bookingsOf, chosenAtFirst, inRequests, sumFen } from './receipts.js';
import type { Line } from './receipts.js';

const candidate = (entry: string) => ({ entry, village: '石匣村', noticeNo: `缴${entry}`, unpaidFen: '100' });
const line = (row: number, state: Line['state'], ...entries: string[]): Line => ({
  ...{ row, state, serialNo: `s-${row}`, payer: '甲', paidOn: '2026-04-27', amountFen: '10', why: '' },
  candidates: entries.map(candidate),
});
const LINES = [
  line(2, 'matched', 'a'),
  line(3, 'proposed', 'b', 'c'),
  line(4, 'differs', 'd'),
  line(5, 'booked'),
  line(6, 'unknown'),
];

describe('what is booked of a statement', () => {
  it('is at first what carries the number of a notice, and nothing that is only proposed', () => {
    expect(chosenAtFirst(LINES)).toEqual({ 2: 'a' });
    expect(bookingsOf(LINES, chosenAtFirst(LINES))).toMatchObject([{ serialNo: 's-2', entry: 'a' }]);
  });

  it('is what a person chooses of the proposals, and never what differs or is booked', () => {
    const choice = { 2: 'a', 3: 'c', 4: 'd', 5: 'a', 6: 'a' };
    expect(bookingsOf(LINES, choice).map(({ serialNo, entry }) => [serialNo, entry])).toEqual([
      ['s-2', 'a'],
      ['s-3', 'c'],
    ]);
    expect(bookingsOf(LINES, { 3: 'x' })).toEqual([]);
  });

  it('is summed exactly, and sent in parts without losing one', () => {
    expect(sumFen([{ amountFen: '9007199254740993' }, { amountFen: '1' }, {}])).toBe('9007199254740994');
    expect(inRequests([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inRequests([])).toEqual([]);
  });
});
