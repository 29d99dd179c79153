import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../api/client.js';
import { useMay } from '../entry/queries.js';
import { viewsIn } from './filters.js';
import type { View } from './filters.js';

/** Kept beside the drafts of the same person: nobody else sees them, and they are there on every device. */
const DRAFTS = '/api/v1/drafts';
/** Each page that has views keeps its own. */
export type ViewsOf = 'desk-views' | 'entry-views' | 'rent-views';
const pathOf = (id: ViewsOf) => `${DRAFTS}/${id}`;
const NEW = '"0"';
/** What is kept so is dropped when nobody has kept it anew for 90 days: long before, it is kept again. */
const KEEP_AGAIN_MS = 30 * 86_400_000;

type Kept = Readonly<{ views: readonly View[]; etag: string; savedAt?: string }>;
type Draft = Readonly<{ content: unknown; savedAt: string }>;

async function read(of: ViewsOf, signal: AbortSignal): Promise<Kept> {
  // Asked for only where there are some: a browser logs every 404 as an error of the page.
  const { body: kept } = await ask<Readonly<{ items: readonly Readonly<{ id: string }>[] }>>(DRAFTS, {
    signal,
  });
  if (!kept.items.some(({ id }) => id === of)) return { views: [], etag: NEW };
  const { body, etag = NEW } = await ask<Draft>(pathOf(of), { signal });
  return { views: viewsIn(body.content), etag, savedAt: body.savedAt };
}

/** Somebody's saved views of a page, and how they are changed; newer ones of another tab are kept. */
export function useViews(of: ViewsOf, title: string) {
  const queries = useQueryClient();
  const enabled = useMay('draft.own');
  const kept = useQuery({ queryKey: [of], queryFn: ({ signal }) => read(of, signal), enabled });
  const keep = useMutation({
    mutationFn: (change: (views: readonly View[]) => readonly View[]) =>
      ask(pathOf(of), {
        method: 'PUT',
        body: { title, content: { views: change(kept.data?.views ?? []) } },
        etag: kept.data?.etag ?? NEW,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [of] }),
  });
  const { mutate, isIdle } = keep;
  const savedAt = kept.data?.savedAt;
  useEffect(() => {
    if (isIdle && savedAt !== undefined && Date.now() - Date.parse(savedAt) > KEEP_AGAIN_MS)
      mutate((views) => views);
  }, [isIdle, savedAt, mutate]);
  return { isOffered: enabled && kept.isSuccess, views: kept.data?.views ?? [], keep };
}
