import type { Fact } from '#kernel';
import { civilDate } from '#policy';
import { assessLevyAgain } from '../stages/levy/levy.commands.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import type { RulesEvent } from '../rules/rules.events.js';
import { levyOf } from '../shared/terms.js';
import { awaitRate, bringInRates, endRateAwait } from './awaited.commands.js';
import { AWAITED } from './awaited.events.js';
import type { AwaitedEvent } from './awaited.events.js';

export const awaitMissingRate = ({ data: { subject, rules } }: Fact<LevyEvent, 'LevyRateMissing'>) =>
  awaitRate(AWAITED, { subject, rules });

/** What is in force later waits for its day; see {@link AwaitedDeadlines}. */
export const bringInAdoptedRates = ({ data: { ref, content }, meta }: Fact<RulesEvent, 'RulesAdopted'>) =>
  content.data.validFrom <= civilDate(meta.occurredAt)
    ? bringInRates(AWAITED, { rules: ref, districts: content.data.districts.map(({ code }) => code) })
    : [];

export const assessLevyOfAwaitedRate = ({
  data: { subject, rules },
}: Fact<AwaitedEvent, 'AwaitedRateAsked'>) => assessLevyAgain(levyOf(subject.entry), { rules });

export const endAwaitedRate = ({
  data,
}: Fact<LevyEvent, 'LevyAssessed' | 'LevyAssessmentDeferred' | 'LevyCancelled'>) =>
  data.awaited === true ? endRateAwait(AWAITED, { subject: data.subject }) : [];
