import type { Event } from '#kernel/messages';
import type { Day, FenText, Subject } from '../terms.js';

/** One line of the plan, in the order in which it is taken. The lines add up to the receipts to the 分. */
export type DistributionLine = Readonly<{ item: string; amountFen: FenText; formula: string; rule: string; source: string; confirmed: boolean }>;

export type DistributionEvent =
  | Event<'ReceiptsNoted', { subject: Subject; priceFen: FenText }>
  | Event<'LevyNoted', { subject: Subject; levyFen: FenText }>
  /** Price and levy are both settled: the collective may plan. */
  | Event<'DistributionOpened', { subject: Subject; receiptsFen: FenText; levyFen: FenText }>
  | Event<'DistributionPlanned', { subject: Subject; lines: readonly DistributionLine[]; resolution: Readonly<{ total: number; yes: number; heldOn: Day }> }>
  | Event<'DistributionPublished', { subject: Subject; publishedOn: Day; publicUntil: Day }>
  | Event<'PublicationPassed', { subject: Subject }>
  | Event<'IncomeDistributed', { subject: Subject; paidOn: Day; voucherNo: string }>
  | Event<'DistributionCancelled', { subject: Subject; reason: string; stage: DistributionStage }>;

export type DistributionStage = 'none' | 'collecting' | 'opened' | 'planned' | 'published' | 'passed' | 'distributed' | 'cancelled';
