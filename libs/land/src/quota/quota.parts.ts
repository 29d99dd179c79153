import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './quota.commands.js';
import { QuotaDeadlines } from './quota.deadlines.js';
import { quota } from './quota.decider.js';
import { QuotaSaga } from './quota.saga.js';

export const quotaParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => quota(policies),
  }),
  QuotaSaga,
  QuotaDeadlines,
];
