import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { DealDossier, Dossier } from '../../shared/dossier.js';
import type { Correction } from '../../shared/payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';

/** What a contract must contain (实施条例 Art. 41; GF-2023-2608). */
export const CLAUSES = [
  'boundary',
  'area',
  'use',
  'planning',
  'term',
  'payment',
  'delivery',
  'schedule',
  'admission',
  'take-back',
  'compensation',
  'renewal',
  'liability',
  'disputes',
] as const;
export type Clause = (typeof CLAUSES)[number];
/** The five annexes of GF-2023-2608: 宗地平面界址图, 竖向界限, 规划条件, 产业准入要求, 生态环境保护要求. */
export const ANNEXES = [
  'boundary-map',
  'vertical-limits',
  'planning-conditions',
  'industry-admission',
  'ecology-requirements',
] as const;
export type Annex = (typeof ANNEXES)[number];

/** Part of the price and its last day. */
export type Instalment = Readonly<{ dueOn: Day; amountFen: FenText }>;
/** Agreed default interest per day and where it is from. */
export type LateRate = Readonly<{
  rate: string;
  /** Row of the pack, or a district’s own; absent where the parties named the rate. */ rule?: string;
  source: string;
  confirmed: boolean;
}>;

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
  /** 出让人: the collective, or its villagers' committee. */
  grantor: string;
  /** 出让监管协议 (GF-2023-2609), three parties: the supervisor is the district's government. */
  supervision: Readonly<{ agreementNo: string; supervisor: string; on: Day }>;
  clauses: readonly Clause[];
  annexes: readonly Annex[];
  /** As approved where the contract does not say less. */
  termYears?: number;
  /** 定金; the bid deposit where the contract names none, as far as the law allows. */
  earnestFen?: FenText;
  /** Default interest per day, such as `0.5‰`; the pack's where the contract names none. */
  lateRate?: string;
  /** The payments in order; by the pack where the contract names none. */
  instalments?: readonly Instalment[];
}>;

/** What was agreed, with the blanks filled: what every later stage goes by. */
export type ContractTerms = Readonly<{
  buyer: Party;
  grantor: string;
  termYears: number;
  signedOn: Day;
  deliveryOn: Day;
  startOn: Day;
  completionOn: Day;
  earnestFen: FenText;
  lateRate: LateRate;
  schedule: readonly Due[];
  /**
   * Rents that fall due year by year, and what secures them. Absent where the price is paid at once, and in
   * contracts of 0.1.0.
   */
  rents?: Readonly<{ years: number; /** 履约保证金. */ guarantee: ExplainedFen }>;
  /** 作价出资: no price is paid, the company gives the collective this share for land of this value. */
  capital?: Readonly<{ shareRatio: string; valueFen: FenText }>;
}>;

/**
 * One payment of the contract by its number. `rentYear`: the year of the lease that it is the rent of;
 * `callOn`: when its notice is written; `conversion`: the price of the grant that a lease becomes.
 */
export type Due = Instalment & Readonly<{ no: number; rentYear?: number; callOn?: Day; conversion?: true }>;

/**
 * How rents end: with the term, with the right taken back, for the tenant's default, or because the lease
 * became a grant.
 */
export type LeaseEnd = 'term' | 'returned' | 'default' | 'converted';
export type Fault = 'buyer' | 'owner' | 'law';
/** Why the buyer is at fault: the price, or another breach. */
export type Ground = 'price' | 'breach';
/** An amount with its computation, as an event keeps it. */
export type ExplainedFen = Readonly<{
  value: FenText;
  formula: string;
  inputs: Readonly<Record<string, string>>;
  rule: string;
  source: string;
  confirmed: boolean;
}>;
/** An instalment that was overdue when the contract ended, so that its work ends too. */
export type Arrear = Readonly<{ no: number; defaulted: boolean }>;

export type ContractEvent =
  /** Agreement route: the intended deal is shown to the public until `publicUntil` before it counts. */
  | Event<'DealOpened', { subject: Subject; deal: DealTerms; documentNo: string } & Dossier>
  | Event<
      'DealPublished',
      {
        subject: Subject;
        buyer: Party;
        priceFen: FenText;
        publishedOn: Day;
        publicUntil: Day | null;
      } & MayBeOpen
    >
  | Event<'DealObjected', { subject: Subject; reason: string }>
  /** A deal is done: by the platform's result, or by publicity without an upheld objection. */
  | Event<
      'DealConfirmed',
      {
        subject: Subject;
        deal: DealTerms;
        buyer: Party;
        priceFen: FenText;
        confirmedOn: Day;
        signBy: Day | null;
        depositFen?: FenText;
      } & MayBeOpen
    >
  | Event<'SigningOverdue', { subject: Subject; signBy: Day }>
  | Event<
      'ContractSigned',
      {
        subject: Subject;
        paper: ContractPaper;
        terms: ContractTerms;
        priceFen: FenText;
        /** Who may not file it as well; `signedFor` is the absent one whose deputy signed. */
        signedBy: string;
        signedFor?: string;
      } & DealDossier
    >
  | Event<
      'ContractFiled',
      {
        subject: Subject;
        filingNo: string;
        filedOn: Day;
        /** The deed tax falls due on it (契税法 Art. 9); absent in older events. */ signedOn?: Day;
        deal: DealTerms;
        priceFen: FenText;
        contractNo: string;
        terms: ContractTerms;
      }
    >
  | Event<
      'PricePaymentRecorded',
      {
        subject: Subject;
        amountFen: FenText;
        paidOn: Day;
        voucherNo: string;
        correction?: Correction;
        paidFen: FenText;
        unpaidFen: FenText;
      }
    >
  /** 履约保证金 of a lease: kept beside the rents, given back at the end of them. */
  | Event<
      'GuaranteePaid',
      { subject: Subject; amountFen: FenText; paidOn: Day; voucherNo: string; correction?: Correction }
    >
  /** One payment of a contract with rents is complete. `called`: the work of its notice was still open. */
  | Event<
      'InstalmentSettled',
      {
        subject: Subject;
        no: number;
        amountFen: FenText;
        rentYear?: number;
        conversion?: true;
        called: boolean;
      }
    >
  /**
   * First rent and guarantee are paid, and what else is no rent: by then the right may be registered.
   * `priceFen` is what deed tax is asked of.
   */
  | Event<'LeaseSecured', { subject: Subject; priceFen: FenText; guaranteeFen: FenText }>
  /** The next rent is to be asked for in writing. */
  | Event<'RentCalled', { subject: Subject; no: number; rentYear: number; dueOn: Day; unpaidFen: FenText }>
  | Event<'RentNoticeIssued', { subject: Subject; no: number; noticeNo: string; issuedOn: Day }>
  /**
   * 先租后让: from here on the price is owed, and the rents of the years that will not come (`stopped`) are not;
   * `arrears` and `calls` of them were work already.
   */
  | Event<
      'ConversionPriced',
      {
        subject: Subject;
        due: Due;
        stopped: readonly number[];
        arrears?: readonly Arrear[];
        calls?: readonly number[];
      }
    >
  /**
   * No more rents fall due. `rentBack` is what was paid for time that is not used; of the guarantee `keptFen`
   * covers what is still owed (`unpaidFen`), and the rest goes back. `stopped`, `arrears`, `calls`: whose
   * clocks and work end with it.
   */
  | Event<
      'LeaseEnded',
      {
        subject: Subject;
        how: LeaseEnd;
        reason: string;
        endedOn: Day;
        unpaidFen: FenText;
        rentBack: ExplainedFen;
        guaranteeBackFen: FenText;
        keptFen: FenText;
        stopped: readonly number[];
        arrears: readonly Arrear[];
        calls: readonly number[];
      }
    >
  /** 作价出资: the company has issued the share, by its capital verification (验资). */
  | Event<
      'CapitalContributed',
      {
        subject: Subject;
        shareRatio: string;
        valueFen: FenText;
        certificateNo: string;
        documentNo: string;
        contributedOn: Day;
      }
    >
  /** `instalments` is how many there were, so that their clocks end. */
  | Event<'PriceSettled', { subject: Subject; priceFen: FenText; instalments: number }>
  /**
   * `unpaidFen`: what is missing of everything due by then. After `defaultOn` the contract may be rescinded.
   */
  | Event<
      'PriceOverdue',
      {
        subject: Subject;
        no: number;
        dueOn: Day;
        unpaidFen: FenText;
        lateRate: LateRate;
        defaultOn: Day | null;
      } & MayBeOpen
    >
  | Event<'PriceUrged', { subject: Subject; no: number; documentNo: string; urgedOn: Day }>
  | Event<'PriceDefaulted', { subject: Subject; no: number; dueOn: Day; since: Day; unpaidFen: FenText }>
  | Event<'DefaultTolerated', { subject: Subject; no: number; reason: string }>
  /** Paid after all: `interest` is what the delay costs by the contract. */
  | Event<
      'ArrearsCleared',
      { subject: Subject; no: number; clearedOn: Day; interest: ExplainedFen; defaulted: boolean }
    >
  /**
   * `stage` says which tasks were still open. Of the money paid, `refundFen` goes back and `keptFen` stays as
   * the buyer's lost earnest money; `depositLostFen` lies with the platform and is lost; `owedFen` the owner
   * owes besides (a second earnest money, or the compensation of a take-back).
   */
  | Event<
      'ContractRescinded',
      {
        subject: Subject;
        reason: string;
        fault: Fault;
        refundFen: FenText;
        keptFen: FenText;
        depositLostFen: FenText;
        owedFen: FenText;
        stage: ContractStage;
        arrears: readonly Arrear[];
        instalments: number;
        /** The winner of a platform's deal refused to sign. */ defaulted: boolean;
        /** As a person gave it. */ ground?: Ground;
        /** Of a lease: what of the guarantee goes back, and which notices need not be written. */
        guaranteeBackFen?: FenText;
        calls?: readonly number[];
      }
    >
  | Event<'ContractFulfilled', { subject: Subject }>
  /**
   * The result was found void after the right was registered: the register is corrected, if at all, by a
   * court or by 更正登记.
   */
  | Event<'DealVoidedAfterRegistration', { subject: Subject; reason: string }>
  | Event<'DealClosed', { subject: Subject; reason: string; stage: ContractStage }>
  | Event<'ContractHeld', { subject: Subject; burden: Burden }>
  | Event<'ContractHoldLifted', { subject: Subject; burdenId: string }>;

export type ContractStage = 'none' | 'opened' | 'published' | 'confirmed' | 'signed' | 'filed' | 'ended';
