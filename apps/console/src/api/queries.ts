import { useQuery } from '@tanstack/react-query';
import { useLookAgain } from '../live/state.js';
import { ask } from './client.js';
import type {
  Colleague,
  Demonstration,
  Entry,
  Page,
  Part,
  Session,
  Task,
  TaskWithForm,
  Terms,
} from './types.js';

const NEVER = Infinity;

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await ask<T>(path, { signal })).body;

export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => get<Session>('/api/v1/session', signal),
    staleTime: NEVER,
    retry: false,
  });

export const useDemonstration = () =>
  useQuery({
    queryKey: ['demonstration'],
    queryFn: ({ signal }) => get<Demonstration>('/demonstration', signal),
    staleTime: NEVER,
  });

/** Codes and their names; they change with the rules only. */
export const useTerms = () =>
  useQuery({
    queryKey: ['terms'],
    queryFn: ({ signal }) => get<Terms>('/api/v1/terms', signal),
    staleTime: NEVER,
  });

export const useProcedure = () =>
  useQuery({
    queryKey: ['procedure'],
    queryFn: async ({ signal }) => (await get<{ items: Part[] }>('/api/v1/procedure', signal)).items,
    staleTime: NEVER,
  });

/** The filters of a list as the address has them; empty ones are not asked for. */
export const queryOf = (filters: Readonly<Record<string, string | number | undefined>>): string => {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
};

export const useTasks = (filters: Readonly<Record<string, string | number | undefined>>) =>
  useQuery({
    queryKey: ['tasks', filters],
    queryFn: ({ signal }) => get<Page<Task>>(`/api/v1/tasks?${queryOf(filters)}`, signal),
    refetchInterval: useLookAgain(),
  });

/** A task with its form, and the entity tag that a decision must name. */
export const useTask = (id: string) =>
  useQuery({
    queryKey: ['task', id],
    queryFn: ({ signal }) => ask<TaskWithForm>(`/api/v1/tasks/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: useLookAgain(),
  });

/** To whom a task may be handed over; asked for when somebody wants to. */
export const useColleagues = (task: string, enabled: boolean) =>
  useQuery({
    queryKey: ['task', task, 'colleagues'],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/tasks/${encodeURIComponent(task)}/colleagues`;
      return (await get<Readonly<{ items: readonly Colleague[] }>>(path, signal)).items;
    },
    enabled,
  });

export const useEntry = (id: string) =>
  useQuery({
    queryKey: ['entry', id],
    queryFn: ({ signal }) => get<Entry>(`/api/v1/entries/${encodeURIComponent(id)}`, signal),
    refetchInterval: useLookAgain(),
  });
