import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import type { Quota } from '../api/types.js';

export type WorkCount = Readonly<{
  part: string;
  kind: string;
  office: string;
  opened: number;
  done: number;
  cancelled: number;
  open: number;
  late: number;
  escalated: number;
  timed: number;
  daysUsed: number;
  daysAllowed: number;
}>;
export type StageCount = Readonly<{ stage: string; reached: number; here: number; days: number }>;
export type QuotaCount = Omit<Quota, 'district' | 'year'> & Readonly<{ planYear: number; waiting: number }>;
export type Counted = Readonly<{
  entries: Readonly<{
    submitted: number;
    running: number;
    completed: number;
    rejected: number;
    withdrawn: number;
    lapsed: number;
    submittedM2: string;
    approved: number;
    approvedM2: string;
    dealt: number;
    dealtFen: string;
  }>;
  stages: readonly StageCount[];
  work: readonly WorkCount[];
  quotas: readonly QuotaCount[];
  levy: Readonly<{
    assessedFen: string;
    lateFeeFen: string;
    paidFen: string;
    refundedFen: string;
    unpaidFen: string;
    overdueFen: string;
    overdue: number;
  }>;
  distribution: Readonly<{ entries: number; sharedFen: string; membersFen: string }>;
  bottomLines: Readonly<{
    blockedChecks: number;
    approvedOverBlock: number;
    approvedNewLandM2: string;
    lockRefusals: number;
    objections: number;
    objectionsUpheld: number;
  }>;
}>;
export type Statistics = Readonly<{
  asOf: string;
  districts: readonly (Readonly<{ district: string; name: string }> & Counted)[];
  total: Counted;
}>;

type Wanted = Readonly<{ asOf?: string; district?: string }>;

export const useStatistics = (wanted: Wanted) =>
  useQuery({
    queryKey: ['statistics', wanted],
    queryFn: async ({ signal }) =>
      (await ask<Statistics>(`/api/v1/statistics?${queryOf(wanted)}`, { signal })).body,
  });

/** Where the report of a month or a year is had from. */
export const reportPath = (period: string, district: string | undefined): string =>
  `/api/v1/statistics/report?${queryOf({ period, district })}`;
