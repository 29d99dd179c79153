import type { Decider } from '#kernel/messages';
import { civilDate, packsOn } from '#policy';
import type { RulePacks } from '#policy';
import type { Desk } from './desk.rules.js';
import { carryOver, closeYear } from './freed-land.rules.js';
import type { QuotaCommand } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';
import { EMPTY } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { evolve } from './quota.state.js';
import { expire, occupy, release, reserve, writeOff } from './reservation.rules.js';
import { adjust, issue, openBatch } from './supply-plan.rules.js';

/**
 * 总量控制 of one district and plan year. All demands of an entry are taken in one decision or none is, so two
 * officers at the same second cannot both take the last hectare.
 */
export const quota = (packs: RulePacks): Decider<Ledger, QuotaCommand, QuotaEvent> => ({
  initial: EMPTY,

  decide(command, ledger): readonly QuotaEvent[] {
    const { meta, stream } = command;
    const [, district = '', year = ''] = stream.split('-');
    const today = civilDate(meta.at);
    const desk: Desk = {
      pack: packs.of(meta.policy).on(today, district),
      known: packsOn(packs, today),
      today,
      district,
      planYear: Number(year),
    };
    switch (command.type) {
      case 'IssueQuota':
        return issue(command, ledger, desk);
      case 'AdjustQuota':
        return adjust(command, ledger, desk);
      case 'OpenQuotaBatch':
        return openBatch(command, ledger, desk);
      case 'ReserveQuota':
        return reserve(command, ledger, desk);
      case 'ExpireReservation':
        return expire(command, ledger, desk);
      case 'OccupyQuota':
        return occupy(command, ledger, desk);
      case 'WriteOffQuota':
        return writeOff(command, ledger);
      case 'ReleaseQuota':
        return release(command, ledger, desk);
      case 'CloseQuotaYear':
        return closeYear(command, ledger, desk);
      case 'CarryOverQuota':
        return carryOver(command, ledger, desk);
    }
  },

  evolve,
});
