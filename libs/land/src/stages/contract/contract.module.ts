import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';

@Module({
  providers: [
    ...commandHandlers(commands, { inject: [RulePacks], make: (packs: RulePacks) => contract(packs) }),
    ContractDeadlines,
  ],
})
export class ContractModule {}
