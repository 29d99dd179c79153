import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { useSession } from '../api/queries.js';
import { useLookAgain } from '../live/state.js';
import type { Boundary } from '../map/boundary-card.js';
import type { DeadlineRow, Fact, Page, Quota, Task } from '../api/types.js';

/** The most that one answer may hold. */
const PAGE_MAX = 500;

export type Refusal = Readonly<{
  id: string;
  type: string;
  actor: Readonly<{ person: string; role: string; office: string }>;
  code: string;
  reason: string;
  at: string;
}>;
export type Parked = Readonly<{
  id: string;
  command: string;
  code: string;
  reason: string;
  parkedAt: string;
}>;
/** As much of a scheme as a map needs. */
export type SchemeOnMap = Readonly<{ boundary?: Boundary }>;
export type Tenure = Readonly<{
  status: 'none' | 'held' | 'ended';
  holder?: Readonly<{ name: string; uscc: string }>;
  certificateNo?: string;
  use?: Readonly<{ name: string }>;
  beganOn?: string;
  endsOn?: string;
  startedOn?: string | null;
  completedOn?: string | null;
  schedule?: Readonly<Record<string, string>>;
  [more: string]: unknown;
}>;

/** Whether one has a right at all; where not, its part is neither shown nor asked for. */
export const useMay = (right: string): boolean => useSession().data?.may[right] !== undefined;

const of = (id: string, what: string): string => `/api/v1/entries/${encodeURIComponent(id)}/${what}`;

function useOf<T>(id: string, what: string, right: string) {
  const enabled = useMay(right);
  return useQuery({
    queryKey: ['entry', id, what],
    queryFn: async ({ signal }) => (await ask<T>(of(id, what), { signal })).body,
    refetchInterval: useLookAgain(),
    enabled,
  });
}

export const useDeadlines = (id: string) =>
  useOf<Readonly<{ items: readonly DeadlineRow[] }>>(id, 'deadlines', 'deadline.read');
export const useRefusals = (id: string) =>
  useOf<Readonly<{ items: readonly Refusal[] }>>(id, 'refusals', 'refusal.read');
export const useParked = (id: string) =>
  useOf<Readonly<{ items: readonly Parked[] }>>(id, 'parked', 'entry.parked');
/** A paper that an office sent out. */
export type OfficialPaper = Readonly<{
  id: string;
  title: string;
  documentNo: string;
  on: string;
  href: string;
}>;
export const useOfficialPapers = (id: string) =>
  useOf<Readonly<{ items: readonly OfficialPaper[] }>>(id, 'official-papers', 'entry.read');
export const useTenure = (id: string) => useOf<Tenure>(id, 'tenure', 'tenure.read');
export const useSchemeOnMap = (id: string) => useOf<SchemeOnMap>(id, 'scheme', 'entry.read');

/** All pages of a list, one after another. */
async function all<T>(
  path: (after: string | undefined) => string,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page: Page<T> = (await ask<Page<T>>(path(after), { signal })).body;
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

const cursor = (after: string | undefined): string =>
  `limit=${PAGE_MAX}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`;

/** Everything that happened, in the order in which it was written. */
export const useTimeline = (id: string) =>
  useQuery({
    queryKey: ['entry', id, 'timeline'],
    queryFn: ({ signal }) => all<Fact>((after) => `${of(id, 'timeline')}?${cursor(after)}`, signal),
    refetchInterval: useLookAgain(),
  });

/** The open tasks of a case, of all offices that one may see. */
export function useTasksOf(id: string) {
  const enabled = useMay('task.read');
  return useQuery({
    queryKey: ['entry', id, 'tasks'],
    queryFn: ({ signal }) =>
      all<Task>((after) => `/api/v1/tasks?entry=${encodeURIComponent(id)}&all=yes&${cursor(after)}`, signal),
    refetchInterval: useLookAgain(),
    enabled,
  });
}

/** The land of a district in a year, as the plan gives it. */
export function useQuotas(district: string, year: number) {
  const enabled = useMay('quota.read');
  return useQuery({
    queryKey: ['quotas'],
    queryFn: ({ signal }) =>
      all<Quota & Readonly<{ planYear: number; waiting: number }>>(
        (after) => `/api/v1/quotas?${cursor(after)}`,
        signal,
      ),
    select: (quotas) => quotas.filter((each) => each.district === district && each.planYear === year),
    enabled,
  });
}
