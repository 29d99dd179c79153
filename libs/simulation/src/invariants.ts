import type { WorkingCalendar } from '#policy';
import type { Check, Log } from './invariants/check.js';
import { fourEyes, legalClocks, registeredLast } from './invariants/law.js';
import { receiptsSharedOnce, rentsAddUp, roundsHaveWork } from './invariants/lease.js';
import { distributionAddsUp, levyAddsUp, priceAddsUp } from './invariants/money.js';
import { officialNumbersGapless } from './invariants/official.js';
import { noWorkAfterEnd, oneResultPerRound, parcelHeldByOne } from './invariants/parcel.js';
import { quotaMatchesEntries, quotaNeverNegative, quotaReleasedOnce } from './invariants/quota.js';

export type { Check, Log } from './invariants/check.js';
export { WORK_BEYOND_THE_END } from './invariants/parcel.js';

/**
 * What must be true of any log of the procedure at rest, whoever wrote it: computed from the events alone,
 * without the deciders that were to make it true. At rest means that no saga has anything left to do.
 */
export function checkInvariants(log: Log, calendar: WorkingCalendar): readonly Check[] {
  return [
    quotaNeverNegative(log),
    quotaMatchesEntries(log),
    quotaReleasedOnce(log),
    parcelHeldByOne(log),
    priceAddsUp(log),
    levyAddsUp(log),
    distributionAddsUp(log),
    rentsAddUp(log),
    receiptsSharedOnce(log),
    roundsHaveWork(log),
    noWorkAfterEnd(log),
    oneResultPerRound(log),
    fourEyes(log),
    legalClocks(log, calendar),
    registeredLast(log),
    officialNumbersGapless(log),
  ];
}
