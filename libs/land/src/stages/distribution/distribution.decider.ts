import type { Decider, Given } from '#kernel/messages';
import { civilDate, isBlank, sameNo } from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import { settledDay } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import type { Day } from '../../shared/terms.js';
import type { DistributionCommand } from './distribution.commands.js';
import type { DistributionEvent } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';
import { about, evolve } from './distribution.state.js';
import type { Distribution } from './distribution.state.js';
import { nextOpening } from './flow.rules.js';
import { plan, requirePast } from './plan.rules.js';
import { answered, endOf, objected, passPublication, publish } from './publication.rules.js';
import { note } from './receipts.rules.js';

/** What the collective does with the money: planned by resolution, shown to everybody, then paid. */
export const distributionDecider = (
  packs: RulePacks,
): Decider<Distribution, DistributionCommand, DistributionEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide(command, state): readonly DistributionEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today, districtOf(state, command.data));
    switch (command.type) {
      case 'NoteReceipts':
      case 'NoteLevy':
        return note(command, state);
      case 'PlanDistribution':
        inRound(command.data.round, state);
        return plan(command, state, pack, today);
      case 'PublishDistribution':
        inRound(command.data.round, state);
        return publish(command, state, pack, today);
      case 'ObjectToDistribution':
        return objected(command, state);
      case 'AnswerObjection':
        return answered(command, state, pack, today);
      case 'PassPublication':
        return passPublication(state, pack, today);
      case 'DistributeIncome':
        inRound(command.data.round, state);
        return pay(command, state, pack, today);
      case 'CancelDistribution':
        return cancel(command, state);
    }
  },

  evolve,
});

/**
 * An upheld objection begins the next round: what was planned or paid for the last one is not of this one.
 */
const inRound = (asked: number | undefined, state: Distribution): void =>
  state.status === 'none' ? undefined : requireRound(asked, state.round);

const PUBLICATION = { what: '公示届满之日', whatEn: 'The end of the publication' };

function pay(
  { data: { paidOn, voucherNo, account = 'collective' } }: Given<DistributionCommand, 'DistributeIncome'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  if (state.status === 'distributed') {
    if (
      sameNo(state.voucherNo, voucherNo) &&
      isRepeat(
        [`兑付凭证${state.voucherNo}`, `Voucher ${state.voucherNo}`],
        { paidOn: state.paidOn },
        { paidOn },
      )
    )
      return [];
    throw refuse('distribution.paid', { voucherNo: state.voucherNo });
  }
  if (state.status === 'published') settledDay(endOf(state, pack), PUBLICATION);
  if (state.status !== 'passed')
    throw state.status === 'cancelled' ? refuse('distribution.cancelled') : refuse('distribution.not-passed');
  if (isBlank(voucherNo)) throw refuse('distribution.voucher-missing');
  const personal = pack.flag('distribution.personal-account');
  if (account === 'personal' && !personal.value) throw refuse('distribution.personal-account');
  requirePast(paidOn, today);
  const publicUntil = settledDay(endOf(state, pack), PUBLICATION);
  if (paidOn <= publicUntil) throw refuse('distribution.paid-before-end', { paidOn, publicUntil });
  const paid: DistributionEvent = { type: 'IncomeDistributed', data: { ...about(state), paidOn, voucherNo } };
  return [paid, ...nextOpening(state.flow, state.subject, state.round + 1)];
}

function cancel(
  { data: { subject, reason } }: Given<DistributionCommand, 'CancelDistribution'>,
  state: Distribution,
): readonly DistributionEvent[] {
  if (state.status === 'cancelled') return [];
  // Before anything came it is a fact all the same, so that money noted late opens nothing for a dead entry.
  if (state.status === 'none')
    return [{ type: 'DistributionCancelled', data: { subject, round: 1, reason, stage: 'none' } }];
  // Money in other hands does not come back by a command: a person must look.
  if (state.status === 'distributed') throw refuse('distribution.paid', { voucherNo: state.voucherNo });
  return [{ type: 'DistributionCancelled', data: { ...about(state), reason, stage: state.status } }];
}
