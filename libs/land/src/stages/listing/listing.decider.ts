import type { Decider } from '#kernel/messages';
import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import type { ListingCommand } from './listing.commands.js';
import { decideDuty } from './listing.duties.rules.js';
import type { ListingEvent } from './listing.events.js';
import { evolve } from './listing.state.js';
import type { Listing } from './listing.state.js';
import { announce, open, supplement } from './notice.rules.js';
import { fail, recordDefault, sell, voidResult } from './result.rules.js';
import { decideTrade, order, relist } from './round.rules.js';
import { hold, liftHold, resume, suspend } from './standstill.rules.js';
import { beforeAnyOrder, terminate } from './termination.rules.js';
import type { Vault } from './vault.js';

/**
 * The public sale of one entry, round after round. The platform runs it and reports; what it reports is held
 * against the periods of 39号令 and against its own bids, and a report that comes twice is taken once.
 */
export const listing = (packs: RulePacks, vault: Vault): Decider<Listing, ListingCommand, ListingEvent> => ({
  initial: { status: 'none', holds: [] },
  keepsPack: true,

  decide(command, state): readonly ListingEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today, districtOf(state, command.data));
    switch (command.type) {
      case 'OrderListing':
        return state.status === 'none' ? order(command, pack) : [];
      case 'HoldListing':
        return hold(command, state, today);
      case 'LiftListingHold':
        return liftHold(command, state);
      default:
    }
    if (state.status === 'none' || state.status === 'ended') return beforeAnyOrder(command, state);
    switch (command.type) {
      case 'DecideTrade':
        return decideTrade(command, state, pack, vault, today);
      case 'AnnounceListing':
        return announce(command, state, pack, today);
      case 'SupplementNotice':
        return supplement(command, state, pack, today);
      case 'OpenListing':
        return open(command, state, today);
      case 'SuspendListing':
        return suspend(command, state, today);
      case 'ResumeListing':
        return resume(command, state, pack, today);
      case 'TerminateListing':
        return terminate(command, state, pack, today);
      case 'ReportSale':
        return sell(command, state, pack, vault, today);
      case 'ReportFailure':
        return fail(command, state, pack, vault, today);
      case 'Relist':
        return relist(command, state, pack);
      case 'VoidResult':
        return voidResult(command, state, today);
      case 'RecordDefault':
        return recordDefault(command, state, today);
      case 'ReportRefunds':
      case 'PublishResult':
      case 'PassRefundDeadline':
      case 'PassPublicationDeadline':
        return decideDuty(command, state, pack, today);
    }
  },

  evolve,
});
