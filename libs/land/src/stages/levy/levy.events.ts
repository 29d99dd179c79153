import type { Event } from '#kernel/messages';
import type { Cost } from '#policy';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Correction } from '../../shared/payment.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';

/** How the figure came about: inputs, formula with the numbers in it, the rate row and what it rests on. */
export type Explanation = Readonly<{
  formula: string;
  inputs: Readonly<Record<string, string>>;
  rule: string;
  source: string;
  confirmed: boolean;
}>;

/**
 * One part of what is owed, with the last day on which it is paid in time: null until the holidays of its
 * year are published.
 */
export type LevyPart = Readonly<{ dueOn: Day | null; amountFen: FenText }>;
/** What goes into the treasuries of county and township, late fee included. */
export type LevyShares = Readonly<{ countyFen: FenText; townshipFen: FenText; explanation: Explanation }>;
/** Who took the responsibility for a rate row that had expired, and by which paper. */
export type RateConfirmation = Readonly<{ confirmedBy: string; documentNo: string }>;

type Due = Readonly<{
  /** A lease that pays by the year: the fee on each year's rent, in order. They add up to the amount. */
  periods?: readonly FenText[];
  /** 异地调整入市: how the income is shared, for the plan of its distribution. */
  split?: DealTerms['split'];
}>;

/** After a missing row came: the version that has it, by which the levy goes on to its end. */
type Again = Readonly<{ awaited?: true; rules?: string }>;

export type LevyEvent =
  /**
   * No row is in force for the case, though one was: there is no number until an officer confirms the expired
   * row. Or the gain is taxed and the scheme left a cost open: `missing` says which, and the officer states
   * it or that it cannot be established.
   */
  | Event<
      'LevyAssessmentDeferred',
      {
        subject: Subject;
        deal: DealTerms;
        incomeFen: FenText;
        on: Day;
        reason: string;
        missing?: readonly Cost[];
      } & Again
    >
  /**
   * The rules have no row for the case at all: it is judged again when rules are adopted that have one.
   * `rules` are those it was judged by.
   */
  | Event<
      'LevyRateMissing',
      { subject: Subject; deal: DealTerms; incomeFen: FenText; on: Day; reason: string; rules: string }
    >
  | Event<
      'LevyAssessed',
      {
        subject: Subject;
        amountFen: FenText;
        explanation: Explanation;
        confirmation?: RateConfirmation;
      } & Due &
        Again
    >
  /**
   * `schedule` where it is paid in more parts than one: instalments, or the years of a lease. `dueOn` is the
   * first of them.
   */
  | Event<
      'LevyNoticeIssued',
      {
        subject: Subject;
        noticeNo: string;
        issuedOn: Day;
        dueOn: Day | null;
        amountFen: FenText;
        schedule?: readonly LevyPart[];
      } & MayBeOpen
    >
  /** `paidFen` is the sum so far; `unpaidFen` what is still open, the late fee included. */
  | Event<
      'LevyPaymentRecorded',
      {
        subject: Subject;
        amountFen: FenText;
        paidOn: Day;
        voucherNo: string;
        correction?: Correction;
        paidFen: FenText;
        unpaidFen: FenText;
      }
    >
  | Event<'LevyOverdue', { subject: Subject; unpaidFen: FenText; dueOn: Day; part?: number }>
  /**
   * Late fee for the days between due day and payment, at most the principal (行政强制法 Art. 45). `feeFen` is the
   * whole fee as it now stands and replaces an earlier one; `days` are those of the latest payment.
   */
  | Event<'LevyLateFeeCharged', { subject: Subject; feeFen: FenText; days: number; explanation: Explanation }>
  /**
   * A lease that pays by the year has paid its first: nothing is owed today, though the later years are not
   * due yet. `amountFen` is all of it.
   */
  | Event<
      'LevyFirstPeriodPaid',
      {
        subject: Subject;
        amountFen: FenText;
        periodFen: FenText;
        paidOn: Day;
        split?: DealTerms['split'];
        /** What each year owes. */ periods?: readonly FenText[];
      }
    >
  | Event<
      'LevySettled',
      {
        subject: Subject;
        amountFen: FenText;
        lateFeeFen: FenText;
        settledOn: Day;
        shares?: LevyShares;
        parts?: number;
        split?: DealTerms['split'];
      }
    >
  /**
   * `noticeOpen`: nobody had issued the notice yet, so its task is still open; `rateOpen`: nobody had
   * confirmed the rate; `awaited`: its row was missing.
   */
  | Event<
      'LevyCancelled',
      {
        subject: Subject;
        reason: string;
        noticeOpen: boolean;
        rateOpen?: true;
        awaited?: true;
        parts?: number;
      }
    >
  | Event<'LevyRefunded', { subject: Subject; amountFen: FenText; reason: string; parts?: number }>;
