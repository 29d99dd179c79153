/** The plan before everybody: its publication, the objections and their answers, and its end. Pure. */
import type { Given } from '#kernel/messages';
import { isBlank, normalNo } from '#policy';
import type { PackOn } from '#policy';
import { dayOf, known, lastDays } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { DistributionCommand } from './distribution.commands.js';
import type { DistributionEvent } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';
import { about } from './distribution.state.js';
import type { Distribution, Shown } from './distribution.state.js';
import { requirePast } from './plan.rules.js';

export function publish(
  { data: { publishedOn } }: Given<DistributionCommand, 'PublishDistribution'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  if (
    state.status === 'published' &&
    isRepeat(['分配方案公示', 'The publication'], { publishedOn: state.publishedOn }, { publishedOn })
  )
    return [];
  if (state.status !== 'planned')
    throw state.status === 'cancelled'
      ? refuse('distribution.cancelled')
      : refuse('distribution.not-planned');
  requirePast(publishedOn, today);
  return [
    {
      type: 'DistributionPublished',
      data: {
        ...about(state),
        publishedOn,
        ...lastDays(pack, { publicUntil: ['distribution.publication', publishedOn] }),
      },
    },
  ];
}

export function objected(
  { data: { objectionNo, objector, reason } }: Given<DistributionCommand, 'ObjectToDistribution'>,
  state: Distribution,
): readonly DistributionEvent[] {
  if (state.status !== 'published') throw refuse('distribution.not-public');
  const known = state.told[normalNo(objectionNo)];
  if (
    known &&
    isRepeat([`异议${objectionNo}`, `Objection ${objectionNo}`], known.objection, { objector, reason })
  )
    return [];
  if ([objectionNo, objector, reason].some(isBlank)) throw refuse('distribution.objection-incomplete');
  return [{ type: 'DistributionObjected', data: { subject: state.subject, objectionNo, objector, reason } }];
}

export function answered(
  { data: { objectionNo, upheld, answer } }: Given<DistributionCommand, 'AnswerObjection'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  if (state.status !== 'published' || !Object.hasOwn(state.objections, normalNo(objectionNo)))
    throw refuse('distribution.objection-unknown', { objectionNo });
  const given = state.told[normalNo(objectionNo)]?.answer;
  if (
    given &&
    isRepeat([`异议${objectionNo}的答复`, `The answer to objection ${objectionNo}`], given, {
      upheld,
      answer,
    })
  )
    return [];
  if (isBlank(answer)) throw refuse('distribution.answer-missing');
  const { subject, round, objections } = state;
  if (upheld)
    return [{ type: 'DistributionReopened', data: { subject, round: round + 1, objectionNo, answer } }];
  const dismissed: DistributionEvent = {
    type: 'DistributionObjectionDismissed',
    data: { subject, objectionNo, answer },
  };
  const rest = Object.entries(objections).some(([no, open]) => open && no !== normalNo(objectionNo));
  const { day } = endOf(state, pack);
  return rest || day === null || today <= day
    ? [dismissed]
    : [dismissed, { type: 'PublicationPassed', data: { subject, round } }];
}

export function passPublication(state: Distribution, pack: PackOn, today: Day): readonly DistributionEvent[] {
  if (state.status !== 'published') return [];
  const publicUntil = known(endOf(state, pack));
  if (today <= publicUntil) throw refuse('distribution.publication-running', { publicUntil });
  // The clock does not overrule an objection: its answer lets the publication pass.
  return isOpen(state) ? [] : [{ type: 'PublicationPassed', data: about(state) }];
}

const isOpen = ({ objections }: Shown) => Object.values(objections).includes(true);

export const endOf = (state: Shown, pack: PackOn) => dayOf(pack, state, 'publicUntil', state.publicUntil);
