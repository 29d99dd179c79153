import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, { inject: [RulePacks], make: (packs: RulePacks) => approval(packs) }),
    ApprovalDeadlines,
  ],
})
export class ApprovalModule {}
