import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './clocks.commands.js';
import { ClockDeadlines } from './clocks.deadlines.js';
import { openDays } from './clocks.decider.js';
import { NoticeKeeper } from './notice-keeper.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => openDays(packs),
    }),
    ClockDeadlines,
    NoticeKeeper,
  ],
})
export class ClocksModule {}
