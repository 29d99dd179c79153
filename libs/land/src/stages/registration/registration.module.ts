import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './registration.commands.js';
import { RegistrationDeadlines } from './registration.deadlines.js';
import { registration } from './registration.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => registration(packs),
    }),
    RegistrationDeadlines,
  ],
})
export class RegistrationModule {}
