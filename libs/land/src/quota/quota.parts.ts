import { commandHandlers } from '#kernel';
import { AdjustQuota, IssueQuota, OccupyQuota, ReleaseQuota, ReserveQuota, WriteOffQuota } from './quota.commands.js';
import { quota } from './quota.decider.js';
import { QuotaSaga } from './quota.saga.js';

export const quotaParts = [...commandHandlers([IssueQuota, AdjustQuota, ReserveQuota, OccupyQuota, WriteOffQuota, ReleaseQuota], quota), QuotaSaga];
