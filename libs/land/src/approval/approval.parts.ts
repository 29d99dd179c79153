import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CloseReview,
  ExpireDecision,
  GiveOpinion,
  GrantApproval,
  HoldReview,
  OpenDecision,
  OpenReview,
  PassOpinionDeadline,
  RefuseApproval,
  ReleaseReview,
  ReturnApproval,
} from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';
import { ApprovalSaga } from './approval.saga.js';

const commands = [
  OpenReview,
  GiveOpinion,
  PassOpinionDeadline,
  OpenDecision,
  ExpireDecision,
  GrantApproval,
  ReturnApproval,
  RefuseApproval,
  CloseReview,
  HoldReview,
  ReleaseReview,
];

export const approvalParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => approval(policies) }),
  ApprovalSaga,
  ApprovalDeadlines,
];
