import type { Event } from '#kernel/messages';
import type { Day, FenText, Subject } from '../terms.js';

/** How the figure came about: inputs, formula with the numbers in it, the rate row and what it rests on. */
export type Explanation = Readonly<{ formula: string; inputs: Readonly<Record<string, string>>; rule: string; source: string; confirmed: boolean }>;

export type LevyEvent =
  | Event<'LevyAssessed', { subject: Subject; amountFen: FenText; explanation: Explanation }>
  | Event<'LevyNoticeIssued', { subject: Subject; noticeNo: string; issuedOn: Day; dueOn: Day; amountFen: FenText }>
  /** `paidFen` is the sum so far; `unpaidFen` what is still open, the late fee included. */
  | Event<'LevyPaymentRecorded', { subject: Subject; amountFen: FenText; paidOn: Day; voucherNo: string; paidFen: FenText; unpaidFen: FenText }>
  | Event<'LevyOverdue', { subject: Subject; unpaidFen: FenText; dueOn: Day }>
  /**
   * Late fee for the days between due day and payment, at most the principal (行政强制法 Art. 45). `feeFen` is the whole fee
   * as it now stands and replaces an earlier one; `days` are those of the latest payment.
   */
  | Event<'LevyLateFeeCharged', { subject: Subject; feeFen: FenText; days: number; explanation: Explanation }>
  | Event<'LevySettled', { subject: Subject; amountFen: FenText; lateFeeFen: FenText; settledOn: Day }>
  /** `noticeOpen`: nobody had issued the notice yet, so its task is still open. */
  | Event<'LevyCancelled', { subject: Subject; reason: string; noticeOpen: boolean }>
  | Event<'LevyRefunded', { subject: Subject; amountFen: FenText; reason: string }>;
