import { Command } from '#kernel/messages';
import type { Correction } from '../payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../terms.js';
import type { ContractPaper, Fault, Ground, LeaseEnd } from './contract.events.js';

export class OpenDeal extends Command<{
  subject: Subject;
  deal: DealTerms;
  documentNo: string;
  preparedBy: string;
  preparedFor?: string;
}> {
  readonly type = 'OpenDeal';
}
export class PublishDeal extends Command<{ buyer: Party; priceFen: FenText; publishedOn: Day }> {
  readonly type = 'PublishDeal';
}
export class ObjectDeal extends Command<{ reason: string }> {
  readonly type = 'ObjectDeal';
}
/** The public notice period of an agreement has passed. */
export class PassPublicity extends Command<{ subject: Subject }> {
  readonly type = 'PassPublicity';
}
export class ConfirmDeal extends Command<{
  subject: Subject;
  deal: DealTerms;
  buyer: Party;
  priceFen: FenText;
  confirmedOn: Day;
  /** 竞买保证金 of the winner; none in an agreement. */ depositFen?: FenText;
}> {
  readonly type = 'ConfirmDeal';
}
export class PassSigningDeadline extends Command<{ subject: Subject }> {
  readonly type = 'PassSigningDeadline';
}
export class SignContract extends Command<{ paper: ContractPaper }> {
  readonly type = 'SignContract';
}
export class FileContract extends Command<{ filingNo: string; filedOn: Day }> {
  readonly type = 'FileContract';
}
export class RecordPricePayment extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'RecordPricePayment';
}
/** 履约保证金 of a lease, in one sum. */
export class PayGuarantee extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'PayGuarantee';
}
/** The day has come on which the notice of a rent is to be written. */
export class PassRentCall extends Command<{ subject: Subject; no: number }> {
  readonly type = 'PassRentCall';
}
export class IssueRentNotice extends Command<{ no: number; noticeNo: string; issuedOn: Day }> {
  readonly type = 'IssueRentNotice';
}
/** 先租后让: the lease was approved to become a grant, and its price falls due. */
export class PriceConversion extends Command<{ subject: Subject; priceFen: FenText; signedOn: Day }> {
  readonly type = 'PriceConversion';
}
/**
 * The right has ended, or is a grant from here on: rents no longer fall due. `unusedToo`: the days of the
 * running year that are left are paid back as well.
 */
export class EndRents extends Command<{
  subject: Subject;
  how: LeaseEnd;
  reason: string;
  endedOn: Day;
  unusedToo: boolean;
}> {
  readonly type = 'EndRents';
}
/** 作价出资: the company issued the share for the land. */
export class RecordContribution extends Command<{
  certificateNo: string;
  documentNo: string;
  shareRatio: string;
  contributedOn: Day;
}> {
  readonly type = 'RecordContribution';
}
/** An instalment's last day, or the last day of grace after it, has passed. */
export class PassInstalment extends Command<{ subject: Subject; no: number }> {
  readonly type = 'PassInstalment';
}
export class PassDefault extends Command<{ subject: Subject; no: number }> {
  readonly type = 'PassDefault';
}
/** 催缴: the owner asks in writing for what is overdue. */
export class UrgePrice extends Command<{ no: number; documentNo: string; urgedOn: Day }> {
  readonly type = 'UrgePrice';
}
/** The owner keeps the contract, though the buyer's default would let it go. */
export class TolerateDefault extends Command<{ no: number; reason: string }> {
  readonly type = 'TolerateDefault';
}
/**
 * By the buyer's fault for the price only after the grace of the pack; `compensationFen` is what a take-back
 * for the public owes beyond the price.
 */
export class RescindContract extends Command<{
  reason: string;
  fault: Fault;
  ground?: Ground;
  compensationFen?: FenText;
}> {
  readonly type = 'RescindContract';
}
/** The platform's result was void: so is what stands on it. */
export class VoidDeal extends Command<{ subject: Subject; reason: string; forfeitFen: FenText }> {
  readonly type = 'VoidDeal';
}
/** Something limits dealing with the parcel: nothing is published, signed or filed until it is lifted. */
export class HoldContract extends Command<{ subject: Subject; burden: Burden }> {
  readonly type = 'HoldContract';
}
export class LiftContractHold extends Command<{ subject: Subject; burdenId: string }> {
  readonly type = 'LiftContractHold';
}
/** The right is registered: the contract is fulfilled and can no longer be rescinded. */
export class FulfilContract extends Command<{ subject: Subject }> {
  readonly type = 'FulfilContract';
}
/** The scheme ended before there was a contract: a deal that arrives later opens nothing. */
export class CloseDeal extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'CloseDeal';
}

export type ContractCommand =
  | OpenDeal
  | PublishDeal
  | ObjectDeal
  | PassPublicity
  | ConfirmDeal
  | PassSigningDeadline
  | SignContract
  | FileContract
  | RecordPricePayment
  | PassInstalment
  | PassDefault
  | UrgePrice
  | TolerateDefault
  | PayGuarantee
  | PassRentCall
  | IssueRentNotice
  | PriceConversion
  | EndRents
  | RecordContribution
  | RescindContract
  | VoidDeal
  | HoldContract
  | LiftContractHold
  | FulfilContract
  | CloseDeal;
