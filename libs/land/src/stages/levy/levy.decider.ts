import type { Decider } from '#kernel/messages';
import { civilDate, NOTHING } from '#policy';
import type { RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import type { Subject } from '../../shared/terms.js';
import { assessAgain, confirm, judged } from './assessment.rules.js';
import type { LevyCommand } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';
import { sumOf } from './levy.rules.js';
import { evolve } from './levy.state.js';
import type { Levy } from './levy.state.js';
import { issue, overdue } from './notice.rules.js';
import { pay } from './payment.rules.js';

/** 调节金 of one entry, from its assessment to the last 分, or to the last 分 back. */
export const levyDecider = (packs: RulePacks): Decider<Levy, LevyCommand, LevyEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide(command, state): readonly LevyEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(state.rules ?? command.meta.policy).on(today, districtOf(state, command.data));
    switch (command.type) {
      case 'AssessLevy': {
        if (state.status !== 'none') return [];
        const { subject, deal, incomeFen } = command.data;
        return judged(pack, { subject, deal, incomeFen, date: today }, today);
      }
      case 'AssessLevyAgain':
        return assessAgain(command, state, packs, today);
      case 'ConfirmLevyRate':
        return confirm(command, state, pack, today);
      case 'IssueLevyNotice':
        return issue(command, state, pack, today);
      case 'RecordLevyPayment':
        return pay(command, state, pack, today);
      case 'PassLevyDeadline':
        return overdue(state, command.data.part ?? 1, pack, today);
      case 'CancelLevy':
        return cancel(state, command.data);
    }
  },

  evolve,
});

/**
 * What is still owed is owed no more, and exactly what was paid goes back; a second cancellation finds
 * nothing. Where nothing is assessed yet the end is a fact all the same, so that the contract's filing,
 * should it come later, assesses nothing.
 */
function cancel(
  state: Levy,
  { subject, reason }: Readonly<{ subject: Subject; reason: string }>,
): readonly LevyEvent[] {
  if (state.status === 'cancelled') return [];
  if (state.status === 'none')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false } }];
  if (state.status === 'rate-missing')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false, awaited: true } }];
  if (state.status === 'deferred')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false, rateOpen: true } }];
  const paid = state.status === 'assessed' ? NOTHING : sumOf(state.payments);
  const parts =
    state.status === 'noticed' && state.schedule.length > 1 ? { parts: state.schedule.length } : {};
  const cancelled: LevyEvent = {
    type: 'LevyCancelled',
    data: { subject, reason, noticeOpen: state.status === 'assessed', ...parts },
  };
  const refunded: LevyEvent = {
    type: 'LevyRefunded',
    data: { subject, amountFen: paid.toString(), reason, ...parts },
  };
  if (paid === NOTHING) return [cancelled];
  return state.status === 'settled' ? [refunded] : [cancelled, refunded];
}
