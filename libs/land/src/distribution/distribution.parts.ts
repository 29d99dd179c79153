import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { CancelDistribution, DistributeIncome, NoteLevy, NoteReceipts, PassPublication, PlanDistribution, PublishDistribution } from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import { DistributionSaga } from './distribution.saga.js';

export const distributionParts = [
  ...commandHandlers([NoteReceipts, NoteLevy, PlanDistribution, PublishDistribution, PassPublication, DistributeIncome, CancelDistribution], {
    inject: [Policies],
    make: (policies: Policies) => distributionDecider(policies),
  }),
  DistributionSaga,
  DistributionDeadlines,
];
