/** What people see of the account of a year beside its pools: its batches and who waits. Pure. */
import { formatArea, squareCm } from '#policy';
import type { Demand, QuotaNeed } from '../../shared/need.rules.js';
import type { Day, SquareMetresText, Subject } from '../../shared/terms.js';
import { shortOf } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';

/** A part of the year's supply, and how much of it has been taken. */
export type QuotaBatchView = Readonly<{
  batchNo: string;
  openedOn: Day;
  limitM2: SquareMetresText;
  takenM2: SquareMetresText;
  leftM2: SquareMetresText;
  /** What is reserved now belongs to it. */
  isCurrent: boolean;
}>;

/**
 * An entry that waits: what it would take, and what of that is lacking. The readiest come first, equals as
 * they came.
 */
export type QuotaWaitingView = QuotaNeed &
  Readonly<{
    subject: Subject;
    /**
     * What the year lacks for it now by itself, as if nobody stood before it; empty where only those before
     * it keep it waiting.
     */
    lacking: readonly Demand[];
  }>;

export type QuotaYear = Readonly<{
  batches: readonly QuotaBatchView[];
  /** In the order in which they are given what becomes free. */
  waiting: readonly QuotaWaitingView[];
  /** By which document the year was closed; null while it gives. */
  closedBy: string | null;
}>;

const text = (area: bigint): SquareMetresText => formatArea(squareCm(area));

export function yearOf(ledger: Ledger): QuotaYear {
  return {
    batches: [...ledger.batches].map(([batchNo, { limit, taken, openedOn }]) => ({
      batchNo,
      openedOn,
      limitM2: text(limit),
      takenM2: text(taken),
      leftM2: text(limit - taken),
      isCurrent: batchNo === ledger.batch,
    })),
    waiting: ledger.waiting.map(({ subject, need }) => ({
      subject,
      ...need,
      lacking: shortOf(ledger, need.demands),
    })),
    closedBy: ledger.closing,
  };
}
