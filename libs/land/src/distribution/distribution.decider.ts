import type { Decider } from '#kernel/messages';
import { civilDate, distribution, fen, votePasses } from '#policy';
import type { Pack, Policies } from '#policy';
import type { Day, FenText, Subject } from '../terms.js';
import type { DistributionCommand, PlanDistribution } from './distribution.commands.js';
import type { DistributionEvent, DistributionLine } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';

type Known = Readonly<{ subject: Subject }>;

export type Distribution =
  | Readonly<{ status: 'none' }>
  | (Known & Readonly<{ status: 'collecting'; receiptsFen: FenText | null; levyFen: FenText | null }>)
  | (Known & Readonly<{ status: 'opened'; receiptsFen: FenText; levyFen: FenText }>)
  | (Known & Readonly<{ status: 'planned' }>)
  | (Known & Readonly<{ status: 'published'; publicUntil: Day }>)
  | (Known & Readonly<{ status: 'passed'; publicUntil: Day }>)
  | (Known & Readonly<{ status: 'distributed'; voucherNo: string }>)
  | (Known & Readonly<{ status: 'cancelled' }>);

/** What the collective does with the money: planned by resolution, shown to everybody, then paid. */
export const distributionDecider = (policies: Policies): Decider<Distribution, DistributionCommand, DistributionEvent> => ({
  initial: { status: 'none' },
  keepsPolicy: true,

  decide(command, state): readonly DistributionEvent[] {
    const pack = policies.of(command.meta.policy);
    const today = civilDate(command.meta.at);
    switch (command.type) {
      case 'NoteReceipts':
      case 'NoteLevy':
        return note(command, state);
      case 'PlanDistribution':
        return plan(command, state, pack, today);
      case 'PublishDistribution': {
        const { publishedOn } = command.data;
        if (state.status === 'published') return [];
        if (state.status !== 'planned') throw state.status === 'cancelled' ? refuse('distribution.cancelled') : refuse('distribution.not-planned');
        requirePast(publishedOn, today);
        return [{ type: 'DistributionPublished', data: { subject: state.subject, publishedOn, publicUntil: pack.due('distribution.publication', publishedOn) } }];
      }
      case 'PassPublication':
        if (state.status !== 'published') return [];
        if (today <= state.publicUntil) throw refuse('distribution.publication-running', { publicUntil: state.publicUntil });
        return [{ type: 'PublicationPassed', data: { subject: state.subject } }];
      case 'DistributeIncome': {
        const { paidOn, voucherNo } = command.data;
        if (state.status === 'distributed') {
          if (state.voucherNo === voucherNo) return [];
          throw refuse('distribution.paid', { voucherNo: state.voucherNo });
        }
        if (state.status !== 'passed') throw state.status === 'cancelled' ? refuse('distribution.cancelled') : refuse('distribution.not-passed');
        if (voucherNo.trim() === '') throw refuse('distribution.voucher-missing');
        requirePast(paidOn, today);
        if (paidOn <= state.publicUntil) throw refuse('distribution.paid-before-end', { paidOn, publicUntil: state.publicUntil });
        return [{ type: 'IncomeDistributed', data: { subject: state.subject, paidOn, voucherNo } }];
      }
      case 'CancelDistribution':
        if (state.status === 'none' || state.status === 'cancelled') return [];
        // Money in other hands does not come back by a command: a person must look.
        if (state.status === 'distributed') throw refuse('distribution.paid', { voucherNo: state.voucherNo });
        return [{ type: 'DistributionCancelled', data: { subject: state.subject, reason: command.data.reason, stage: state.status } }];
    }
  },

  evolve(state, { type, data }): Distribution {
    const { subject } = data;
    switch (type) {
      case 'ReceiptsNoted':
        return { status: 'collecting', subject, receiptsFen: data.priceFen, levyFen: state.status === 'collecting' ? state.levyFen : null };
      case 'LevyNoted':
        return { status: 'collecting', subject, receiptsFen: state.status === 'collecting' ? state.receiptsFen : null, levyFen: data.levyFen };
      case 'DistributionOpened':
        return { status: 'opened', subject, receiptsFen: data.receiptsFen, levyFen: data.levyFen };
      case 'DistributionPlanned':
        return { status: 'planned', subject };
      case 'DistributionPublished':
        return { status: 'published', subject, publicUntil: data.publicUntil };
      case 'PublicationPassed':
        return state.status === 'published' ? { ...state, status: 'passed' } : state;
      case 'IncomeDistributed':
        return { status: 'distributed', subject, voucherNo: data.voucherNo };
      case 'DistributionCancelled':
        return { status: 'cancelled', subject };
    }
  },
});

/** Price and levy are settled in either order; what is noted twice, or after the end, is ignored. */
function note(command: Extract<DistributionCommand, { type: 'NoteReceipts' | 'NoteLevy' }>, state: Distribution): readonly DistributionEvent[] {
  if (state.status !== 'none' && state.status !== 'collecting') return [];
  const known = state.status === 'collecting' ? state : { receiptsFen: null, levyFen: null };
  const { subject } = command.data;
  if ((command.type === 'NoteReceipts' ? known.receiptsFen : known.levyFen) !== null) return [];
  const noted: DistributionEvent =
    command.type === 'NoteReceipts' ? { type: 'ReceiptsNoted', data: { subject, priceFen: command.data.priceFen } } : { type: 'LevyNoted', data: { subject, levyFen: command.data.levyFen } };
  const receiptsFen = command.type === 'NoteReceipts' ? command.data.priceFen : known.receiptsFen;
  const levyFen = command.type === 'NoteLevy' ? command.data.levyFen : known.levyFen;
  return receiptsFen === null || levyFen === null ? [noted] : [noted, { type: 'DistributionOpened', data: { subject, receiptsFen, levyFen } }];
}

function plan({ data: { costsFen, resolution } }: PlanDistribution, state: Distribution, pack: Pack, today: Day): readonly DistributionEvent[] {
  switch (state.status) {
    case 'none':
    case 'collecting':
      throw refuse('distribution.not-opened');
    case 'cancelled':
      throw refuse('distribution.cancelled');
    case 'planned':
    case 'published':
    case 'passed':
    case 'distributed':
      throw refuse('distribution.already-planned');
    case 'opened': {
      requirePast(resolution.heldOn, today);
      const { value: vote } = votePasses(pack, { basis: 'members', total: resolution.total, yes: resolution.yes, heldOn: resolution.heldOn });
      if (!vote.passes) {
        throw refuse('distribution.vote', { failures: vote.failures.map(({ message }) => message).join(''), yes: resolution.yes, total: resolution.total, needed: vote.needed });
      }
      const planned = distribution(pack, { receiptsFen: fen(state.receiptsFen), levyFen: fen(state.levyFen), costsFen: fen(costsFen) });
      const lines = planned.value.lines.map(
        ({ key, name, amountFen, formula, source, confirmed }): DistributionLine => ({ item: name, amountFen: amountFen.toString(), formula, rule: key, source, confirmed }),
      );
      return [{ type: 'DistributionPlanned', data: { subject: state.subject, lines, resolution } }];
    }
  }
}

function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('distribution.date-in-future', { day, today });
}
