import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import { SchemeSaga } from './scheme.saga.js';

export const schemeParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => scheme(policies) }),
  SchemeSaga,
];
