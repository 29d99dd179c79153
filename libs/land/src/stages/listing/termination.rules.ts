/** How a round ends without a result: the platform stops it, or the procedure its entry. Pure. */
import type { Given } from '#kernel/messages';
import type { PackOn } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import { refundOf } from './listing.duties.rules.js';
import type { ListingEvent, StopCause } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Listing, Ordered } from './listing.state.js';
import { mayRelistAfter } from './round.rules.js';

/** Of an entry that ended before its first. */
const NO_ROUND = 0;

/** Unwinding asks every part; one that was never begun has nothing to undo, but must not begin afterwards. */
export function beforeAnyOrder(command: ListingCommand, { status }: Listing): readonly ListingEvent[] {
  switch (command.type) {
    case 'TerminateListing': {
      const { subject, by, reason } = command.data;
      if (by !== 'procedure') throw refuse('listing.not-ordered');
      if (status === 'ended' || subject === undefined) return [];
      return [
        {
          type: 'ListingTerminated',
          data: {
            subject,
            round: NO_ROUND,
            reason,
            by,
            cause: 'procedure',
            relistDecisionOpen: false,
            tradeDecisionOpen: false,
            mayRelist: false,
          },
        },
      ];
    }
    // The deal of an agreement has no listing, and its buyer no deposit.
    case 'RecordDefault':
      return [];
    default:
      throw refuse('listing.not-ordered');
  }
}

type Stop = Readonly<{ reason: string; cause?: StopCause; documentNo?: string }>;

/** A round that ended by a result was not terminated. */
function stoppedBefore(
  state: Extract<Ordered, { status: 'failed' | 'stopped' }>,
  { reason, cause = 'other', documentNo }: Stop,
): readonly ListingEvent[] {
  if (state.status === 'failed') throw refuse('listing.not-open', { round: state.round });
  isRepeat(['交易终止', 'The termination'], state.stopped, { reason, cause, documentNo });
  return [];
}

export function terminate(
  { data: { reason, by, cause, documentNo } }: Given<ListingCommand, 'TerminateListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  const ended = (open: 'relist' | 'trade' | null): readonly ListingEvent[] => [
    {
      type: 'ListingTerminated',
      data: {
        subject,
        round,
        reason,
        by,
        cause: by === 'procedure' ? 'procedure' : (cause ?? 'other'),
        relistDecisionOpen: open === 'relist',
        tradeDecisionOpen: open === 'trade',
        mayRelist: by === 'platform' && mayRelistAfter(pack, round),
        ...(documentNo === undefined ? {} : { documentNo }),
        // Who took part had paid a deposit; before the notice nobody could.
        ...('announcedOn' in state ? refundOf(pack, today) : {}),
      },
    },
  ];
  switch (state.status) {
    case 'ordered':
      return ended(state.decided ? null : 'trade');
    case 'announced':
    case 'open':
      return ended(null);
    case 'failed':
    case 'stopped':
      if (by === 'platform') return stoppedBefore(state, { reason, cause, documentNo });
      // The round is over, but somebody may still be asked whether to list again: the procedure takes that
      // question back.
      return state.mayRelist ? ended('relist') : [];
    case 'sold':
      if (by === 'procedure') return [];
      throw refuse('listing.sold', { round });
    case 'voided':
    case 'closed':
      return [];
  }
}
