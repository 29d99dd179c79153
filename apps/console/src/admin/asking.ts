import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, ask, newKey } from '../api/client.js';
import { all } from '../entry/queries.js';

/** The most that one answer may hold. */
const PAGE_MAX = 500;

/** What the administrator looks at is told by nobody: it is asked for again this often. */
export const LOOK_AGAIN_MS = 10_000;

const KEY = 'admin';

/** Everything of a list that comes in pages, looked at again only after a change of one's own. */
export const useAll = <T>(path: string, enabled = true) =>
  useQuery({
    queryKey: [KEY, path],
    enabled,
    queryFn: ({ signal }) =>
      all<T>((after) => {
        const query = new URLSearchParams({ limit: String(PAGE_MAX), ...(after ? { after } : {}) });
        return `${path}?${query.toString()}`;
      }, signal),
  });

/** The one answer of a path; `again` where it changes by itself. */
export const useOne = <T>(path: string, enabled = true, again = false) =>
  useQuery({
    queryKey: [KEY, path],
    enabled,
    refetchInterval: again ? LOOK_AGAIN_MS : false,
    queryFn: async ({ signal }) => (await ask<T>(path, { signal })).body,
  });

/** The same of a text. @throws ApiError */
export const useText = (path: string) =>
  useQuery({
    queryKey: [KEY, path],
    queryFn: async ({ signal }) => {
      const response = await fetch(path, { signal });
      const { status, statusText: title } = response;
      if (!response.ok) throw new ApiError({ type: 'about:blank', title, status, code: 'no-answer' });
      return response.text();
    },
  });

type Act = Readonly<{ method: 'POST' | 'PUT' | 'DELETE'; path: string; body?: object }>;

/** Does something, and looks at everything here again; each call is one wish. */
export function useAct<T = void>(onDone: (answer: T) => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, ...act }: Act) => (await ask<T>(path, { ...act, key: newKey() })).body,
    onSuccess: async (answer) => {
      onDone(answer);
      await queries.invalidateQueries({ queryKey: [KEY] });
    },
  });
}

/** As people read it, in the time of Jinan. */
export const when = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
