import { describe, expect, it } from '@jest/globals';
import { cm2Of, sharesOf, yearsOf } from './quotas.js';
import type { QuotaRow } from './quotas.js';

const row = (more: Partial<QuotaRow> = {}): QuotaRow => ({
  district: '370114',
  planYear: 2026,
  kind: 'supply',
  totalM2: '200000.00',
  reservedM2: '20000.00',
  occupiedM2: '50000.00',
  usedM2: '333.33',
  availableM2: '129666.67',
  waiting: 0,
  ...more,
});

describe('The plan of a year', () => {
  it('is taken in three parts, one beside the other', () => {
    expect(sharesOf(row())).toEqual([
      { of: 'used', from: 0, width: 0.1 },
      { of: 'occupied', from: 0.1, width: 25 },
      { of: 'reserved', from: 25.1, width: 10 },
    ]);
    expect(sharesOf(row({ totalM2: '0.00' }))).toEqual([]);
  });

  it('counts areas exactly', () => {
    expect(['0.01', '12.5', '-3.00'].map(cm2Of)).toEqual([100n, 125_000n, -30_000n]);
  });

  it('has the years of its district, the newest first', () => {
    const rows = [row(), row({ kind: 'new' }), row({ planYear: 2027 }), row({ district: '370112' })];
    expect(yearsOf(rows, '370114')).toEqual([2027, 2026]);
  });
});
