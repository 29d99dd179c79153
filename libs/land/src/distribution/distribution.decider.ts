import type { Decider } from '#kernel/messages';
import { distribution as share, due, fen } from '#policy';
import type { Fen, Pack, Policies } from '#policy';
import type { Subject } from '../terms.js';
import type { DistributionCommand, PlanDistribution } from './distribution.commands.js';
import type { DistributionEvent, DistributionStage } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';

type Distribution = Readonly<{ stage: DistributionStage; subject?: Subject; receiptsFen?: Fen; levyFen?: Fen }>;

const NAMES: Readonly<Record<DistributionStage, string>> = {
  none: '未开始', collecting: '待结清', opened: '待编制', planned: '待公示', published: '公示中', passed: '待兑付', distributed: '已兑付', cancelled: '已撤销',
};

/** The collective's income, shared by resolution, published, then paid (农村集体经济组织法 Art. 42, 45, 46). */
export const distribution = (policies: Policies): Decider<Distribution, DistributionCommand, DistributionEvent> => ({
  initial: { stage: 'none' },

  decide(command, state): readonly DistributionEvent[] {
    const pack = policies.of(command.meta.policy);
    switch (command.type) {
      case 'NoteReceipts': {
        if (state.receiptsFen !== undefined || state.stage === 'cancelled') return [];
        const { subject, priceFen } = command.data;
        return [{ type: 'ReceiptsNoted', data: command.data }, ...opened(subject, priceFen, state.levyFen?.toString())];
      }
      case 'NoteLevy': {
        if (state.levyFen !== undefined || state.stage === 'cancelled') return [];
        const { subject, levyFen } = command.data;
        return [{ type: 'LevyNoted', data: command.data }, ...opened(subject, state.receiptsFen?.toString(), levyFen)];
      }
      case 'CancelDistribution':
        if (!state.subject || state.stage === 'cancelled') return [];
        if (state.stage === 'distributed') throw refuse('distribution.paid');
        return [{ type: 'DistributionCancelled', data: { subject: state.subject, reason: command.data.reason, stage: state.stage } }];
      default:
    }
    const { subject } = state;
    if (!subject || state.stage === 'collecting') throw refuse('distribution.none', { entry: command.meta.correlation });
    switch (command.type) {
      case 'PlanDistribution':
        expect(state, 'opened', '编制分配方案');
        return [planned(pack, state, subject, command)];
      case 'PublishDistribution': {
        expect(state, 'planned', '公示分配方案');
        const { publishedOn } = command.data;
        return [{ type: 'DistributionPublished', data: { subject, publishedOn, publicUntil: due(pack, 'distribution.publication', publishedOn).value } }];
      }
      case 'PassPublication':
        return state.stage === 'published' ? [{ type: 'PublicationPassed', data: { subject } }] : [];
      case 'DistributeIncome':
        expect(state, 'passed', '兑付收益');
        return [{ type: 'IncomeDistributed', data: { subject, ...command.data } }];
    }
  },

  evolve(state, { type, data }): Distribution {
    switch (type) {
      case 'ReceiptsNoted':
        return { ...state, stage: 'collecting', subject: data.subject, receiptsFen: fen(data.priceFen) };
      case 'LevyNoted':
        return { ...state, stage: 'collecting', subject: data.subject, levyFen: fen(data.levyFen) };
      case 'DistributionOpened':
        return { ...state, stage: 'opened' };
      case 'DistributionPlanned':
        return { ...state, stage: 'planned' };
      case 'DistributionPublished':
        return { ...state, stage: 'published' };
      case 'PublicationPassed':
        return { ...state, stage: 'passed' };
      case 'IncomeDistributed':
        return { ...state, stage: 'distributed' };
      case 'DistributionCancelled':
        return { ...state, stage: 'cancelled' };
    }
  },
});

/** Price and levy come in any order; with the second of them the collective may plan. */
function opened(subject: Subject, receiptsFen: string | undefined, levyFen: string | undefined): DistributionEvent[] {
  return receiptsFen === undefined || levyFen === undefined ? [] : [{ type: 'DistributionOpened', data: { subject, receiptsFen, levyFen } }];
}

function expect({ stage }: Distribution, wanted: DistributionStage, action: string): void {
  if (stage !== wanted) throw refuse('distribution.state', { status: NAMES[stage], action });
}

function planned(pack: Pack, { receiptsFen, levyFen }: Distribution, subject: Subject, { data: { costsFen, resolution } }: PlanDistribution): DistributionEvent {
  if (resolution.total <= 0 || resolution.yes * 3 < resolution.total * 2) throw refuse('distribution.vote', resolution);
  const { value, rule } = share(pack, { receiptsFen: receiptsFen!, levyFen: levyFen!, costsFen: fen(costsFen) });
  const lines = value.lines.map(({ name, amountFen, formula, source, confirmed }) => ({ item: name, amountFen: amountFen.toString(), formula, rule, source, confirmed }));
  return { type: 'DistributionPlanned', data: { subject, lines, resolution } };
}
