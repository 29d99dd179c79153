import type { Provider } from '@nestjs/common';
import { PolicyInForce, commandHandlers } from '#kernel';
import * as commands from './rules.commands.js';
import { rules } from './rules.decider.js';
import { RulesInForce } from './rules-in-force.js';
import { RulesKeeper } from './rules-keeper.js';

export const rulesParts: Provider[] = [
  ...commandHandlers(commands, rules),
  RulesKeeper,
  { provide: PolicyInForce, useClass: RulesInForce },
];
