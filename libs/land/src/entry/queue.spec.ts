import { describe, expect, it } from '@jest/globals';
import { EMPTY, waitlisted } from '../ledgers/quota/quota.ledger.js';
import { subjectOf } from '../stages/scheme/scheme.fixture.js';
import { inQueueOrder } from './queue.js';

const READINESS = [40, 90, 40, 70, 90, 10];

describe('the order of those that wait for quota', () => {
  it('is that in which the ledger gives land to them', () => {
    const came = READINESS.map((readiness, index) => ({
      subject: subjectOf(index + 1),
      queued: { need: { demands: [], readiness }, position: String(98 + index) },
    }));
    const ledger = came.reduce(
      (before, { subject, queued }) => waitlisted(before, subject, queued.need),
      EMPTY,
    );
    expect(inQueueOrder(came.toReversed()).map(({ subject }) => subject.entry)).toEqual(
      ledger.waiting.map(({ subject }) => subject.entry),
    );
  });

  it('is by district and year first, and what has no place stands last', () => {
    const of = (serial: number, district: string, planYear: number, readiness?: number) => ({
      subject: { ...subjectOf(serial), district, planYear },
      ...(readiness === undefined
        ? {}
        : { queued: { need: { demands: [], readiness }, position: String(serial) } }),
    });
    const ordered = inQueueOrder([
      of(1, '370114', 2027, 99),
      of(2, '370114', 2026),
      of(3, '370114', 2026, 1),
      of(4, '370112', 2027, 5),
    ]);
    expect(ordered.map(({ subject }) => subject.entry.split('-')[1])).toEqual(['4', '3', '2', '1']);
  });
});
