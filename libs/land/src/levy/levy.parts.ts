import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  AssessLevy,
  AssessLevyAgain,
  CancelLevy,
  ConfirmLevyRate,
  IssueLevyNotice,
  PassLevyDeadline,
  RecordLevyPayment,
} from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';
import { LevySaga } from './levy.saga.js';

export const levyParts = [
  ...commandHandlers(
    [
      AssessLevy,
      AssessLevyAgain,
      ConfirmLevyRate,
      IssueLevyNotice,
      RecordLevyPayment,
      PassLevyDeadline,
      CancelLevy,
    ],
    { inject: [Policies], make: (policies: Policies) => levyDecider(policies) },
  ),
  LevySaga,
  LevyDeadlines,
];
