import { describe, expect, it } from '@jest/globals';
import { takenBy } from './quota.js';

const quota = (demands: unknown) => ({ stream: 'quota-370114-2026', data: { demands } });

describe('The land that a case takes of the plan', () => {
  it('is what the ledger wrote last', () => {
    const [first, second] = [
      { kind: 'supply', areaM2: '1.00' },
      { kind: 'linkage', areaM2: '2.00' },
    ];
    const closed = { stream: 'quota-370114-2026', data: {} };
    expect(takenBy([quota([first]), quota([first, second]), closed])).toEqual([first, second]);
  });

  it('is nothing before the ledger was asked, and what others demand is not the ledger', () => {
    expect(takenBy([])).toEqual([]);
    expect(
      takenBy([{ stream: 'approval-E', data: { demands: [{ kind: 'supply', areaM2: '1.00' }] } }]),
    ).toEqual([]);
    expect(takenBy([quota('odd'), quota([{ kind: 'supply' }])])).toEqual([]);
  });
});
