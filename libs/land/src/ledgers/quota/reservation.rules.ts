/** What an entry holds of a plan year, from its reservation to the use of the land or back. Pure. */
import type { Given } from '#kernel/messages';
import { parseArea } from '#policy';
import type { PackOn } from '#policy';
import { dayOf, known } from '../../clocks/open-days.rules.js';
import type { Demand, QuotaNeed } from '../../shared/need.rules.js';
import type { Desk } from './desk.rules.js';
import { termsOf, withGifts } from './freed-land.rules.js';
import type { QuotaCommand } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';
import { holdingOf, QUOTA_KINDS, shortOf, waitingOf } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { refuse } from './quota.refusals.js';

/** All that an entry needs is taken, or it waits for all of it. */
export function reserve(
  { data: { subject, need: asked } }: Given<QuotaCommand, 'ReserveQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  if (!wellFormed(asked.demands))
    throw refuse('quota.demand', { entry: subject.entry, demands: asked.demands });
  if (holdingOf(ledger, subject.entry) ?? waitingOf(ledger, subject.entry)) return [];
  const need = withTotal(asked, desk.pack);
  const short = shortOf(ledger, need.demands);
  if (short.length > 0) return [{ type: 'QuotaWaitlisted', data: { subject, need, short } }];
  return [
    {
      type: 'QuotaReserved',
      data: { subject, demands: need.demands, fromWaitlist: false, ...termsOf(ledger, desk) },
    },
  ];
}

function wellFormed(demands: readonly Demand[]): boolean {
  const kinds = new Set(demands.map(({ kind }) => kind));
  return (
    demands.length > 0 &&
    kinds.size === demands.length &&
    demands.every(({ kind, areaM2 }) => QUOTA_KINDS.includes(kind) && parseArea(areaM2) > 0n)
  );
}

/** 总量控制, where it is switched on, is taken by every entry with the area that it takes of the supply plan. */
function withTotal(need: QuotaNeed, pack: PackOn): QuotaNeed {
  const supply = need.demands.find(({ kind }) => kind === 'supply');
  if (!supply || !pack.flag('quota.total-control').value || need.demands.some(({ kind }) => kind === 'total'))
    return need;
  return { ...need, demands: [...need.demands, { kind: 'total', areaM2: supply.areaM2 }] };
}

export function expire(
  { data: { subject, expiresOn } }: Given<QuotaCommand, 'ExpireReservation'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const holding = holdingOf(ledger, subject.entry);
  // Approved, given back, or reserved anew in the meantime: that clock is not this reservation's any more.
  if (
    holding?.stage !== 'reserved' ||
    desk.today <= expiresOn ||
    known(dayOf(desk.pack, holding, 'expiresOn', holding.expiresOn)) !== expiresOn
  )
    return [];
  return withGifts(
    ledger,
    { type: 'QuotaReservationExpired', data: { subject, demands: holding.demands, expiresOn } },
    desk,
  );
}

/** The approval takes for good what was reserved for it. */
export function occupy(
  { data }: Given<QuotaCommand, 'OccupyQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const { subject } = data;
  const holding = holdingOf(ledger, subject.entry);
  // The entry ended in the moment of its approval: its scheme says so (SchemeApprovedTooLate), and the land
  // stays free.
  if (!holding && ledger.left.has(subject.entry)) return [];
  if (!holding) return occupyAgain(ledger, data, desk);
  return holding.stage === 'reserved'
    ? [{ type: 'QuotaOccupied', data: { subject, demands: holding.demands } }]
    : [];
}

type QuotaSubject = Extract<QuotaEvent, { type: 'QuotaOccupied' }>['data']['subject'];

/**
 * The government approved in time and the reservation ran out before the plan office heard of it: it is taken
 * anew where it fits.
 */
function occupyAgain(
  ledger: Ledger,
  { subject }: Readonly<{ subject: QuotaSubject }>,
  desk: Desk,
): readonly QuotaEvent[] {
  const demands = ledger.expired.get(subject.entry);
  if (!demands) throw refuse('quota.not-reserved', { entry: subject.entry });
  if (shortOf(ledger, demands).length > 0) throw refuse('quota.expired', { entry: subject.entry });
  return [
    { type: 'QuotaReserved', data: { subject, demands, fromWaitlist: false, ...termsOf(ledger, desk) } },
    { type: 'QuotaOccupied', data: { subject, demands } },
  ];
}

export function writeOff(
  { data: { subject } }: Given<QuotaCommand, 'WriteOffQuota'>,
  ledger: Ledger,
): readonly QuotaEvent[] {
  const holding = holdingOf(ledger, subject.entry);
  if (!holding || holding.stage === 'reserved') throw refuse('quota.not-occupied', { entry: subject.entry });
  return holding.stage === 'occupied'
    ? [{ type: 'QuotaWrittenOff', data: { subject, demands: holding.demands } }]
    : [];
}

export function release(
  { data: { subject, reason } }: Given<QuotaCommand, 'ReleaseQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const holding = holdingOf(ledger, subject.entry);
  if (holding)
    return withGifts(
      ledger,
      { type: 'QuotaReleased', data: { subject, demands: holding.demands, from: holding.stage, reason } },
      desk,
    );
  if (ledger.expired.has(subject.entry))
    return [{ type: 'QuotaReleased', data: { subject, demands: [], from: 'expired', reason } }];
  // An entry that waits holds nothing: leaving the list frees no land.
  return waitingOf(ledger, subject.entry)
    ? [{ type: 'QuotaReleased', data: { subject, demands: [], from: 'waiting', reason } }]
    : [];
}
