import { Command } from '#kernel/messages';
import type { Day, FenText, Subject } from '../terms.js';

export class NoteReceipts extends Command<{ subject: Subject; priceFen: FenText }> { readonly type = 'NoteReceipts'; }
export class NoteLevy extends Command<{ subject: Subject; levyFen: FenText }> { readonly type = 'NoteLevy'; }
export class PlanDistribution extends Command<{ costsFen: FenText; resolution: { total: number; yes: number; heldOn: Day } }> { readonly type = 'PlanDistribution'; }
export class PublishDistribution extends Command<{ publishedOn: Day }> { readonly type = 'PublishDistribution'; }
export class PassPublication extends Command<{ subject: Subject }> { readonly type = 'PassPublication'; }
export class DistributeIncome extends Command<{ paidOn: Day; voucherNo: string }> { readonly type = 'DistributeIncome'; }
export class CancelDistribution extends Command<{ subject: Subject; reason: string }> { readonly type = 'CancelDistribution'; }

export type DistributionCommand = NoteReceipts | NoteLevy | PlanDistribution | PublishDistribution | PassPublication | DistributeIncome | CancelDistribution;
