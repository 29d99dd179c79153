import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => distributionDecider(packs),
    }),
    DistributionDeadlines,
  ],
})
export class DistributionModule {}
