import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError, ask, newKey } from '../api/client.js';
import { useMay } from '../entry/queries.js';
import { useLookAgain } from '../live/state.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';

/** An answer that was asked for; `returned` is why it was not accepted. */
export type Round = Readonly<{
  work: string;
  answer: string | null;
  answeredByName: string | null;
  answeredAt: string | null;
  returned: string | null;
}>;

/** What a supervisor asks of an office about a case. */
export type Order = Readonly<{
  no: number;
  number: string;
  bureau: Bureau;
  state: 'asked' | 'answered' | 'accepted' | 'withdrawn';
  text: string;
  about: string | null;
  orderedByName: string;
  orderedAt: string;
  dueOn: string | null;
  overdue: boolean;
  rounds: readonly Round[];
  withdrawn: string | null;
}>;

/** Offices that may be asked. */
export const BUREAUS = [
  'township',
  'natural-resources',
  'development-reform',
  'ecology',
  'agriculture',
  'finance',
  'registry',
  'government',
] as const;
export type Bureau = (typeof BUREAUS)[number];

/** As many characters as the server takes. */
export const ORDER_MAX = 2_000;

const pathOf = (entry: string): string => `/api/v1/entries/${encodeURIComponent(entry)}/oversight`;
/** Below the key of the case: what changes it makes these old as well. */
const keyOf = (entry: string) => ['entry', entry, 'oversight'];

/** Those of a case, in the order in which they were given. */
export function useOrders(entry: string) {
  const enabled = useMay('oversight.read');
  return useQuery({
    queryKey: keyOf(entry),
    queryFn: async ({ signal }) =>
      (await ask<Readonly<{ items: readonly Order[] }>>(pathOf(entry), { signal })).body.items,
    refetchInterval: useLookAgain(),
    enabled,
  });
}

/** Orders, or with `act` does something with an order: `1/return`. The same wish again goes under one key. */
export function useOversight(entry: string, onDone: () => void) {
  const queries = useQueryClient();
  const wish = useRef<Wish>(undefined);
  return useMutation({
    mutationFn: async ({ act, body }: Readonly<{ act?: string; body: object }>) => {
      wish.current = wishOf(wish.current, { ...body, act }, newKey);
      const path = act === undefined ? pathOf(entry) : `${pathOf(entry)}/${act}`;
      await ask(path, { method: 'POST', body, key: wish.current.key });
    },
    onError: (error) => {
      if (error instanceof ApiError && !error.isAway) wish.current = undefined;
    },
    onSuccess: async () => {
      wish.current = undefined;
      onDone();
      await queries.invalidateQueries({ queryKey: ['entry', entry] });
    },
  });
}

/** The order that a task answers. */
export const orderOfTask = (orders: readonly Order[], task: string): Order | undefined =>
  orders.find(({ rounds }) => rounds.some(({ work }) => work === task));
