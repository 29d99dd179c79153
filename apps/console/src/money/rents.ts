import { usePaged } from '../api/paged.js';
import type { Filters } from '../api/paged.js';
import { keptIn } from '../desk/filters.js';
import type { Explanation } from './queries.js';

export const RENT_STATES = ['overdue', 'part-paid', 'due', 'settled'] as const;
export type RentState = (typeof RENT_STATES)[number];

export type Rent = Readonly<{
  entry: string;
  township: string;
  village: string;
  buyer?: string;
  contractNo?: string;
  noticeNo?: string;
  no: number;
  rentYear: number;
  dueOn: string;
  state: RentState;
  owedFen: string;
  paidFen: string;
  unpaidFen: string;
  overdueFen: string;
  interestFen: string;
  interest?: Explanation;
  daysLate?: number;
}>;
export const RENT_SUMS = ['owedFen', 'paidFen', 'unpaidFen', 'overdueFen', 'interestFen'] as const;
export type RentTotals = Readonly<Record<(typeof RENT_SUMS)[number], string>> & Readonly<{ rows: number }>;
export type RentsOfYear = RentTotals & Readonly<{ year: number }>;
export type RentsList = Readonly<{
  asOf: string;
  totals: RentTotals;
  years: readonly RentsOfYear[];
  items: readonly Rent[];
  next: string | null;
}>;

/** What the address of the list and that of the server have in common. */
export const RENT_FILTERS = ['year', 'state', 'district', 'township', 'q'] as const;
export const useRents = (filters: Filters) =>
  usePaged<RentsList>(['entries', 'rents'], '/api/v1/rents', filters);

/** As much of the address as a saved view keeps. */
export const viewOfRents = (search: URLSearchParams): string => keptIn(search, RENT_FILTERS);

/** Where the file lies that holds what the filters leave. */
export const rentsFile = (filters: Filters): string =>
  `/api/v1/exports/rents?${new URLSearchParams(filters).toString()}`;
