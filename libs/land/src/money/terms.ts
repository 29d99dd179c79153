/** What finance and the registrar see of the money of an entry. All values are plain JSON. */
import type { RefundKind } from '../ledgers/refunds/index.js';
import type { LandEvent } from '../procedure.js';
import type { Day, FenText, Subject } from '../shared/terms.js';

/** What is read of it, by the types of the facts. */
export type SchemeFact = Extract<LandEvent, { type: 'SchemeSubmitted' | 'SchemeRevised' }>;
export type LevyFact = Extract<LandEvent, { type: (typeof LEVY_FACTS)[number] }>;
export type PriceFact = Extract<LandEvent, { type: (typeof PRICE_FACTS)[number] }>;
export type RefundFact = Extract<LandEvent, { type: (typeof REFUND_FACTS)[number] }>;

export const LEVY_FACTS = [
  'LevyRateMissing',
  'LevyAssessmentDeferred',
  'LevyAssessed',
  'LevyNoticeIssued',
  'LevyPaymentRecorded',
  'LevyLateFeeCharged',
  'LevySettled',
  'LevyCancelled',
  'LevyRefunded',
] as const;
export const PRICE_FACTS = [
  'DealConfirmed',
  'ContractSigned',
  'PricePaymentRecorded',
  'GuaranteePaid',
  'RentCalled',
  'RentNoticeIssued',
  'ConversionPriced',
  'LeaseEnded',
  'PriceSettled',
  'CapitalContributed',
  'ContractRescinded',
  'DealClosed',
] as const;

export const REFUND_FACTS = ['RefundOwed', 'RefundPaid'] as const;

type Of<T extends LandEvent['type']> = Extract<LandEvent, { type: T }>['data'];
type Explanation = Of<'LevyAssessed'>['explanation'];
type RateConfirmation = NonNullable<Of<'LevyAssessed'>['confirmation']>;
type LevyPart = NonNullable<Of<'LevyNoticeIssued'>['schedule']>[number];
type Due = Of<'ConversionPriced'>['due'];
type LateRate = Of<'ContractSigned'>['terms']['lateRate'];
type Guarantee = NonNullable<Of<'ContractSigned'>['terms']['rents']>['guarantee'];

/** Money that came, by its voucher. */
export type Paid = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;

/** The late fee as it stood from a day on: what it was charged for, and by which rule. */
export type FeeCharged = Readonly<{ on: Day; feeFen: FenText; days: number; explanation: Explanation }>;

export type LevyMoney = Readonly<{
  /** `awaiting`: a row of the rules or a cost is missing, so that there is no amount yet. */
  status: 'awaiting' | 'assessed' | 'noticed' | 'settled' | 'cancelled';
  amountFen: FenText;
  explanation?: Explanation;
  confirmation?: RateConfirmation;
  /** Why there is no amount yet, or none any more. */
  reason?: string;
  noticeNo?: string;
  issuedOn?: Day;
  schedule: readonly LevyPart[];
  payments: readonly Paid[];
  lateFeeFen: FenText;
  fees: readonly FeeCharged[];
  settledOn?: Day;
  refundedFen?: FenText;
}>;

/** That the rent of a year was asked for in writing. */
export type RentCall = Readonly<{ no: number; noticeNo?: string; issuedOn?: Day }>;

export type PriceMoney = Readonly<{
  status: 'agreed' | 'owed' | 'settled' | 'ended';
  priceFen: FenText;
  contractNo?: string;
  /** Empty before the contract is signed, and where land is put into a company. */
  schedule: readonly Due[];
  /** Numbers of parts that fall away, because the lease ended or became a grant. */
  stopped: readonly number[];
  payments: readonly Paid[];
  /** What a day of delay costs by the contract. */
  lateRate?: LateRate;
  /** Of a lease that has ended: from when no rent falls due, and what of them its guarantee covered. */
  rentsEnded?: Readonly<{ on: Day; keptFen: FenText }>;
  /** 履约保证金 of a lease. */
  guarantee?: Guarantee;
  guaranteePaid?: Paid;
  calls: readonly RentCall[];
  reason?: string;
  refundFen?: FenText;
}>;

/** Money that goes back: `paid` once it did. */
export type RefundMoney = Readonly<{
  no: number;
  kind: RefundKind;
  amountFen: FenText;
  reason: string;
  owedOn: Day;
  /** The fact by which it goes back. */
  basis: string;
  paid?: Readonly<{ payee: string; voucherNo: string; paidOn: Day }>;
}>;

/** The accounts of one entry. */
export type MoneyView = Readonly<{
  subject: Subject;
  village: string;
  /** The collective that owns the land, which may pay the levy itself. */
  owner: string;
  buyer?: string;
  levy?: LevyMoney;
  price?: PriceMoney;
  /** In the order in which they came to be owed; absent before the first. */
  refunds?: readonly RefundMoney[];
}>;
