import { usePaged } from '../api/paged.js';
import type { Filters } from '../api/paged.js';
import type { Page, RegistrationNeed, Subject } from '../api/types.js';

export const STATES = ['waiting', 'ready', 'correction', 'refused', 'registered', 'closed'] as const;
export type State = (typeof STATES)[number];
export const DAYS = [
  ...(['start', 'completion', 'idle-fee', 'idle-return'] as const),
  ...(['renewal', 'dividend', 'term-end'] as const),
] as const;

export type TenureDay = Readonly<{
  what: (typeof DAYS)[number];
  on: string;
  state: 'done' | 'past' | 'ahead';
  doneOn?: string;
  formula?: string;
  rule?: string;
  source: string;
  confirmed: boolean;
}>;
export type DayRow = TenureDay & Readonly<{ subject: Subject; village: string; holder: string }>;

export type SentBack = Readonly<{
  how: 'correction' | 'refusal';
  round: number;
  documentNo: string;
  on: string;
  items?: readonly Readonly<{ field: string; opinion: string }>[];
  reason?: string;
  clause?: string;
}>;
export type Burden = Readonly<{
  id: string;
  kind: 'dispute' | 'seizure' | 'mortgage' | 'occupation';
  organ: string;
  on: string;
  reason: string;
  liftedOn?: string;
  liftedBecause?: string;
}>;
export type Tenure = Readonly<{
  status: 'held' | 'ended';
  holder?: string;
  use?: string;
  beganOn?: string;
  endsOn: string;
  idle?: Readonly<{
    since: string;
    feeFen: string;
    formula: string;
    source: string;
    paidOn?: string;
    voidedBy?: string;
    returnable: boolean;
    kept: boolean;
  }>;
  transfer?: Readonly<{ to: string; contractNo: string; signedOn: string }>;
  renewal?: Readonly<{ years: number; appliedOn: string }>;
}>;

export type Registration = Readonly<{
  subject: Subject;
  village: string;
  owner: string;
  buyer?: string;
  state: State;
  changedOn: string;
  needs: readonly RegistrationNeed[];
  decideBy?: string | null;
  overdue: boolean;
  work?: Readonly<{ id: string; kind: string }>;
  deedTax?: Readonly<{
    amountFen: string;
    explanation: Readonly<{ formula: string; rule: string; source: string; confirmed: boolean }>;
  }>;
  applications: readonly Readonly<{ round: number; applicationNo: string; acceptedOn: string }>[];
  returns: readonly SentBack[];
  right?: Readonly<{
    unitNo: string;
    supervisionNo: string;
    deedTaxVoucher: string;
    deedTaxFen: string;
    deedTaxRelief?: string;
  }>;
  certificates: readonly Readonly<{
    by: 'registration' | 'transfer' | 'conversion';
    certificateNo: string;
    registeredOn: string;
    holder: string;
  }>[];
  burdens: readonly Burden[];
  tenure?: Tenure;
  days: readonly TenureDay[];
}>;

export const LIST_FILTERS = ['state', 'district', 'township', 'q'] as const;
export const DAY_FILTERS = ['what', 'district', 'township', 'q'] as const;

export const useRegistrations = (filters: Filters) =>
  usePaged<Page<Registration>>(['entries', 'registrations'], '/api/v1/registrations', filters);
export const useTenureDays = (filters: Filters) =>
  usePaged<Page<DayRow>>(['entries', 'tenure-days'], '/api/v1/tenure-days', filters);
