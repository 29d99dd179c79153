import { fen, NOTHING } from '#policy';
import type { Fen } from '#policy';
import type { Report } from '../../shared/repeat.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject, Use } from '../../shared/terms.js';
import type { ExplainedFen } from '../contract/index.js';
import type { Excuse, Schedule, TenureEvent, Transfer } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';

export type Agreed = Extract<TenureEvent, { type: 'TenureAgreed' }>['data'];

type Excused = Readonly<{ documentNo: string; excuse: Excuse; days: number }>;

export type Reported =
  | 'conversion'
  | 'conversionLevy'
  | 'transferLevy'
  | 'start'
  | 'completion'
  | 'kept'
  | 'transfer'
  | 'transferEnd'
  | 'use';

export type Voucher = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;

/**
 * Land that was not built on in time: its fee, whether it is paid or void, and whether it may be taken back.
 */
export type Idle = Readonly<{
  /** Which finding of this land it is. */
  round: number;
  /** The last day on which it still lay within its time. */
  since: Day;
  fee: ExplainedFen;
  paid: Voucher | null;
  voided: Readonly<{ reason: string; documentNo: string }> | null;
  returnable: boolean;
  kept: boolean;
}>;

/** A transfer on its way, from its contract to the register. */
export type OpenedTransfer = Readonly<{
  transfer: Transfer;
  levy: ExplainedFen;
  deedTax: ExplainedFen;
  paid: Voucher | null;
}>;

/** 先租后让 on its way, from the application to the register. */
export type Conversion = Readonly<{
  applied: Readonly<{ appliedOn: Day; documentNo: string }>;
  approved?: Readonly<{
    signedOn: Day;
    priceFen: FenText;
    endsOn: Day;
    levy: ExplainedFen;
    deedTax: ExplainedFen;
    /** As it was decided, to know it again. */
    report: Report;
  }>;
  paid: boolean;
  levyPaid: Voucher | null;
}>;

export type Dividend = Readonly<{
  year: number;
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  documentNo: string;
}>;

export type Held = Readonly<{
  status: 'held';
  subject: Subject;
  deal: DealTerms;
  /** Price of the running term, and what the present holder paid for the right. */
  priceFen: FenText;
  acquiredFen: FenText;
  holder: Party;
  certificateNo: string;
  use: Use;
  /** When the contract was signed that the right goes back to. */
  signedOn: Day;
  beganOn: Day;
  endsOn: Day;
  schedule: Schedule;
  startedOn: Day | null;
  completedOn: Day | null;
  excuses: readonly Excused[];
  /**
   * What was reported, to know it again: how building began and ended, why idle land stays, the last
   * transfer, its last end, the last other use.
   */
  reports: Readonly<Partial<Record<Reported, Report>>>;
  idle: Idle | null;
  /** How often it was found idle, and how often it became land that may be taken back; lifted ones count. */
  findings: number;
  returns: number;
  transfer: OpenedTransfer | null;
  renewal: Readonly<{ years: number; appliedOn: Day }> | null;
  /** 先租后让 while it is a lease; then `fullYears` is what lease and grant may last together. */
  lease?: 'running' | 'converted';
  fullYears?: number;
  /**
   * All rents of the contract, where they are paid by the year: idle land is charged by them, and what goes
   * back at the end is the contract's account.
   */
  rentsFen?: FenText;
  conversion?: Conversion | null;
  conversions?: number;
  /** 入股: a share was given for the land; what was paid on it, and the years whose minimum is missing. */
  shared?: boolean;
  dividends?: readonly Dividend[];
  missing?: readonly number[];
  holds: readonly Burden[];
}>;

export type Tenure =
  | Readonly<{ status: 'none'; agreed: Agreed | null; holds: readonly Burden[] }>
  | Held
  /**
   * The fee of idle land stays owed; and of a share (`share`, as it stood then) the dividends of the years
   * that had begun.
   */
  | Readonly<{
      status: 'ended';
      subject: Subject;
      how: 'returned' | 'expired';
      on: Day;
      idle: Idle | null;
      share?: Held;
      /** As it was taken back, to know it again. */ report?: Report;
    }>;

/** @throws Rejected `tenure.not-registered`, `tenure.ended` */
export function heldOf(state: Tenure): Held {
  if (state.status === 'held') return state;
  throw state.status === 'none' ? refuse('tenure.not-registered') : refuse('tenure.ended', { on: state.on });
}

/**
 * A share is paid on, and asked for, also after the right is over. @throws Rejected `tenure.not-registered`,
 * `tenure.ended`
 */
export const sharedOf = (state: Tenure): Held =>
  state.status === 'ended' && state.share ? state.share : heldOf(state);

export const paidFen = (paid: Voucher | null): Fen => (paid ? fen(paid.amountFen) : NOTHING);
