import { Command } from '#kernel/messages';
import type { Correction } from '../payment.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../terms.js';

export class AssessLevy extends Command<{ subject: Subject; deal: DealTerms; incomeFen: FenText }> {
  readonly type = 'AssessLevy';
}
/** The rules were changed: a case that waits for its row is judged by them. `rules` is their version. */
export class AssessLevyAgain extends Command<{ rules: string }> {
  readonly type = 'AssessLevyAgain';
}
/**
 * A finance officer takes the responsibility for the row that has expired; or states, by a document, the cost
 * that a scheme left open. Where a cost stays open, neither can be established and the price is taxed.
 */
export class ConfirmLevyRate extends Command<{
  documentNo: string;
  acquisitionFen?: FenText;
  developmentFen?: FenText;
}> {
  readonly type = 'ConfirmLevyRate';
}
export class IssueLevyNotice extends Command<{ noticeNo: string; issuedOn: Day; instalments?: number }> {
  readonly type = 'IssueLevyNotice';
}
export class RecordLevyPayment extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'RecordLevyPayment';
}
export class PassLevyDeadline extends Command<{ subject: Subject; part?: number }> {
  readonly type = 'PassLevyDeadline';
}
/** Cancels what is unpaid and refunds what was paid, once; where nothing is assessed yet, nothing will be. */
export class CancelLevy extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'CancelLevy';
}

export type LevyCommand =
  | AssessLevy
  | AssessLevyAgain
  | ConfirmLevyRate
  | IssueLevyNotice
  | RecordLevyPayment
  | PassLevyDeadline
  | CancelLevy;
