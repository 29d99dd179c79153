/** What the registrar sees of an entry: before its right is registered, and afterwards. All is plain JSON. */
import type { ClockEvent } from '../clocks/clocks.events.js';
import { NEEDED_FACTS } from '../entry/registration-needs.js';
import type { NeedsSoFar } from '../entry/registration-needs.js';
import type { LandEvent } from '../procedure.js';
import type { Burden, Day, Subject } from '../shared/terms.js';
import type { TenureEvent } from '../stages/tenure/index.js';
import { tenureRoom } from '../stages/tenure/tenure.room.js';
import type { Held, Tenure } from '../stages/tenure/tenure.state.js';

export type { Held, TenureEvent };

/** In the order in which an application goes. */
export const REGISTRATION_STATES = {
  waiting: '登记条件尚未齐备',
  ready: '待登记',
  correction: '补正',
  refused: '不予登记',
  registered: '已登记',
  closed: '已终止',
} as const;
export type RegistrationState = keyof typeof REGISTRATION_STATES;

const DESK_FACTS = [
  'RegistrationOverdue',
  'ApplicationAccepted',
  'CorrectionAsked',
  'RegistrationRefused',
  'AppliedAgain',
] as const satisfies readonly LandEvent['type'][];
export const REGISTRATION_FACTS = [...NEEDED_FACTS, ...DESK_FACTS] as const;
export const BURDEN_FACTS = ['BurdenNoted', 'BurdenLifted'] as const satisfies readonly LandEvent['type'][];
export const TENURE_FACTS = Object.keys(tenureRoom.facts) as readonly TenureEvent['type'][];

type Fact<Type extends LandEvent['type']> = Extract<LandEvent, { type: Type }>;
export type SchemeFact = Fact<'SchemeSubmitted' | 'SchemeRevised'>;
export type RegistrationFact = Fact<(typeof REGISTRATION_FACTS)[number]>;
export type BurdenFact = Fact<(typeof BURDEN_FACTS)[number]>;
export type DaySet = Extract<ClockEvent, { type: 'LastDaySet' }>;

type Of<Type extends LandEvent['type']> = Fact<Type>['data'];
export type DeedTaxDue = Of<'RegistrationReady'>['deedTax'];
export type Items = Of<'CorrectionAsked'>['items'];
export type DividendDays = NonNullable<Of<'TenureOpened'>['dividends']>;

/** 受理 of one application; `round` counts them from 1. */
export type AcceptedApplication = Readonly<{ round: number; applicationNo: string; acceptedOn: Day }>;
/** What sent an application back: 补正 with its items, or 不予登记 with its reason and clause. */
export type SentBack = Readonly<{
  how: 'correction' | 'refusal';
  round: number;
  documentNo: string;
  on: Day;
  items?: Items;
  reason?: string;
  clause?: string;
}>;

/** By which entry in the register somebody became the holder. */
export const CERTIFIED_BY = { registration: '首次登记', transfer: '转移登记', conversion: '租赁转为出让' };
export type Certificate = Readonly<{
  by: keyof typeof CERTIFIED_BY;
  certificateNo: string;
  registeredOn: Day;
  holder: string;
}>;

export type RegisteredRight = Pick<
  Of<'RightRegistered'>,
  'unitNo' | 'supervisionNo' | 'deedTaxVoucher' | 'deedTaxFen' | 'deedTaxRelief'
>;

/** 查封, 抵押 …: `liftedOn` and why, once it was lifted. */
export type BurdenHistory = Burden & Readonly<{ liftedOn?: Day; liftedBecause?: string }>;

/** By which versions of the rules the days of the right were counted, and on which day it was opened. */
export type CountedBy = Readonly<{ schedule: string; opened: string; openedOn: Day }>;

export type RegistrationView = Readonly<{
  subject: Subject;
  village: string;
  owner: string;
  buyer?: string;
  /** Null before there is a deal: there is nothing to register yet. */
  state: RegistrationState | null;
  /** When its registration or its right last changed. */
  changedAt: string;
  needs: NeedsSoFar;
  round: number;
  /** Null where the day lies in a year without a holiday notice. */
  decideBy?: Day | null;
  overdue: boolean;
  deedTax?: DeedTaxDue;
  applications: readonly AcceptedApplication[];
  returns: readonly SentBack[];
  right?: RegisteredRight;
  certificates: readonly Certificate[];
  burdens: readonly BurdenHistory[];
  tenure: Tenure;
  /** The contract by which the term runs. */
  contractNo?: string;
  dividends: DividendDays;
  countedBy?: CountedBy;
}>;
