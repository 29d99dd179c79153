import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import { DistributionSaga } from './distribution.saga.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (policies: RulePacks) => distributionDecider(policies),
    }),
    DistributionSaga,
    DistributionDeadlines,
  ],
})
export class DistributionModule {}
