import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import { TenureSaga } from './tenure.saga.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (policies: RulePacks) => tenure(policies),
    }),
    TenureSaga,
    TenureDeadlines,
  ],
})
export class TenureModule {}
