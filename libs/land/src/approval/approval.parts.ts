import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { CloseReview, GiveOpinion, ExpireDecision, GrantApproval, OpenDecision, OpenReview, PassOpinionDeadline, RefuseApproval, ReturnApproval } from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';
import { ApprovalSaga } from './approval.saga.js';

const commands = [OpenReview, GiveOpinion, PassOpinionDeadline, OpenDecision, ExpireDecision, GrantApproval, ReturnApproval, RefuseApproval, CloseReview];

export const approvalParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => approval(policies) }),
  ApprovalSaga,
  ApprovalDeadlines,
];
