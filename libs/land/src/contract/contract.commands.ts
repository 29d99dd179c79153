import { Command } from '#kernel/messages';
import type { Day, DealTerms, FenText, Party, Subject } from '../terms.js';
import type { ContractPaper } from './contract.events.js';

export class OpenDeal extends Command<{ subject: Subject; deal: DealTerms; documentNo: string; preparedBy: string; preparedFor?: string }> { readonly type = 'OpenDeal'; }
export class PublishDeal extends Command<{ buyer: Party; priceFen: FenText; publishedOn: Day }> { readonly type = 'PublishDeal'; }
export class ObjectDeal extends Command<{ reason: string }> { readonly type = 'ObjectDeal'; }
/** The public notice period of an agreement has passed. */
export class PassPublicity extends Command<{ subject: Subject }> { readonly type = 'PassPublicity'; }
export class ConfirmDeal extends Command<{ subject: Subject; deal: DealTerms; buyer: Party; priceFen: FenText; confirmedOn: Day }> { readonly type = 'ConfirmDeal'; }
export class PassSigningDeadline extends Command<{ subject: Subject }> { readonly type = 'PassSigningDeadline'; }
export class SignContract extends Command<{ paper: ContractPaper }> { readonly type = 'SignContract'; }
export class FileContract extends Command<{ filingNo: string; filedOn: Day }> { readonly type = 'FileContract'; }
export class RecordPricePayment extends Command<{ amountFen: FenText; paidOn: Day; voucherNo: string }> { readonly type = 'RecordPricePayment'; }
export class RescindContract extends Command<{ reason: string; fault: 'buyer' | 'owner' | 'law' }> { readonly type = 'RescindContract'; }
/** The right is registered: the contract is fulfilled and can no longer be rescinded. */
export class FulfilContract extends Command<{ subject: Subject }> { readonly type = 'FulfilContract'; }
/** The scheme ended before there was a contract. */
export class CloseDeal extends Command<{ reason: string }> { readonly type = 'CloseDeal'; }

export type ContractCommand = OpenDeal | PublishDeal | ObjectDeal | PassPublicity | ConfirmDeal | PassSigningDeadline | SignContract | FileContract | RecordPricePayment | RescindContract | FulfilContract | CloseDeal;
