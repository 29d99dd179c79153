import { Module } from '@nestjs/common';
import { PackInForce, commandHandlers } from '#kernel';
import * as commands from './rules.commands.js';
import { rules } from './rules.decider.js';
import { RulesInForce } from './rules-in-force.js';
import { RulesKeeper } from './rules-keeper.js';

@Module({
  providers: [
    ...commandHandlers(commands, rules),
    RulesKeeper,
    { provide: PackInForce, useClass: RulesInForce },
  ],
  exports: [PackInForce],
})
export class RulesModule {}
