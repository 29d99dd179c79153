import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './quota.commands.js';
import { QuotaDeadlines } from './quota.deadlines.js';
import { quota } from './quota.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => quota(packs),
    }),
    QuotaDeadlines,
  ],
})
export class QuotaModule {}
