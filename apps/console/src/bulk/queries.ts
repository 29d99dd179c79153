import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { OutcomeForm, Page, WorkForm } from '../api/types.js';
import type { Bulk, BulkOutcome } from './types.js';

const PATH = '/api/v1/tasks/bulk';
export const BULK_PATH = PATH;
const AGAIN_MS = 1_000;
const OUTCOMES_PAGE = 500;

/** The outcomes that many tasks may be given at once, by kind; they change with the program only. */
export const useBulkOutcomes = (enabled: boolean) =>
  useQuery({
    queryKey: ['bulk-outcomes-of-work'],
    queryFn: async ({ signal }) => {
      const { body } = await ask<{ items: readonly WorkForm[] }>('/api/v1/work', { signal });
      return new Map(body.items.map(({ kind, outcomes }) => [kind, outcomes.filter(isForMany).map(alike)]));
    },
    staleTime: Infinity,
    enabled,
  });

const isForMany = ({ inBulk }: OutcomeForm): boolean => inBulk === true;
/** What a case alone is asked for is left out. */
const alike = (outcome: OutcomeForm): OutcomeForm => ({
  ...outcome,
  fields: outcome.fields.filter(({ required }) => required),
});

export const useBulk = (id: string) =>
  useQuery({
    queryKey: ['bulk', id],
    queryFn: async ({ signal }) => (await ask<Bulk>(`${PATH}/${encodeURIComponent(id)}`, { signal })).body,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : AGAIN_MS),
  });

/** What came of each, once it is over. */
export const useOutcomes = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['bulk', id, 'outcomes'],
    queryFn: async ({ signal }) => {
      const found: BulkOutcome[] = [];
      for (let after = ''; ;) {
        const path = `${PATH}/${encodeURIComponent(id)}/outcomes?limit=${OUTCOMES_PAGE}${after}`;
        const { items, next } = (await ask<Page<BulkOutcome>>(path, { signal })).body;
        found.push(...items);
        if (next === null) return found;
        after = `&after=${encodeURIComponent(next)}`;
      }
    },
    staleTime: Infinity,
    enabled,
  });
