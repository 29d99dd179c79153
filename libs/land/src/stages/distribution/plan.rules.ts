/** What the members resolved: whether the vote carries, and what everybody gets by it. Pure. */
import type { Given } from '#kernel/messages';
import { compareRates, daysBetween, distribution, fen, parseArea, votePasses } from '#policy';
import type { DistributionQuestion, PackOn } from '#policy';
import type { Day } from '../../shared/terms.js';
import type { DistributionCommand, Resolution } from './distribution.commands.js';
import type { DistributionEvent, DistributionLine } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';
import { about } from './distribution.state.js';
import type { Distribution, Sums } from './distribution.state.js';

export function plan(
  command: Given<DistributionCommand, 'PlanDistribution'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
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
      const { resolution } = command.data;
      requirePast(resolution.heldOn, today);
      // What the members resolved is judged by the rules of the day on which they met.
      const meeting = pack.on(resolution.heldOn);
      const vote = carried(resolution, meeting);
      const planned = distribution(meeting, question(command, state.sums, meeting));
      const lines = planned.value.lines.map(
        ({ key, name, amountFen, formula, source, confirmed }): DistributionLine => ({
          item: name,
          amountFen: amountFen.toString(),
          formula,
          rule: key,
          source,
          confirmed,
        }),
      );
      const members = planned.value.members.map(({ id, amountFen }) => ({
        id,
        amountFen: amountFen.toString(),
      }));
      return [{ type: 'DistributionPlanned', data: { ...about(state), lines, members, resolution, vote } }];
    }
  }
}

/**
 * The vote in figures. @throws Rejected where it does not carry, or the plan was not open in time (Arts. 27,
 * 28, 46).
 */
function carried({ basis = 'members', ...resolution }: Resolution, pack: PackOn): string {
  const { total, yes, planShownOn, heldOn } = resolution;
  const { days, source } = pack.clock('distribution.plan-before-meeting');
  if (daysBetween(planShownOn, heldOn) < days)
    throw refuse('distribution.plan-late', { planShownOn, heldOn, days, source });
  const { value: vote, formula } = votePasses(pack, { basis, ...resolution }, 'resolution.');
  if (!vote.passes)
    throw refuse('distribution.vote', {
      failures: vote.failures.map(({ message }) => message).join(''),
      yes,
      total,
      needed: vote.needed,
    });
  return formula;
}

/**
 * What the rule is asked: the money of this entry, the resolution's shares, the other side of an 异地调整, the
 * county's tiers.
 */
function question(
  {
    data: { costsFen, taxFen, membersRatio, groupRatio, members, payout },
  }: Given<DistributionCommand, 'PlanDistribution'>,
  { receiptsFen, levyFen, split }: Sums,
  pack: PackOn,
): DistributionQuestion {
  return {
    receiptsFen: fen(receiptsFen),
    levyFen: fen(levyFen),
    costsFen: fen(costsFen),
    ...(taxFen === undefined ? {} : { taxFen: fen(taxFen) }),
    ...(membersRatio === undefined ? {} : { membersRatio }),
    ...(groupRatio === undefined ? {} : { groupRatio }),
    ...(members
      ? {
          members: {
            by: members.by,
            list: members.list.map(({ id, weight }) => ({ id, weight: BigInt(weight) })),
          },
        }
      : {}),
    ...(payout ? { payout } : {}),
    ...(split
      ? {
          relocation: {
            side: '建新区' as const,
            reclaimedCm2: parseArea(split.originM2),
            agreed: {
              ratio: split.originRatio,
              ...(split.originFloorFenPerMu ? { floorFenPerMu: fen(split.originFloorFenPerMu) } : {}),
            },
          },
        }
      : {}),
    tiers: compareRates(pack.text('distribution.tier-village').value, '100%') < 0,
  };
}

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('distribution.date-in-future', { day, today });
}
