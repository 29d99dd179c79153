import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import { SchemeSaga } from './scheme.saga.js';

@Module({
  providers: [
    ...commandHandlers(commands, { inject: [RulePacks], make: (policies: RulePacks) => scheme(policies) }),
    SchemeSaga,
  ],
})
export class SchemeModule {}
