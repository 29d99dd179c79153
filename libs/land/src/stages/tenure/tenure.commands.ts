import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { ContractTerms } from '../contract/index.js';
import type { Correction } from '../../shared/payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Subject, Use } from '../../shared/terms.js';
import type { Excuse, ReturnGround, Transfer } from './tenure.events.js';

const command = commandsTo<StreamOf<'tenure'>>();

export const noteTenureDeal = command<
  'NoteTenureDeal',
  {
    subject: Subject;
    deal: DealTerms;
    terms: ContractTerms;
    priceFen: FenText;
    contractNo: string;
  }
>('NoteTenureDeal');
export const openTenure = command<'OpenTenure', { subject: Subject; certificateNo: string }>('OpenTenure');
export const startConstruction = command<'StartConstruction', { startedOn: Day; documentNo: string }>(
  'StartConstruction',
);
/** A delay that is not the holder's: the agreed days move by so many calendar days. */
export const excuseDelay = command<'ExcuseDelay', { excuse: Excuse; days: number; documentNo: string }>(
  'ExcuseDelay',
);
export const completeConstruction = command<'CompleteConstruction', { completedOn: Day; documentNo: string }>(
  'CompleteConstruction',
);
/** A year, or two, have passed since the agreed start. */
export const passIdleDay = command<'PassIdleDay', { subject: Subject }>('PassIdleDay');
export const payIdleFee = command<
  'PayIdleFee',
  {
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('PayIdleFee');
/** The fee is not collected after all: a document says why. */
export const voidIdleFee = command<'VoidIdleFee', { reason: string; documentNo: string }>('VoidIdleFee');
export const keepIdleLand = command<'KeepIdleLand', { reason: string }>('KeepIdleLand');
export const openTransfer = command<'OpenTransfer', { transfer: Transfer }>('OpenTransfer');
export const payTransferLevy = command<
  'PayTransferLevy',
  {
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('PayTransferLevy');
export const registerTransfer = command<
  'RegisterTransfer',
  {
    certificateNo: string;
    registeredOn: Day;
    deedTaxVoucher: string;
    deedTaxFen: FenText;
  }
>('RegisterTransfer');
export const cancelTransfer = command<'CancelTransfer', { reason: string }>('CancelTransfer');
export const changeUse = command<
  'ChangeUse',
  {
    use: Use;
    planningNo: string;
    consentNo: string;
    contractNo: string;
    extraFen: FenText;
    voucherNo: string;
    changedOn: Day;
  }
>('ChangeUse');
export const applyRenewal = command<'ApplyRenewal', { years: number; appliedOn: Day }>('ApplyRenewal');
export const grantRenewal = command<'GrantRenewal', { contractNo: string; priceFen: FenText }>(
  'GrantRenewal',
);
export const refuseRenewal = command<'RefuseRenewal', { reason: string }>('RefuseRenewal');
/** `buildingsFen`: what stands on the land, by the appraisal or the contract. */
export const returnRight = command<
  'ReturnRight',
  {
    ground: ReturnGround;
    approvalNo: string;
    returnedOn: Day;
    buildingsFen: FenText;
  }
>('ReturnRight');
/** 先租后让: the tenant asks for the grant, and shows that the conditions are met. */
export const applyConversion = command<'ApplyConversion', { appliedOn: Day; documentNo: string }>(
  'ApplyConversion',
);
/** The conditions were examined and are met (`acceptanceNo`); the contract of the grant is signed. */
export const approveConversion = command<
  'ApproveConversion',
  {
    documentNo: string;
    acceptanceNo: string;
    contractNo: string;
    signedOn: Day;
    priceFen: FenText;
    rateDocumentNo?: string;
  }
>('ApproveConversion');
export const refuseConversion = command<'RefuseConversion', { reason: string }>('RefuseConversion');
export const noteConversionPaid = command<'NoteConversionPaid', { subject: Subject; priceFen: FenText }>(
  'NoteConversionPaid',
);
export const payConversionLevy = command<
  'PayConversionLevy',
  {
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('PayConversionLevy');
export const registerConversion = command<
  'RegisterConversion',
  {
    certificateNo: string;
    registeredOn: Day;
    deedTaxVoucher: string;
    deedTaxFen: FenText;
  }
>('RegisterConversion');
/** The lease was ended for the tenant's default. */
export const endLease = command<'EndLease', { subject: Subject; reason: string; endedOn: Day }>('EndLease');
/** `year`: of the share, from 1; `documentNo`: the resolution of the company. */
export const recordDividend = command<
  'RecordDividend',
  {
    year: number;
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    documentNo: string;
    correction?: Correction;
  }
>('RecordDividend');
export const passDividendDay = command<'PassDividendDay', { subject: Subject; year: number; dueOn: Day }>(
  'PassDividendDay',
);
export const urgeDividend = command<'UrgeDividend', { year: number; documentNo: string; urgedOn: Day }>(
  'UrgeDividend',
);
export const passTermEnd = command<'PassTermEnd', { subject: Subject }>('PassTermEnd');
export const holdTenure = command<'HoldTenure', { subject: Subject; burden: Burden }>('HoldTenure');
export const liftTenureHold = command<'LiftTenureHold', { subject: Subject; burdenId: string }>(
  'LiftTenureHold',
);

export type TenureCommand = CommandsOf<typeof import('./tenure.commands.js')>;
