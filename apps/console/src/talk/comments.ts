import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { useMay } from '../entry/queries.js';
import { useLookAgain } from '../live/state.js';

/** What somebody said about a case; `text` is null once it is withdrawn. */
export type Comment = Readonly<{
  comment: number;
  task: string | null;
  audience: 'everybody' | 'office';
  byName: string;
  office: string;
  text: string | null;
  writtenAt: string;
  withdrawnAt: string | null;
  own: boolean;
}>;

/** As many characters as the server takes. */
export const COMMENT_MAX = 2_000;

export const commentsPath = (entry: string): string =>
  `/api/v1/entries/${encodeURIComponent(entry)}/comments`;
/** Below the key of the case: what changes it makes these old as well. */
export const commentsKey = (entry: string) => ['entry', entry, 'comments'];

/** Those of a case that one may read, in the order in which they were written. */
export function useComments(entry: string) {
  const enabled = useMay('comment.read');
  return useQuery({
    queryKey: commentsKey(entry),
    queryFn: async ({ signal }) =>
      (await ask<Readonly<{ items: readonly Comment[] }>>(commentsPath(entry), { signal })).body.items,
    refetchInterval: useLookAgain(),
    enabled,
  });
}

/** On the page of a task what was said about that task; on that of a case everything. */
export const commentsShown = (all: readonly Comment[], task: string | undefined): readonly Comment[] =>
  task === undefined ? all : all.filter((one) => one.task === task);
