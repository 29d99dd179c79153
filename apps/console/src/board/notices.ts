import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import type { Page } from '../api/types.js';
import type { Boundary } from '../map/boundary-card.js';

/** How long until the day that a notice runs towards. */
export type TimeLeft = Readonly<{
  what: string;
  until: string;
  naturalDays: number;
  workingDays?: number;
  rule?: string;
  source?: string;
  confirmed?: boolean;
}>;
type Names = Readonly<Record<'kind' | 'state' | 'district' | 'township' | 'form' | 'method', string>>;
type Party = Readonly<{ name: string; uscc: string }>;
type Condition = Readonly<{ kind: string; issuer: string; documentNo: string; on: string; text: string }>;

/** A line of the notice board. */
export type NoticeCard = Readonly<{
  id: string;
  kind: string;
  state: string;
  entry: string;
  parcel: string;
  township: string;
  village: string;
  location: string;
  owner: Party;
  approvalNo?: string;
  use: Readonly<{ code: string; name: string }>;
  areaM2: string;
  termYears: number;
  publishedOn: string;
  announcementNo?: string;
  url?: string;
  opensOn?: string;
  closesOn?: string;
  startFen?: string;
  depositFen?: string;
  incrementFen?: string;
  publicUntil?: string | null;
  winner?: Party;
  priceFen?: string;
  unitNo?: string;
  names: Names;
  left?: TimeLeft;
  /** Whether anybody may object to it here today. */
  mayObject: boolean;
  /** How many objected, and how many of them wait for an answer. */
  objections?: Readonly<{ received: number; open: number }>;
}>;
export type Notice = NoticeCard &
  Readonly<{
    boundary: Boundary;
    conditions: readonly Condition[];
    lines?: readonly Readonly<{ item: string; amountFen: string }>[];
    evidence: readonly Readonly<{ fact: string; index: number; leafHash: string; proof: string }>[];
  }>;

/** Of one answer; more come when somebody asks for them. */
const PAGE_CARDS = 20;
const PATH = '/public/v1/notices';

export const useNotices = (filters: Readonly<Record<string, string>>) =>
  useInfiniteQuery({
    queryKey: ['board', filters],
    queryFn: async ({ pageParam, signal }) => {
      const query = queryOf({ ...filters, limit: PAGE_CARDS, after: pageParam });
      return (await ask<Page<NoticeCard>>(`${PATH}?${query}`, { signal })).body;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const useNotice = (id: string) =>
  useQuery({
    queryKey: ['board', 'notice', id],
    queryFn: async ({ signal }) => (await ask<Notice>(`${PATH}/${encodeURIComponent(id)}`, { signal })).body,
  });
