import { useQuery } from '@tanstack/react-query';
import { ApiError, ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import type { Page } from '../api/types.js';
import { useLookAgain } from '../live/state.js';
import type { QuotaRow, QuotaYear } from './quotas.js';

/** The most that one answer may hold. */
const PAGE_MAX = 500;
const NOT_THERE = 404;

export const yearPath = (district: string, year: number): string =>
  `/api/v1/quotas/${encodeURIComponent(district)}/${year}`;

export const useQuotaRows = () =>
  useQuery({
    queryKey: ['quotas', 'all'],
    queryFn: async ({ signal }) => {
      const rows: QuotaRow[] = [];
      let after: string | undefined;
      do {
        const path = `/api/v1/quotas?${queryOf({ limit: PAGE_MAX, after })}`;
        const page: Page<QuotaRow> = (await ask<Page<QuotaRow>>(path, { signal })).body;
        rows.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return rows;
    },
    refetchInterval: useLookAgain(),
  });

const NOTHING: QuotaYear = { batches: [], waiting: [], closedBy: null };

/** Batches and who waits; nothing of a year for which no quota has been issued. */
export const useQuotaYear = (district: string, year: number) =>
  useQuery({
    queryKey: ['quotas', district, year],
    queryFn: async ({ signal }) => {
      try {
        return (await ask<QuotaYear>(yearPath(district, year), { signal })).body;
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === NOT_THERE) return NOTHING;
        throw error;
      }
    },
    refetchInterval: useLookAgain(),
    enabled: district !== '' && year > 0,
  });
