import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Subject } from '../api/types.js';
import { useLookAgain } from '../live/state.js';

/** One thing that somebody is told, as the API answers. */
export type Notice = Readonly<{
  id: string;
  kind: string;
  type: string | null;
  subject: Subject;
  work: string | null;
  task: string | null;
  dueOn: string | null;
  at: string | null;
  over: boolean;
  read: boolean;
}>;
export type Notices = Readonly<{
  due: readonly Notice[];
  items: readonly Notice[];
  next: string | null;
  unread: number;
  upTo: string | null;
}>;

const PATH = '/api/v1/notices';
/** Under which it is kept: read again when the line of changes says so. */
const KEY = 'notices';
const PAGE = 50;

/** The number beside the bell. */
export const useUnread = (enabled: boolean) =>
  useQuery({
    queryKey: [KEY, 'unread'],
    queryFn: async ({ signal }) => (await ask<Notices>(`${PATH}?limit=1`, { signal })).body.unread,
    refetchInterval: useLookAgain(),
    enabled,
  });

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: [KEY, 'list'],
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam === undefined ? '' : `&after=${encodeURIComponent(pageParam)}`;
      return (await ask<Notices>(`${PATH}?limit=${PAGE}${after}`, { signal })).body;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Notices) => next ?? undefined,
  });

type Read = Readonly<{ ids: readonly string[] } | { upTo: string }>;

/** Marks some as read, or all up to a place. Twice is once. */
export function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: Read) =>
      (await ask<Readonly<{ unread: number }>>(`${PATH}/read`, { method: 'PUT', body })).body,
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** Where one sees what it is about. */
export function placeOf({ kind, task, over, subject }: Notice): string {
  if (task !== null && !over) return `/desk/${encodeURIComponent(task)}`;
  const place = `/entries/${encodeURIComponent(subject.entry)}`;
  return kind === 'comment' ? `${place}#comments` : place;
}
