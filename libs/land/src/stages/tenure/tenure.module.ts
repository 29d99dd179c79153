import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (policies: RulePacks) => tenure(policies),
    }),
    TenureDeadlines,
  ],
})
export class TenureModule {}
