import type { Fact } from '#kernel';
import { noteDistribution } from '../registration/index.js';
import { registrationOf } from '../../shared/terms.js';
import type { DistributionEvent } from './distribution.events.js';

export const noteDistributedIncome = ({ data: { subject } }: Fact<DistributionEvent, 'IncomeDistributed'>) =>
  noteDistribution(registrationOf(subject.entry), { subject });
