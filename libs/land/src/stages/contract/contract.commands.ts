import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Dossier } from '../../shared/dossier.js';
import type { Correction } from '../../shared/payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';
import type { ContractPaper, Fault, Ground, LeaseEnd } from './contract.events.js';

const command = commandsTo<StreamOf<'contract'>>();

export const openDeal = command<
  'OpenDeal',
  {
    subject: Subject;
    deal: DealTerms;
    documentNo: string;
  } & Dossier
>('OpenDeal');
export const publishDeal = command<'PublishDeal', { buyer: Party; priceFen: FenText; publishedOn: Day }>(
  'PublishDeal',
);
export const objectDeal = command<'ObjectDeal', { reason: string }>('ObjectDeal');
/** The public notice period of an agreement has passed. */
export const passPublicity = command<'PassPublicity', { subject: Subject }>('PassPublicity');
export const confirmDeal = command<
  'ConfirmDeal',
  {
    subject: Subject;
    deal: DealTerms;
    buyer: Party;
    priceFen: FenText;
    confirmedOn: Day;
    /** 竞买保证金 of the winner; none in an agreement. */ depositFen?: FenText;
  }
>('ConfirmDeal');
export const passSigningDeadline = command<'PassSigningDeadline', { subject: Subject }>(
  'PassSigningDeadline',
);
export const signContract = command<'SignContract', { paper: ContractPaper }>('SignContract');
export const fileContract = command<'FileContract', { filingNo: string; filedOn: Day }>('FileContract');
/**
 * `contractNo`, and of a rent `noticeNo`: what the money came for, where the payer or the treasury says it.
 */
export type PaidFor = Readonly<{ contractNo?: string; noticeNo?: string }>;
export const recordPricePayment = command<
  'RecordPricePayment',
  PaidFor & {
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('RecordPricePayment');
/** 履约保证金 of a lease, in one sum. */
export const payGuarantee = command<
  'PayGuarantee',
  Pick<PaidFor, 'contractNo'> & {
    amountFen: FenText;
    paidOn: Day;
    voucherNo: string;
    correction?: Correction;
  }
>('PayGuarantee');
/** The day has come on which the notice of a rent is to be written. */
export const passRentCall = command<'PassRentCall', { subject: Subject; no: number }>('PassRentCall');
export const issueRentNotice = command<'IssueRentNotice', { no: number; noticeNo: string; issuedOn: Day }>(
  'IssueRentNotice',
);
/** 先租后让: the lease was approved to become a grant, and its price falls due. */
export const priceConversion = command<
  'PriceConversion',
  { subject: Subject; priceFen: FenText; signedOn: Day }
>('PriceConversion');
/**
 * The right has ended, or is a grant from here on: rents no longer fall due. `unusedToo`: the days of the
 * running year that are left are paid back as well.
 */
export const endRents = command<
  'EndRents',
  {
    subject: Subject;
    how: LeaseEnd;
    reason: string;
    endedOn: Day;
    unusedToo: boolean;
  }
>('EndRents');
/** 作价出资: the company issued the share for the land. */
export const recordContribution = command<
  'RecordContribution',
  {
    certificateNo: string;
    documentNo: string;
    shareRatio: string;
    contributedOn: Day;
  }
>('RecordContribution');
/** An instalment's last day, or the last day of grace after it, has passed. */
export const passInstalment = command<'PassInstalment', { subject: Subject; no: number }>('PassInstalment');
export const passDefault = command<'PassDefault', { subject: Subject; no: number }>('PassDefault');
/** 催缴: the owner asks in writing for what is overdue. */
export const urgePrice = command<'UrgePrice', { no: number; documentNo: string; urgedOn: Day }>('UrgePrice');
/** The owner keeps the contract, though the buyer's default would let it go. */
export const tolerateDefault = command<'TolerateDefault', { no: number; reason: string }>('TolerateDefault');
/**
 * By the buyer's fault for the price only after the grace of the pack; `compensationFen` is what a take-back
 * for the public owes beyond the price.
 */
export const rescindContract = command<
  'RescindContract',
  {
    reason: string;
    fault: Fault;
    ground?: Ground;
    compensationFen?: FenText;
  }
>('RescindContract');
/** The platform's result was void: so is what stands on it. */
export const voidDeal = command<'VoidDeal', { subject: Subject; reason: string; forfeitFen: FenText }>(
  'VoidDeal',
);
/** Something limits dealing with the parcel: nothing is published, signed or filed until it is lifted. */
export const holdContract = command<'HoldContract', { subject: Subject; burden: Burden }>('HoldContract');
export const liftContractHold = command<'LiftContractHold', { subject: Subject; burdenId: string }>(
  'LiftContractHold',
);
/** The right is registered: the contract is fulfilled and can no longer be rescinded. */
export const fulfilContract = command<'FulfilContract', { subject: Subject }>('FulfilContract');
/** The scheme ended before there was a contract: a deal that arrives later opens nothing. */
export const closeDeal = command<'CloseDeal', { subject: Subject; reason: string }>('CloseDeal');

export type ContractCommand = CommandsOf<typeof import('./contract.commands.js')>;
