import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import { TenureSaga } from './tenure.saga.js';

export const tenureParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => tenure(policies),
  }),
  TenureSaga,
  TenureDeadlines,
];
