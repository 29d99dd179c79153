import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Correction } from '../../shared/payment.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'levy'>>();

export const assessLevy = command<'AssessLevy', { subject: Subject; deal: DealTerms; incomeFen: FenText }>(
  'AssessLevy',
);
/** The rules were changed: a case that waits for its row is judged by them. `rules` is their version. */
export const assessLevyAgain = command<'AssessLevyAgain', { rules: string }>('AssessLevyAgain');
/**
 * A finance officer takes the responsibility for the row that has expired; or states, by a document, the cost
 * that a scheme left open. Where a cost stays open, neither can be established and the price is taxed.
 */
export const confirmLevyRate = command<
  'ConfirmLevyRate',
  {
    documentNo: string;
    acquisitionFen?: FenText;
    developmentFen?: FenText;
  }
>('ConfirmLevyRate');
export const issueLevyNotice = command<
  'IssueLevyNotice',
  { noticeNo: string; issuedOn: Day; instalments?: number }
>('IssueLevyNotice');
/** `noticeNo`: for which notice the money came, where the payer or the treasury says it. */
export const recordLevyPayment = command<
  'RecordLevyPayment',
  {
    noticeNo?: string;
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('RecordLevyPayment');
export const passLevyDeadline = command<'PassLevyDeadline', { subject: Subject; part?: number }>(
  'PassLevyDeadline',
);
/** Cancels what is unpaid and refunds what was paid, once; where nothing is assessed yet, nothing will be. */
export const cancelLevy = command<'CancelLevy', { subject: Subject; reason: string }>('CancelLevy');

export type LevyCommand = CommandsOf<typeof import('./levy.commands.js')>;
