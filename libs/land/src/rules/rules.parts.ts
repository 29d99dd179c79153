import type { Provider } from '@nestjs/common';
import { PolicyInForce, commandHandlers } from '#kernel';
import { AdoptRules } from './rules.commands.js';
import { rules } from './rules.decider.js';
import { RulesInForce } from './rules-in-force.js';
import { RulesKeeper } from './rules-keeper.js';

export const rulesParts: Provider[] = [
  ...commandHandlers([AdoptRules], rules),
  RulesKeeper,
  { provide: PolicyInForce, useClass: RulesInForce },
];
