import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  AdjustQuota,
  CarryOverQuota,
  CloseQuotaYear,
  ExpireReservation,
  IssueQuota,
  OccupyQuota,
  OpenQuotaBatch,
  ReleaseQuota,
  ReserveQuota,
  WriteOffQuota,
} from './quota.commands.js';
import { QuotaDeadlines } from './quota.deadlines.js';
import { quota } from './quota.decider.js';
import { QuotaSaga } from './quota.saga.js';

export const quotaParts = [
  ...commandHandlers(
    [
      IssueQuota,
      AdjustQuota,
      OpenQuotaBatch,
      ReserveQuota,
      ExpireReservation,
      OccupyQuota,
      WriteOffQuota,
      ReleaseQuota,
      CloseQuotaYear,
      CarryOverQuota,
    ],
    {
      inject: [Policies],
      make: (policies: Policies) => quota(policies),
    },
  ),
  QuotaSaga,
  QuotaDeadlines,
];
