import { formatArea, parseArea, squareCm } from '#policy';
import type { Decider } from '#kernel/messages';
import type { QuotaCommand } from './quota.commands.js';
import type { Demand, QuotaEvent, QuotaKind } from './quota.events.js';
import { EMPTY, QUOTA_KINDS, holdingOf, moved, raised, released, reserved, shortOf, takenOf, waitingOf, waitlisted } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { refuse } from './quota.refusals.js';

/**
 * 总量控制 of one district and plan year. All demands of an entry are taken in one decision or none is, so two
 * officers at the same second cannot both take the last hectare.
 */
export const quota: Decider<Ledger, QuotaCommand, QuotaEvent> = {
  initial: EMPTY,

  decide({ type, data }, ledger): readonly QuotaEvent[] {
    switch (type) {
      case 'IssueQuota': {
        if (parseArea(data.areaM2) === 0n) throw refuse('quota.amount', data);
        if (registered(ledger, issueKey(data.kind, data.documentNo), data.documentNo, data.areaM2)) return [];
        return withGifts(ledger, { type: 'QuotaIssued', data });
      }
      case 'AdjustQuota': {
        const delta = parseDelta(data.deltaM2);
        if (delta === null || delta === 0n) throw refuse('quota.delta', data);
        if (registered(ledger, adjustKey(data.kind, data.documentNo), data.documentNo, data.deltaM2)) return [];
        const pool = ledger.pools[data.kind];
        const total = pool.total + delta;
        if (total < takenOf(pool)) {
          // A total below zero has no text form, and zero says as much to the reader.
          throw refuse('quota.below-taken', { ...data, totalM2: formatArea(squareCm(total < 0n ? 0n : total)), takenM2: formatArea(squareCm(takenOf(pool))) });
        }
        return withGifts(ledger, { type: 'QuotaAdjusted', data });
      }
      case 'ReserveQuota': {
        const { subject, need } = data;
        if (!wellFormed(need.demands)) throw refuse('quota.demand', { entry: subject.entry, demands: need.demands });
        if (holdingOf(ledger, subject.entry) ?? waitingOf(ledger, subject.entry)) return [];
        const short = shortOf(ledger, need.demands);
        if (short.length > 0) return [{ type: 'QuotaWaitlisted', data: { subject, need, short } }];
        return [{ type: 'QuotaReserved', data: { subject, demands: need.demands, fromWaitlist: false } }];
      }
      case 'OccupyQuota': {
        const holding = holdingOf(ledger, data.subject.entry);
        // The entry ended in the moment of its approval: its scheme says so (SchemeApprovedTooLate), and the land stays free.
        if (!holding && ledger.left.has(data.subject.entry)) return [];
        if (!holding) throw refuse('quota.not-reserved', { entry: data.subject.entry });
        return holding.stage === 'reserved' ? [{ type: 'QuotaOccupied', data: { subject: data.subject, demands: holding.demands } }] : [];
      }
      case 'WriteOffQuota': {
        const holding = holdingOf(ledger, data.subject.entry);
        if (!holding || holding.stage === 'reserved') throw refuse('quota.not-occupied', { entry: data.subject.entry });
        return holding.stage === 'occupied' ? [{ type: 'QuotaWrittenOff', data: { subject: data.subject, demands: holding.demands } }] : [];
      }
      case 'ReleaseQuota': {
        const { subject, reason } = data;
        const holding = holdingOf(ledger, subject.entry);
        if (holding) return withGifts(ledger, { type: 'QuotaReleased', data: { subject, demands: holding.demands, from: holding.stage, reason } });
        // Who waits holds nothing: leaving the list frees no land.
        return waitingOf(ledger, subject.entry) ? [{ type: 'QuotaReleased', data: { subject, demands: [], from: 'waiting', reason } }] : [];
      }
    }
  },

  evolve(ledger, { type, data }): Ledger {
    switch (type) {
      case 'QuotaIssued':
        return raised(ledger, data.kind, parseArea(data.areaM2), issueKey(data.kind, data.documentNo), data.areaM2);
      case 'QuotaAdjusted':
        return raised(ledger, data.kind, parseDelta(data.deltaM2) ?? 0n, adjustKey(data.kind, data.documentNo), data.deltaM2);
      case 'QuotaReserved':
        return reserved(ledger, data.subject, data.demands);
      case 'QuotaWaitlisted':
        return waitlisted(ledger, data.subject, data.need);
      case 'QuotaOccupied':
        return moved(ledger, data.subject.entry, 'occupied');
      case 'QuotaWrittenOff':
        return moved(ledger, data.subject.entry, 'used');
      case 'QuotaReleased':
        return released(ledger, data.subject.entry);
    }
  },
};

/**
 * A fact that frees land, and who of the waiting gets it: the readiest whose whole need fits. One that does not fit
 * yet keeps its place and holds nobody else up.
 */
function withGifts(ledger: Ledger, freeing: QuotaEvent): readonly QuotaEvent[] {
  const events = [freeing];
  let after = quota.evolve(ledger, freeing);
  for (const { subject, need } of after.waiting) {
    if (shortOf(after, need.demands).length > 0) continue;
    // The gift belongs to the entry that gets it, not to the one whose release made room.
    const gift: QuotaEvent = { type: 'QuotaReserved', data: { subject, demands: need.demands, fromWaitlist: true }, correlation: subject.entry };
    events.push(gift);
    after = quota.evolve(after, gift);
  }
  return events;
}

function wellFormed(demands: readonly Demand[]): boolean {
  const kinds = new Set(demands.map(({ kind }) => kind));
  return demands.length > 0 && kinds.size === demands.length && demands.every(({ kind, areaM2 }) => QUOTA_KINDS.includes(kind) && parseArea(areaM2) > 0n);
}

const issueKey = (kind: QuotaKind, documentNo: string) => `issue/${kind}/${documentNo}`;
const adjustKey = (kind: QuotaKind, documentNo: string) => `adjust/${kind}/${documentNo}`;

/** The same document with the same figure is a repetition; with another figure it is a mistake. */
function registered(ledger: Ledger, key: string, documentNo: string, areaM2: string): boolean {
  const before = ledger.documents.get(key);
  if (before !== undefined && before !== areaM2) throw refuse('quota.document-used', { documentNo, registeredM2: before, areaM2 });
  return before !== undefined;
}

/** Signed m² in cm², or null when it is no area at all. */
function parseDelta(text: string): bigint | null {
  if (!/^[+-]?\d{1,11}(\.\d{1,2})?$/.test(text)) return null;
  const area: bigint = parseArea(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? -area : area;
}
