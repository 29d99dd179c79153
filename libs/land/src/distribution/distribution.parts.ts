import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import { DistributionSaga } from './distribution.saga.js';

export const distributionParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => distributionDecider(policies),
  }),
  DistributionSaga,
  DistributionDeadlines,
];
