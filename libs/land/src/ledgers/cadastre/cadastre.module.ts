import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './cadastre.commands.js';
import { cadastre } from './cadastre.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks],
      make: (packs: RulePacks) => cadastre(packs),
    }),
  ],
})
export class CadastreModule {}
