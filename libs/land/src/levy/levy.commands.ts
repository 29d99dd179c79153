import { Command } from '#kernel/messages';
import type { Day, DealTerms, FenText, Subject } from '../terms.js';

export class AssessLevy extends Command<{ subject: Subject; deal: DealTerms; incomeFen: FenText }> { readonly type = 'AssessLevy'; }
export class IssueLevyNotice extends Command<{ noticeNo: string; issuedOn: Day }> { readonly type = 'IssueLevyNotice'; }
export class RecordLevyPayment extends Command<{ amountFen: FenText; paidOn: Day; voucherNo: string }> { readonly type = 'RecordLevyPayment'; }
export class PassLevyDeadline extends Command<{ subject: Subject }> { readonly type = 'PassLevyDeadline'; }
/** Cancels what is unpaid and refunds what was paid, once. */
export class CancelLevy extends Command<{ subject: Subject; reason: string }> { readonly type = 'CancelLevy'; }

export type LevyCommand = AssessLevy | IssueLevyNotice | RecordLevyPayment | PassLevyDeadline | CancelLevy;
