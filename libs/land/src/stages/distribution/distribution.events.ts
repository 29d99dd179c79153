import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';
import type { Resolution } from './distribution.commands.js';

/** One line of the plan, in the order in which it is taken. The lines add up to the receipts to the 分. */
export type DistributionLine = Readonly<{
  item: string;
  amountFen: FenText;
  formula: string;
  rule: string;
  source: string;
  confirmed: boolean;
}>;

/** `round` counts the plans: an upheld objection begins the next. */
export type DistributionEvent =
  | Event<'ReceiptsNoted', { subject: Subject; priceFen: FenText; part?: string; rentYear?: number }>
  | Event<
      'LevyNoted',
      {
        subject: Subject;
        levyFen: FenText;
        split?: DealTerms['split'];
        periods?: readonly FenText[];
        part?: string;
      }
    >
  /**
   * Price and levy are both settled: the collective may plan. `round`: after money of an earlier round was
   * paid out; the first when absent.
   */
  | Event<
      'DistributionOpened',
      { subject: Subject; receiptsFen: FenText; levyFen: FenText; split?: DealTerms['split']; round?: number }
    >
  | Event<
      'DistributionPlanned',
      {
        subject: Subject;
        round: number;
        lines: readonly DistributionLine[];
        members: readonly Readonly<{ id: string; amountFen: FenText }>[];
        resolution: Resolution;
        vote: string;
      }
    >
  | Event<
      'DistributionPublished',
      { subject: Subject; round: number; publishedOn: Day; publicUntil: Day | null } & MayBeOpen
    >
  | Event<'DistributionObjected', { subject: Subject; objectionNo: string; objector: string; reason: string }>
  | Event<'DistributionObjectionDismissed', { subject: Subject; objectionNo: string; answer: string }>
  /** The plan of that round is void; the next is to be made. */
  | Event<'DistributionReopened', { subject: Subject; round: number; objectionNo: string; answer: string }>
  | Event<'PublicationPassed', { subject: Subject; round: number }>
  | Event<'IncomeDistributed', { subject: Subject; round: number; paidOn: Day; voucherNo: string }>
  | Event<
      'DistributionCancelled',
      { subject: Subject; round: number; reason: string; stage: DistributionStage }
    >;

export type DistributionStage =
  'none' | 'collecting' | 'opened' | 'planned' | 'published' | 'passed' | 'distributed' | 'cancelled';
