import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => levyDecider(packs),
    }),
    LevyDeadlines,
  ],
})
export class LevyModule {}
