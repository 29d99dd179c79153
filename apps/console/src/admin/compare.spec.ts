import { describe, expect, it } from '@jest/globals';
import { changesBetween, rowsOn, unconfirmedOf } from './compare.js';

const PACK = {
  title: 'no list',
  clocks: [
    {
      key: 'review',
      title: '审查',
      days: 5,
      validFrom: '2026-01-01',
      validTo: '2026-06-30',
      confirmed: true,
    },
    { key: 'review', title: '审查', days: 3, validFrom: '2026-07-01', confirmed: false },
    { key: 'filing', title: '备案', days: 20, confirmed: true },
  ],
  rates: [
    { use: 'industry', rate: '0.20', confirmed: true },
    { use: 'industry', rate: '0.30', confirmed: true },
  ],
};
const [JUNE, JULY] = ['2026-06-30', '2026-07-01'];

describe('the rules of a day', () => {
  it('are the rows that are in force on it, to its last hour, each under a name of its own', () => {
    expect(rowsOn(PACK, JUNE).map(({ list, name }) => `${list} ${name}`)).toEqual([
      'clocks review',
      'clocks filing',
      'rates industry',
      'rates industry #2',
    ]);
  });

  it('say which of them nobody has confirmed', () => {
    expect(unconfirmedOf(rowsOn(PACK, JUNE))).toEqual([]);
    expect(unconfirmedOf(rowsOn(PACK, JULY)).map(({ name }) => name)).toEqual(['review']);
  });
});

describe('what changes between two days', () => {
  it('is told field by field, with what was before', () => {
    const changes = changesBetween(rowsOn(PACK, JUNE), rowsOn(PACK, JULY));
    expect(changes).toEqual([
      {
        list: 'clocks',
        name: 'review',
        title: '审查',
        what: 'changed',
        fields: [
          { field: 'days', before: '5', after: '3' },
          { field: 'validFrom', before: '2026-01-01', after: '2026-07-01' },
          { field: 'validTo', before: '2026-06-30' },
          { field: 'confirmed', before: 'true', after: 'false' },
        ],
      },
    ]);
  });

  it('is nothing between a day and itself, and all of it against nothing', () => {
    const rows = rowsOn(PACK, JULY);
    expect(changesBetween(rows, rows)).toEqual([]);
    expect(changesBetween([], rows).map(({ what }) => what)).toEqual(['new', 'new', 'new', 'new']);
    expect(changesBetween(rows, []).map(({ what }) => what)).toEqual(['gone', 'gone', 'gone', 'gone']);
  });
});
