import { Command } from '#kernel/messages';
import type { ContractTerms } from '../contract/contract.events.js';
import type { Correction } from '../payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Subject, Use } from '../terms.js';
import type { Excuse, ReturnGround, Transfer } from './tenure.events.js';

export class NoteTenureDeal extends Command<{
  subject: Subject;
  deal: DealTerms;
  terms: ContractTerms;
  priceFen: FenText;
  contractNo: string;
}> {
  readonly type = 'NoteTenureDeal';
}
export class OpenTenure extends Command<{ subject: Subject; certificateNo: string }> {
  readonly type = 'OpenTenure';
}
export class StartConstruction extends Command<{ startedOn: Day; documentNo: string }> {
  readonly type = 'StartConstruction';
}
/** A delay that is not the holder's: the agreed days move by so many calendar days. */
export class ExcuseDelay extends Command<{ excuse: Excuse; days: number; documentNo: string }> {
  readonly type = 'ExcuseDelay';
}
export class CompleteConstruction extends Command<{ completedOn: Day; documentNo: string }> {
  readonly type = 'CompleteConstruction';
}
/** A year, or two, have passed since the agreed start. */
export class PassIdleDay extends Command<{ subject: Subject }> {
  readonly type = 'PassIdleDay';
}
export class PayIdleFee extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'PayIdleFee';
}
/** The fee is not collected after all: a document says why. */
export class VoidIdleFee extends Command<{ reason: string; documentNo: string }> {
  readonly type = 'VoidIdleFee';
}
export class KeepIdleLand extends Command<{ reason: string }> {
  readonly type = 'KeepIdleLand';
}
export class OpenTransfer extends Command<{ transfer: Transfer }> {
  readonly type = 'OpenTransfer';
}
export class PayTransferLevy extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'PayTransferLevy';
}
export class RegisterTransfer extends Command<{
  certificateNo: string;
  registeredOn: Day;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
}> {
  readonly type = 'RegisterTransfer';
}
export class CancelTransfer extends Command<{ reason: string }> {
  readonly type = 'CancelTransfer';
}
export class ChangeUse extends Command<{
  use: Use;
  planningNo: string;
  consentNo: string;
  contractNo: string;
  extraFen: FenText;
  voucherNo: string;
  changedOn: Day;
}> {
  readonly type = 'ChangeUse';
}
export class ApplyRenewal extends Command<{ years: number; appliedOn: Day }> {
  readonly type = 'ApplyRenewal';
}
export class GrantRenewal extends Command<{ contractNo: string; priceFen: FenText }> {
  readonly type = 'GrantRenewal';
}
export class RefuseRenewal extends Command<{ reason: string }> {
  readonly type = 'RefuseRenewal';
}
/** `buildingsFen`: what stands on the land, by the appraisal or the contract. */
export class ReturnRight extends Command<{
  ground: ReturnGround;
  approvalNo: string;
  returnedOn: Day;
  buildingsFen: FenText;
}> {
  readonly type = 'ReturnRight';
}
/** 先租后让: the tenant asks for the grant, and shows that the conditions are met. */
export class ApplyConversion extends Command<{ appliedOn: Day; documentNo: string }> {
  readonly type = 'ApplyConversion';
}
/** The conditions were examined and are met (`acceptanceNo`); the contract of the grant is signed. */
export class ApproveConversion extends Command<{
  documentNo: string;
  acceptanceNo: string;
  contractNo: string;
  signedOn: Day;
  priceFen: FenText;
  rateDocumentNo?: string;
}> {
  readonly type = 'ApproveConversion';
}
export class RefuseConversion extends Command<{ reason: string }> {
  readonly type = 'RefuseConversion';
}
export class NoteConversionPaid extends Command<{ subject: Subject; priceFen: FenText }> {
  readonly type = 'NoteConversionPaid';
}
export class PayConversionLevy extends Command<{
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  correction?: Correction;
}> {
  readonly type = 'PayConversionLevy';
}
export class RegisterConversion extends Command<{
  certificateNo: string;
  registeredOn: Day;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
}> {
  readonly type = 'RegisterConversion';
}
/** The lease was ended for the tenant's default. */
export class EndLease extends Command<{ subject: Subject; reason: string; endedOn: Day }> {
  readonly type = 'EndLease';
}
/** `year`: of the share, from 1; `documentNo`: the resolution of the company. */
export class RecordDividend extends Command<{
  year: number;
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  documentNo: string;
  correction?: Correction;
}> {
  readonly type = 'RecordDividend';
}
export class PassDividendDay extends Command<{ subject: Subject; year: number; dueOn: Day }> {
  readonly type = 'PassDividendDay';
}
export class UrgeDividend extends Command<{ year: number; documentNo: string; urgedOn: Day }> {
  readonly type = 'UrgeDividend';
}
export class PassTermEnd extends Command<{ subject: Subject }> {
  readonly type = 'PassTermEnd';
}
export class HoldTenure extends Command<{ subject: Subject; burden: Burden }> {
  readonly type = 'HoldTenure';
}
export class LiftTenureHold extends Command<{ subject: Subject; burdenId: string }> {
  readonly type = 'LiftTenureHold';
}

export type TenureCommand =
  | NoteTenureDeal
  | OpenTenure
  | StartConstruction
  | ExcuseDelay
  | CompleteConstruction
  | PassIdleDay
  | PayIdleFee
  | VoidIdleFee
  | KeepIdleLand
  | OpenTransfer
  | PayTransferLevy
  | RegisterTransfer
  | CancelTransfer
  | ApplyConversion
  | ApproveConversion
  | RefuseConversion
  | NoteConversionPaid
  | PayConversionLevy
  | RegisterConversion
  | EndLease
  | RecordDividend
  | PassDividendDay
  | UrgeDividend
  | ChangeUse
  | ApplyRenewal
  | GrantRenewal
  | RefuseRenewal
  | ReturnRight
  | PassTermEnd
  | HoldTenure
  | LiftTenureHold;
