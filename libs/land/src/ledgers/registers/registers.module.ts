import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './registers.commands.js';
import { registers } from './registers.decider.js';
import { RegistersKept } from './registers-kept.js';

@Module({
  providers: [...commandHandlers(commands, { inject: [RulePacks], make: registers }), RegistersKept],
  exports: [RegistersKept],
})
export class RegistersModule {}
