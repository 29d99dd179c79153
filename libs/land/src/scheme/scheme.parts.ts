import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  ApproveScheme,
  LapseScheme,
  RejectScheme,
  ReturnScheme,
  ReviseScheme,
  SubmitScheme,
  WithdrawScheme,
} from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import { SchemeSaga } from './scheme.saga.js';

const commands = [
  SubmitScheme,
  ReviseScheme,
  WithdrawScheme,
  ReturnScheme,
  ApproveScheme,
  RejectScheme,
  LapseScheme,
];

export const schemeParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => scheme(policies) }),
  SchemeSaga,
];
