/** When a trade stands still, and how it goes on. Pure. */
import type { Given } from '#kernel/messages';
import { daysBetween } from '#policy';
import type { PackOn } from '#policy';
import { holdWords, isHeldBy } from '../../shared/holds.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import type { ListingEvent, StopCause } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Listing, Ordered } from './listing.state.js';
import { requirePeriod, requireWorked } from './notice.rules.js';

export const requireFree = ({ holds }: Ordered) => {
  if (holds.length > 0) throw refuse('listing.held', holdWords(holds));
};

const CAUSE_OF_BURDEN = {
  dispute: 'dispute',
  seizure: 'seizure',
  mortgage: 'other',
  occupation: 'other',
} as const;

/**
 * What runs stands still as soon as something limits dealing with the parcel; it goes on by a resumption with
 * a new closing day.
 */
export function hold(
  { data: { subject, burden } }: Given<ListingCommand, 'HoldListing'>,
  state: Listing,
  today: Day,
): readonly ListingEvent[] {
  if (isHeldBy(state.holds, burden.id)) return [];
  const held: ListingEvent = { type: 'ListingHeld', data: { subject, burden } };
  const runs = (state.status === 'announced' || state.status === 'open') && state.suspendedOn === null;
  return runs
    ? [
        held,
        suspended(
          state,
          `${burden.organ} ${burden.id}：${burden.reason}`,
          CAUSE_OF_BURDEN[burden.kind],
          today,
        ),
      ]
    : [held];
}

export const liftHold = (
  { data }: Given<ListingCommand, 'LiftListingHold'>,
  { holds }: Listing,
): readonly ListingEvent[] => (isHeldBy(holds, data.burdenId) ? [{ type: 'ListingHoldLifted', data }] : []);

const suspended = (
  { subject, round }: Ordered,
  reason: string,
  cause: StopCause,
  suspendedOn: Day,
): ListingEvent => ({ type: 'ListingSuspended', data: { subject, round, reason, cause, suspendedOn } });

export function suspend(
  { data: { reason, cause = 'other' } }: Given<ListingCommand, 'SuspendListing'>,
  state: Ordered,
  today: Day,
): readonly ListingEvent[] {
  if (state.status !== 'announced' && state.status !== 'open')
    throw refuse('listing.not-open', { round: state.round });
  if (state.suspendedOn === null) return [suspended(state, reason, cause, today)];
  if (state.suspension) isRepeat(['交易中止', 'The suspension'], state.suspension, { reason, cause });
  return [];
}

/** Suspended days do not count as listing days, and the day that was announced is never brought forward. */
export function resume(
  { data: { closesOn } }: Given<ListingCommand, 'ResumeListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  if (state.status !== 'announced' && state.status !== 'open') throw refuse('listing.not-suspended');
  if (
    state.suspendedOn === null &&
    state.resumedTo !== undefined &&
    isRepeat(['恢复交易', 'The resumption'], { closesOn: state.resumedTo }, { closesOn })
  )
    return [];
  if (state.suspendedOn === null) throw refuse('listing.not-suspended');
  requireFree(state);
  const resumed: ListingEvent = {
    type: 'ListingResumed',
    data: { subject, round, closesOn, resumedOn: today },
  };
  if (state.status === 'announced') {
    const opensOn = today < state.opensOn ? state.opensOn : today;
    requireWorked(pack, 'opens', opensOn);
    requirePeriod(pack, closesOn, pack.last([{ clock: 'listing.period' }], opensOn), state.closesOn);
    // Its opening day passed while it stood still: it opens with the resumption.
    return today < state.opensOn
      ? [resumed]
      : [resumed, { type: 'ListingOpened', data: { subject, round, openedOn: today } }];
  }
  const lost = [...state.frozen, { from: state.suspendedOn, to: today }].reduce(
    (days, { from, to }) => days + daysBetween(from, to),
    0,
  );
  requirePeriod(
    pack,
    closesOn,
    pack.last([{ clock: 'listing.period', days: lost }], state.openedOn),
    state.closesOn,
  );
  return [resumed];
}
