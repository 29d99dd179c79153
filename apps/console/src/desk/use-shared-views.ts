import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, newKey } from '../api/client.js';
import { useMay } from '../entry/queries.js';
import type { View } from './filters.js';
import type { ViewsOf } from './use-views.js';

const SHARED = '/api/v1/shared-views';

/** A view of the office: filters alone, by which each reader finds what that reader may see. */
export type SharedView = View & Readonly<{ id: string; page: ViewsOf; by: string; own: boolean }>;

type Change =
  | Readonly<{ share: View; id?: string }>
  /** Taken back. */
  | Readonly<{ drop: string }>;

/** What one's office shares of a page, and how one's own is shared, changed and taken back. */
export function useSharedViews(of: ViewsOf) {
  const queries = useQueryClient();
  const enabled = useMay('view.share');
  const shared = useQuery({
    queryKey: ['shared-views'],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly SharedView[] }>(SHARED, { signal })).body.items,
    enabled,
  });
  const change = useMutation({
    mutationFn: (asked: Change) =>
      'drop' in asked
        ? ask(`${SHARED}/${asked.drop}`, { method: 'DELETE' })
        : ask(`${SHARED}/${asked.id ?? newKey()}`, {
            method: 'PUT',
            body: { page: of, ...asked.share },
          }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['shared-views'] }),
  });
  return { mayShare: enabled, shared: (shared.data ?? []).filter(({ page }) => page === of), change };
}
