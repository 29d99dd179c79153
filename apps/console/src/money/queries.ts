import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { usePaged } from '../api/paged.js';
import type { Filters } from '../api/paged.js';
import type { FormField } from '../api/types.js';
import { useLookAgain } from '../live/state.js';

export const KINDS = ['levy', 'price'] as const;
export type Kind = (typeof KINDS)[number];
export const STATES = ['overdue', 'part-paid', 'due', 'assessed', 'awaiting', 'settled', 'ended'] as const;
export type State = (typeof STATES)[number];

export type Account = Readonly<{
  entry: string;
  kind: Kind;
  parcel: string;
  district: string;
  township: string;
  village: string;
  owner: string;
  buyer?: string;
  no?: string;
  confirmed?: boolean;
  state: State;
  owedFen: string;
  paidFen: string;
  unpaidFen: string;
  overdueFen: string;
  lateFeeFen: string;
  dueOn?: string | null;
  daysLate?: number;
}>;
export const SUMS = ['owedFen', 'paidFen', 'unpaidFen', 'overdueFen', 'lateFeeFen'] as const;
export type Totals = Readonly<Record<(typeof SUMS)[number], string>> & Readonly<{ rows: number }>;
export type MoneyList = Readonly<{
  asOf: string;
  totals: Totals;
  items: readonly Account[];
  next: string | null;
}>;

export type Explanation = Readonly<{ formula: string; rule: string; source: string; confirmed: boolean }>;
export type Paid = Readonly<{ voucherNo: string; amountFen: string; paidOn: string }>;
export type Levy = Readonly<{
  amountFen: string;
  explanation?: Explanation;
  confirmation?: Readonly<{ documentNo: string }>;
  reason?: string;
  noticeNo?: string;
  issuedOn?: string;
  schedule: readonly Readonly<{ dueOn: string | null; amountFen: string }>[];
  payments: readonly Paid[];
  fees: readonly Readonly<{ on: string; feeFen: string; days: number; explanation: Explanation }>[];
  settledOn?: string;
  refundedFen?: string;
}>;
export type Price = Readonly<{
  priceFen: string;
  contractNo?: string;
  schedule: readonly Readonly<{ no: number; dueOn: string; amountFen: string; rentYear?: number }>[];
  stopped: readonly number[];
  payments: readonly Paid[];
  guarantee?: Explanation & Readonly<{ value: string }>;
  guaranteePaid?: Paid;
  calls: readonly Readonly<{ no: number; noticeNo?: string; issuedOn?: string }>[];
  reason?: string;
  refundFen?: string;
}>;
export type Refund = Readonly<{
  no: number;
  kind: 'levy' | 'price' | 'rent' | 'guarantee' | 'idle-fee';
  amountFen: string;
  reason: string;
  owedOn: string;
  paid?: Readonly<{ payee: string; voucherNo: string; paidOn: string }>;
}>;
export type MoneyOfEntry = Readonly<{
  asOf: string;
  subject: Readonly<{ entry: string; parcel: string; district: string; township: string }>;
  village: string;
  owner: string;
  buyer?: string;
  levy?: Levy;
  price?: Price;
  refunds?: readonly Refund[];
  accounts: readonly Account[];
  levyToday?: Readonly<{ on: string; openFen: string; lateFeeFen: string; explanation: Explanation }>;
  paymentForm: readonly FormField[];
}>;

/** What the address of the list and that of the server have in common. */
export const FILTERS = ['kind', 'state', 'district', 'township', 'q'] as const;
export const useMoney = (filters: Filters) =>
  usePaged<MoneyList>(['entries', 'money'], '/api/v1/money', filters);

export const useMoneyOf = (entry: string) =>
  useQuery({
    // Under the entry's own key: what happens to it makes this old.
    queryKey: ['entry', entry, 'money'],
    queryFn: async ({ signal }) =>
      (await ask<MoneyOfEntry>(`/api/v1/entries/${encodeURIComponent(entry)}/money`, { signal })).body,
    refetchInterval: useLookAgain(),
  });
