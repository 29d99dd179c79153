import type { Event } from '#kernel/messages';
import type { Day, DealTerms, FenText, Party, Subject } from '../terms.js';

export type ContractPaper = Readonly<{
  contractNo: string;
  signedOn: Day;
  deliveryOn: Day;
  startOn: Day;
  completionOn: Day;
  /** Document numbers of the three conditions; without them the contract is void (实施条例 Art. 41). */
  planningNo: string;
  industryNo: string;
  ecologyNo: string;
}>;

export type ContractEvent =
  /** Agreement route: the intended deal is shown to the public until `publicUntil` before it counts. */
  | Event<'DealOpened', { subject: Subject; deal: DealTerms; documentNo: string; preparedBy: string; preparedFor?: string }>
  | Event<'DealPublished', { subject: Subject; buyer: Party; priceFen: FenText; publishedOn: Day; publicUntil: Day }>
  | Event<'DealObjected', { subject: Subject; reason: string }>
  /** A deal is done: by the platform's result, or by publicity without an upheld objection. */
  | Event<'DealConfirmed', { subject: Subject; deal: DealTerms; buyer: Party; priceFen: FenText; confirmedOn: Day; signBy: Day }>
  | Event<'SigningOverdue', { subject: Subject; signBy: Day }>
  | Event<'ContractSigned', { subject: Subject; paper: ContractPaper; priceFen: FenText; /** Who may not file it as well; `signedFor` is the absent one whose deputy signed. */ signedBy: string; signedFor?: string; preparedBy: string | null; preparedFor?: string }>
  | Event<'ContractFiled', { subject: Subject; filingNo: string; filedOn: Day; deal: DealTerms; priceFen: FenText; contractNo: string }>
  | Event<'PricePaymentRecorded', { subject: Subject; amountFen: FenText; paidOn: Day; voucherNo: string; paidFen: FenText; unpaidFen: FenText }>
  | Event<'PriceSettled', { subject: Subject; priceFen: FenText }>
  /** `stage` says which tasks were still open. Of the money paid, `refundFen` goes back and `keptFen` stays as the buyer's lost deposit. */
  | Event<'ContractRescinded', { subject: Subject; reason: string; fault: 'buyer' | 'owner' | 'law'; refundFen: FenText; keptFen: FenText; stage: ContractStage }>
  | Event<'ContractFulfilled', { subject: Subject }>
  | Event<'DealClosed', { subject: Subject; reason: string; stage: ContractStage }>;

export type ContractStage = 'none' | 'opened' | 'published' | 'confirmed' | 'signed' | 'filed' | 'ended';
