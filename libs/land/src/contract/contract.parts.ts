import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import { ContractSaga } from './contract.saga.js';

export const contractParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => contract(policies) }),
  ContractSaga,
  ContractDeadlines,
];
