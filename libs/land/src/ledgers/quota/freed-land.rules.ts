/** What becomes of land that is free: the waiting get it, or a closed year carries it over. Pure. */
import type { Given } from '#kernel/messages';
import { formatArea, parseArea, squareCm } from '#policy';
import { lastDays } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Demand, QuotaKind } from '../../shared/need.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import { requirePlace } from './desk.rules.js';
import type { Desk } from './desk.rules.js';
import type { QuotaCommand } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';
import { availableOf, closed, QUOTA_KINDS, shortOf } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { refuse } from './quota.refusals.js';
import { carryKey, evolve } from './quota.state.js';

/**
 * A fact that frees land, and who of the waiting gets it: the readiest whose whole need fits. One that does
 * not fit yet keeps its place and holds nobody else up. In a closed year nobody gets it: it is carried over
 * or lapses.
 */
export function withGifts(ledger: Ledger, freeing: QuotaEvent, desk: Desk): readonly QuotaEvent[] {
  const events = [freeing];
  let after = evolve(ledger, freeing);
  if (after.closed) return [...events, ...settlement(after, desk)];
  for (const { subject, need } of after.waiting) {
    if (shortOf(after, need.demands).length > 0) continue;
    // The gift belongs to the entry that gets it, not to the one whose release made room.
    const gift: QuotaEvent = {
      type: 'QuotaReserved',
      data: { subject, demands: need.demands, fromWaitlist: true, ...termsOf(after, desk) },
      correlation: subject.entry,
    };
    events.push(gift);
    after = evolve(after, gift);
  }
  return events;
}

/**
 * How long a reservation of this day holds, and in which batch. A county's own bookkeeping: no period of 民法典
 * Art. 203.
 */
export function termsOf(
  { batch }: Ledger,
  { pack, today }: Desk,
): Readonly<{ expiresOn: Day | null; batch?: string }> & MayBeOpen {
  return {
    ...lastDays(pack, { expiresOn: ['quota.reserve-expiry', today] }),
    ...(batch === null ? {} : { batch }),
  };
}

/** After the plan year: nobody waits any more, and what nobody holds leaves the year. */
export function closeYear(
  { data: { documentNo } }: Given<QuotaCommand, 'CloseQuotaYear'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  requirePlace(desk);
  if (
    ledger.closed &&
    isRepeat(['年度结转', 'The closing of the year'], { documentNo: ledger.closing }, { documentNo })
  )
    return [];
  if (desk.today <= `${desk.planYear}-12-31`) throw refuse('quota.year-running', { planYear: desk.planYear });
  const end: QuotaEvent = { type: 'QuotaYearClosed', data: { documentNo, waiting: ledger.waiting } };
  return [end, ...settlement(closed(ledger, documentNo), desk)];
}

export function carryOver(
  { data }: Given<QuotaCommand, 'CarryOverQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  if (ledger.documents.has(carryKey(data.fromYear, data.serial))) return [];
  return withGifts(ledger, { type: 'QuotaCarriedOver', data }, desk);
}

const CARRY = {
  supply: 'quota.carry-supply',
  new: 'quota.carry-new',
  total: 'quota.carry-total',
  linkage: 'quota.carry-linkage',
} as const satisfies Record<QuotaKind, string>;

/** 结转: what nobody holds leaves the closed year, each kind by the county's rule. */
function settlement(ledger: Ledger, { pack, district, planYear }: Desk): readonly QuotaEvent[] {
  const rest = QUOTA_KINDS.map((kind): Demand => ({
    kind,
    areaM2: formatArea(squareCm(availableOf(ledger.pools[kind]))),
  })).filter(({ areaM2 }) => parseArea(areaM2) > 0n);
  if (rest.length === 0) return [];
  const goesOn = ({ kind }: Demand) => pack.flag(CARRY[kind]).value;
  return [
    {
      type: 'QuotaYearSettled',
      data: {
        district,
        planYear,
        serial: ledger.settlements + 1,
        carried: rest.filter(goesOn),
        lapsed: rest.filter((each) => !goesOn(each)),
      },
    },
  ];
}
