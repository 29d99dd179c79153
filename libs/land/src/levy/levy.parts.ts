import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';
import { LevySaga } from './levy.saga.js';

export const levyParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => levyDecider(policies) }),
  LevySaga,
  LevyDeadlines,
];
