import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './task.commands.js';
import { TaskDeadlines } from './task.deadlines.js';
import { task } from './task.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, { inject: [RulePacks], make: (packs: RulePacks) => task(packs) }),
    TaskDeadlines,
  ],
})
export class TaskModule {}
