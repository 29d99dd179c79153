import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  AnswerObjection,
  CancelDistribution,
  DistributeIncome,
  NoteLevy,
  NoteReceipts,
  ObjectToDistribution,
  PassPublication,
  PlanDistribution,
  PublishDistribution,
} from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import { DistributionSaga } from './distribution.saga.js';

export const distributionParts = [
  ...commandHandlers(
    [
      NoteReceipts,
      NoteLevy,
      PlanDistribution,
      PublishDistribution,
      ObjectToDistribution,
      AnswerObjection,
      PassPublication,
      DistributeIncome,
      CancelDistribution,
    ],
    {
      inject: [Policies],
      make: (policies: Policies) => distributionDecider(policies),
    },
  ),
  DistributionSaga,
  DistributionDeadlines,
];
