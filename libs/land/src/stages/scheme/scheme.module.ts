import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, { inject: [RulePacks], make: (packs: RulePacks) => scheme(packs) }),
  ],
})
export class SchemeModule {}
