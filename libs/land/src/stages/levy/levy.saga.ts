import type { Fact } from '#kernel';
import { noteLevy } from '../distribution/index.js';
import { meetGate } from '../registration/index.js';
import { distributionOf, registrationOf } from '../../shared/terms.js';
import type { LevyEvent } from './levy.events.js';

/**
 * A lease that pays by the year is noted with what each year owes, and each rent is shared out after its
 * own part. The late fee is no part of it: the plan deducts the levy, and what lateness cost is for the
 * collective to answer for.
 */
export const noteSettledLevy = ({ type, data }: Fact<LevyEvent, 'LevySettled' | 'LevyFirstPeriodPaid'>) => {
  const { subject, amountFen, split } = data;
  const periods = type === 'LevyFirstPeriodPaid' && data.periods ? { periods: data.periods } : {};
  return noteLevy(distributionOf(subject.entry), {
    subject,
    levyFen: amountFen,
    ...(split ? { split } : {}),
    ...periods,
  });
};

export const meetLevyGate = ({ data: { subject } }: Fact<LevyEvent, 'LevySettled' | 'LevyFirstPeriodPaid'>) =>
  meetGate(registrationOf(subject.entry), { subject, gate: 'levy' });
