/** What documents give to a plan year: quota issued, adjusted and opened batch by batch. Pure. */
import type { Given } from '#kernel/messages';
import { districtIn, formatArea, isBlank, parseArea, sameNo, squareCm } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction, Report } from '../../shared/repeat.rules.js';
import { requirePlace } from './desk.rules.js';
import type { Desk } from './desk.rules.js';
import { withGifts } from './freed-land.rules.js';
import type { QuotaCommand } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';
import { availableOf, takenOf } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { refuse } from './quota.refusals.js';
import { adjusted, adjustKey, issued, issueKey, parseDelta } from './quota.state.js';

/**
 * 增减挂钩 comes only with the proof of the reclaimed land, and from another district only where the rules allow
 * it.
 */
export function issue(
  { data }: Given<QuotaCommand, 'IssueQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const { kind, areaM2, documentNo, origin } = data;
  requirePlace(desk);
  if (origin) districtIn(desk.known, origin.district);
  if (parseArea(areaM2) === 0n) throw refuse('quota.amount', data);
  if (isRegistered(ledger, issueKey(kind, documentNo), documentNo, issued(data))) return [];
  requireOpen(ledger);
  if (kind === 'linkage') {
    if (!origin || isBlank(origin.acceptanceNo)) throw refuse('quota.linkage-unproved');
    if (origin.district !== desk.district && !desk.pack.flag('quota.linkage-cross-district').value)
      throw refuse('quota.linkage-cross-district', { origin: origin.district });
  }
  return withGifts(ledger, { type: 'QuotaIssued', data }, desk);
}

export function adjust(
  { data }: Given<QuotaCommand, 'AdjustQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  requirePlace(desk);
  const delta = parseDelta(data.deltaM2);
  if (delta === null || delta === 0n) throw refuse('quota.delta', data);
  if (isRegistered(ledger, adjustKey(data.kind, data.documentNo), data.documentNo, adjusted(data))) return [];
  requireOpen(ledger);
  const pool = ledger.pools[data.kind];
  const total = pool.total + delta;
  if (total < takenOf(pool)) {
    const taken = takenOf(pool);
    throw refuse('quota.below-taken', {
      ...data,
      totalM2: formatArea(squareCm(pool.total)),
      takenM2: formatArea(squareCm(taken)),
      mostM2: formatArea(squareCm(availableOf(pool))),
    });
  }
  return withGifts(ledger, { type: 'QuotaAdjusted', data }, desk);
}

/** From now on reservations belong to this batch. */
export function openBatch(
  { data }: Given<QuotaCommand, 'OpenQuotaBatch'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const { batchNo, limitM2, openedOn } = data;
  requirePlace(desk);
  const limit = parseArea(limitM2);
  if (isBlank(batchNo) || limit === 0n) throw refuse('quota.batch');
  const known = [...ledger.batches].find(([no]) => sameNo(no, batchNo))?.[1];
  const said = { limitM2: formatArea(squareCm(limit)), openedOn };
  const contradiction = (found: Contradiction) =>
    refuse('quota.batch-used', {
      batchNo,
      limitM2,
      registeredM2: formatArea(squareCm(known!.limit)),
      ...found,
    });
  if (
    known &&
    isRepeat(
      ['批次', 'The batch'],
      { limitM2: formatArea(squareCm(known.limit)), openedOn: known.openedOn },
      said,
      contradiction,
    )
  )
    return [];
  requireOpen(ledger);
  return withGifts(ledger, { type: 'QuotaBatchOpened', data }, desk);
}

function requireOpen(ledger: Ledger): void {
  if (ledger.closed) throw refuse('quota.year-closed');
}

/** The same document that says the same is a repetition; with another figure it is a mistake. */
function isRegistered(ledger: Ledger, key: string, documentNo: string, said: Report): boolean {
  const before = ledger.documents.get(key);
  const contradiction = (found: Contradiction) =>
    refuse('quota.document-used', {
      documentNo,
      registeredM2: before?.areaM2 ?? before?.deltaM2,
      areaM2: said.areaM2 ?? said.deltaM2,
      ...found,
    });
  return before !== undefined && isRepeat(['文件', 'The document'], before, said, contradiction);
}
