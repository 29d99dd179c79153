import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';
import { ApprovalSaga } from './approval.saga.js';

export const approvalParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => approval(policies) }),
  ApprovalSaga,
  ApprovalDeadlines,
];
