import { describe, expect, it } from '@jest/globals';
import { bookingsOf, chosenAtFirst, inRequests, sumFen } from './receipts.js';
import type { Candidate, Line } from './receipts.js';

const candidate = (entry: string, kind: Candidate['kind'] = 'levy'): Candidate => ({
  ...{ entry, kind, village: '石匣村', no: `缴${entry}`, unpaidFen: '100' },
});
const line = (row: number, state: Line['state'], ...entries: string[]): Line => ({
  ...{ row, state, serialNo: `s-${row}`, payer: '甲', paidOn: '2026-04-27', amountFen: '10', why: '' },
  candidates: entries.map((entry) => candidate(entry)),
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
    expect(chosenAtFirst(LINES)).toEqual({ 2: 'levy a' });
    expect(bookingsOf(LINES, chosenAtFirst(LINES))).toMatchObject([{ serialNo: 's-2', entry: 'a' }]);
  });

  it('is what a person chooses of the proposals, and never what differs or is booked', () => {
    const choice = { 2: 'levy a', 3: 'levy c', 4: 'levy d', 5: 'levy a', 6: 'levy a' };
    expect(bookingsOf(LINES, choice).map(({ serialNo, entry }) => [serialNo, entry])).toEqual([
      ['s-2', 'a'],
      ['s-3', 'c'],
    ]);
    expect(bookingsOf(LINES, { 3: 'levy x', 2: 'price a' })).toEqual([]);
  });

  it('is one of two things of the same entry, by what a person chose', () => {
    const both = [{ ...line(2, 'proposed'), candidates: [candidate('a', 'price'), candidate('a')] }];
    expect(bookingsOf(both, chosenAtFirst(both))).toEqual([]);
    expect(bookingsOf(both, { 2: 'price a' })).toMatchObject([{ kind: 'price', contractNo: '缴a' }]);
    expect(bookingsOf(both, { 2: 'levy a' })).toMatchObject([{ kind: 'levy', noticeNo: '缴a' }]);
  });

  it('is summed exactly, and sent in parts without losing one', () => {
    expect(sumFen([{ amountFen: '9007199254740993' }, { amountFen: '1' }, {}])).toBe('9007199254740994');
    expect(inRequests([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inRequests([])).toEqual([]);
  });
});
