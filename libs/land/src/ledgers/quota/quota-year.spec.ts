import { describe, expect, it } from '@jest/globals';
import type { QuotaEvent } from './quota.events.js';
import { EMPTY } from './quota.ledger.js';
import { evolve } from './quota.state.js';
import { yearOf } from './quota-year.rules.js';

const subject = (serial: number) => ({
  entry: `370114001001JB0000${serial}-1`,
  parcel: `370114001001JB0000${serial}`,
  district: '370114',
  township: '370114-01',
  planYear: 2026,
});
const supply = (areaM2: string) => [{ kind: 'supply', areaM2 }] as const;
const issued: QuotaEvent = {
  type: 'QuotaIssued',
  data: { kind: 'supply', areaM2: '1000.00', documentNo: '济自然资字〔2026〕1号' },
};
const batch: QuotaEvent = {
  type: 'QuotaBatchOpened',
  data: { batchNo: '第一批', openedOn: '2026-03-02', limitM2: '600.00' },
};
const reserved: QuotaEvent = {
  type: 'QuotaReserved',
  data: {
    subject: subject(1),
    demands: supply('500.00'),
    fromWaitlist: false,
    expiresOn: null,
    batch: '第一批',
  },
};
const waits = (serial: number, areaM2: string, readiness: number): QuotaEvent => ({
  type: 'QuotaWaitlisted',
  data: { subject: subject(serial), need: { demands: supply(areaM2), readiness }, short: [] },
});
const yearAfter = (...events: readonly QuotaEvent[]) => yearOf(events.reduce(evolve, EMPTY));

describe('The account of a year, as people see it', () => {
  it('says of a batch what has been taken of it and what is left', () => {
    const other: QuotaEvent = { ...batch, data: { ...batch.data, batchNo: '第二批' } };
    expect(yearAfter(issued, batch, reserved, other).batches).toEqual([
      {
        batchNo: '第一批',
        openedOn: '2026-03-02',
        limitM2: '600.00',
        takenM2: '500.00',
        leftM2: '100.00',
        isCurrent: false,
      },
      expect.objectContaining({ batchNo: '第二批', takenM2: '0.00', isCurrent: true }),
    ]);
  });

  it('has the readiest first, with what is lacking for each by the narrower of year and batch', () => {
    const { waiting } = yearAfter(issued, batch, reserved, waits(2, '250.00', 40), waits(3, '90.00', 80));
    expect(waiting.map(({ subject: { entry }, lacking }) => [entry, lacking])).toEqual([
      ['370114001001JB00003-1', []],
      ['370114001001JB00002-1', supply('150.00')],
    ]);
  });

  it('is closed by a document, and then nobody waits', () => {
    const closed: QuotaEvent = {
      type: 'QuotaYearClosed',
      data: { documentNo: '济自然资字〔2027〕1号', waiting: [] },
    };
    expect(yearAfter(issued).closedBy).toBeNull();
    expect(yearAfter(issued, waits(2, '2000.00', 1), closed)).toEqual({
      batches: [],
      waiting: [],
      closedBy: '济自然资字〔2027〕1号',
    });
  });
});
