/** What an entry owes as 调节金: by a row of the rules, by the rows that came later, or by an officer. Pure. */
import { Rejected } from '#kernel/messages';
import type { Given } from '#kernel/messages';
import { fen, isBlank, NOTHING } from '#policy';
import type { Cost, Pack, PackOn, RulePacks } from '#policy';
import { assess } from '../../shared/levy-assessment.rules.js';
import type { Case } from '../../shared/levy-assessment.rules.js';
import type { Costs } from '../../shared/levy-question.rules.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import type { LevyCommand } from './levy.commands.js';
import type { LevyEvent, RateConfirmation } from './levy.events.js';
import { refuse } from './levy.refusals.js';
import type { Levy } from './levy.state.js';

/**
 * A row that has expired is for an officer to confirm, a cost for one to state; where there is no row at all,
 * the rules must change first.
 */
export function judged(pack: PackOn, about: Case, today: Day): readonly LevyEvent[] {
  try {
    return assessed(pack, about, today);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const { subject, deal, incomeFen, date } = about;
    const facts = { subject, deal, incomeFen, on: date, reason: error.message };
    if (error.code === 'levy.cost-missing')
      return [
        {
          type: 'LevyAssessmentDeferred',
          data: { ...facts, missing: error.details.missing as readonly Cost[] },
        },
      ];
    if (error.code !== 'levy.no-valid-rate') throw error;
    return [
      error.details.expiredOn === undefined
        ? { type: 'LevyRateMissing', data: { ...facts, rules: pack.ref } }
        : { type: 'LevyAssessmentDeferred', data: facts },
    ];
  }
}

/** Judged by its own day: that the rules came later changes neither the rate nor whether there is one. */
export function assessAgain(
  { data: { rules } }: Given<LevyCommand, 'AssessLevyAgain'>,
  state: Levy,
  packs: RulePacks,
  today: Day,
): readonly LevyEvent[] {
  if (state.status !== 'rate-missing') return [];
  const { subject, deal, incomeFen, on } = state;
  const again = { awaited: true, rules } as const;
  return judged(
    installed(packs, rules).on(on, subject.district),
    { subject, deal, incomeFen, date: on },
    today,
  ).map((event) =>
    event.type === 'LevyAssessed' || event.type === 'LevyAssessmentDeferred'
      ? ({ ...event, data: { ...event.data, ...again } } as LevyEvent)
      : event,
  );
}

/**
 * Every process installs adopted rules as it reads the log; until then this is a fault to try again, no
 * answer of the law.
 */
function installed(packs: RulePacks, ref: string): Pack {
  if (!packs.refs.includes(ref)) throw new Error(`The rules ${ref} are not installed in this process yet.`);
  return packs.of(ref);
}

/** A levy of nothing is settled at once. */
function assessed(
  pack: PackOn,
  about: Case,
  today: Day,
  confirmation?: RateConfirmation,
): readonly LevyEvent[] {
  const { subject, deal } = about;
  const { amountFen, explanation, periods } = assess(pack, {
    ...about,
    ...(confirmation ? { confirmation } : {}),
  });
  const split = deal.split ? { split: deal.split } : {};
  const fact: LevyEvent = {
    type: 'LevyAssessed',
    data: {
      subject,
      amountFen,
      explanation,
      ...(confirmation ? { confirmation } : {}),
      ...(periods ? { periods } : {}),
      ...split,
    },
  };
  return fen(amountFen) > NOTHING
    ? [fact]
    : [
        fact,
        { type: 'LevySettled', data: { subject, amountFen, lateFeeFen: '0', settledOn: today, ...split } },
      ];
}

/** The case is judged by the day on which it came, whenever the officer gets to it. */
export function confirm(
  { data: { documentNo, ...given }, meta }: Given<LevyCommand, 'ConfirmLevyRate'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  if (state.status !== 'deferred') throw refuse('levy.rate-not-awaited');
  if (isBlank(documentNo)) throw refuse('levy.rate-document-missing');
  const { subject, incomeFen, on, missing = [] } = state;
  const costs: Costs = Object.fromEntries(Object.entries(given).filter(([, amount]) => amount !== undefined));
  if (Object.keys(costs).some((cost) => !missing.includes(cost as Cost)))
    throw refuse('levy.cost-not-awaited');
  const deal = missing.length === 0 ? state.deal : withCosts(state.deal, costs);
  return assessed(pack, { subject, deal, incomeFen, date: on }, today, {
    confirmedBy: meta.actor.person,
    documentNo,
  });
}

/** A gain needs both costs: where one cannot be established, neither counts. */
function withCosts({ acquisitionFen, developmentFen, ...deal }: DealTerms, stated: Costs): DealTerms {
  const costs = { acquisitionFen, developmentFen, ...stated };
  return {
    ...deal,
    costs: 'stated',
    ...(costs.acquisitionFen === undefined || costs.developmentFen === undefined ? {} : costs),
  };
}
