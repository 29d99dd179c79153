import { Command } from '#kernel/messages';
import type { Day, DealTerms, FenText, Subject } from '../terms.js';

/**
 * The collective's resolution on the plan; the plan itself lies open before the meeting (农村集体经济组织法 Art. 46).
 */
export type Resolution = Readonly<{
  basis?: 'members' | 'delegates';
  total: number;
  attended?: number;
  yes: number;
  planShownOn: Day;
  noticedOn?: Day;
  heldOn: Day;
}>;
/**
 * What the resolution decides: shares of the net income, and who shares the members' part. Weights are whole
 * numbers as text.
 */
export type Shares = Readonly<{
  taxFen?: FenText;
  membersRatio?: string;
  groupRatio?: string;
  members?: Readonly<{ by: '股份' | '户'; list: readonly Readonly<{ id: string; weight: string }>[] }>;
  payout?: '股份' | '现金';
}>;

/**
 * `part` names one of several receipts: a rent (with the year it is of), a dividend, the price of a
 * conversion.
 */
export class NoteReceipts extends Command<{
  subject: Subject;
  priceFen: FenText;
  part?: string;
  rentYear?: number;
}> {
  readonly type = 'NoteReceipts';
}
/**
 * `periods`: what each year's rent owes, where the levy is paid by the year. `part`: a levy of its own, such
 * as that of a conversion.
 */
export class NoteLevy extends Command<{
  subject: Subject;
  levyFen: FenText;
  split?: DealTerms['split'];
  periods?: readonly FenText[];
  part?: string;
}> {
  readonly type = 'NoteLevy';
}
export class PlanDistribution extends Command<
  { costsFen: FenText; resolution: Resolution; round?: number } & Shares
> {
  readonly type = 'PlanDistribution';
}
export class PublishDistribution extends Command<{ publishedOn: Day; round?: number }> {
  readonly type = 'PublishDistribution';
}
/** Somebody objects while the plan is public; nothing is paid until the objection is answered. */
export class ObjectToDistribution extends Command<{ objectionNo: string; objector: string; reason: string }> {
  readonly type = 'ObjectToDistribution';
}
/** Upheld, the plan is made anew; dismissed, the publication goes on. */
export class AnswerObjection extends Command<{ objectionNo: string; upheld: boolean; answer: string }> {
  readonly type = 'AnswerObjection';
}
export class PassPublication extends Command<{ subject: Subject }> {
  readonly type = 'PassPublication';
}
/** `account`: the collective's dedicated account, unless it says otherwise. */
export class DistributeIncome extends Command<{
  paidOn: Day;
  voucherNo: string;
  account?: 'collective' | 'personal';
  round?: number;
}> {
  readonly type = 'DistributeIncome';
}
export class CancelDistribution extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'CancelDistribution';
}

export type DistributionCommand =
  | NoteReceipts
  | NoteLevy
  | PlanDistribution
  | PublishDistribution
  | ObjectToDistribution
  | AnswerObjection
  | PassPublication
  | DistributeIncome
  | CancelDistribution;
