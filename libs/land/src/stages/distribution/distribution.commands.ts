import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'distribution'>>();

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
export const noteReceipts = command<
  'NoteReceipts',
  {
    subject: Subject;
    priceFen: FenText;
    part?: string;
    rentYear?: number;
  }
>('NoteReceipts');
/**
 * `periods`: what each year's rent owes, where the levy is paid by the year. `part`: a levy of its own, such
 * as that of a conversion.
 */
export const noteLevy = command<
  'NoteLevy',
  {
    subject: Subject;
    levyFen: FenText;
    split?: DealTerms['split'];
    periods?: readonly FenText[];
    part?: string;
  }
>('NoteLevy');
export const planDistribution = command<
  'PlanDistribution',
  { costsFen: FenText; resolution: Resolution; round?: number } & Shares
>('PlanDistribution');
export const publishDistribution = command<'PublishDistribution', { publishedOn: Day; round?: number }>(
  'PublishDistribution',
);
/** Somebody objects while the plan is public; nothing is paid until the objection is answered. */
export const objectToDistribution = command<
  'ObjectToDistribution',
  { objectionNo: string; objector: string; reason: string }
>('ObjectToDistribution');
/** Upheld, the plan is made anew; dismissed, the publication goes on. */
export const answerObjection = command<
  'AnswerObjection',
  { objectionNo: string; upheld: boolean; answer: string }
>('AnswerObjection');
export const passPublication = command<'PassPublication', { subject: Subject }>('PassPublication');
/** `account`: the collective's dedicated account, unless it says otherwise. */
export const distributeIncome = command<
  'DistributeIncome',
  {
    paidOn: Day;
    voucherNo: string;
    account?: 'collective' | 'personal';
    round?: number;
  }
>('DistributeIncome');
export const cancelDistribution = command<'CancelDistribution', { subject: Subject; reason: string }>(
  'CancelDistribution',
);

export type DistributionCommand = CommandsOf<typeof import('./distribution.commands.js')>;
