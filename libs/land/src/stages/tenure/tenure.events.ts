import type { Event } from '#kernel/messages';
import type { ContractTerms, ExplainedFen } from '../contract/index.js';
import type { Correction } from '../../shared/payment.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject, Use } from '../../shared/terms.js';

/** Days by which the law counts whether land lies idle: the agreed days, moved by what excuses a delay. */
export type Schedule = Readonly<{ startBy: Day; completeBy: Day; idleFeeOn: Day; idleReturnOn: Day }>;

/** 城市房地产管理法 Art. 26: 不可抗力, 政府原因, 动工开发必需的前期工作. */
export const EXCUSES = ['force-majeure', 'government', 'preparation'] as const;
export type Excuse = (typeof EXCUSES)[number];

/**
 * 出售, 交换, 赠与, 出租, 作价出资（入股）: what a right that was entered may be passed on by (土地管理法 Art. 63; 财税〔2016〕41号).
 */
export const ACTS = ['sale', 'exchange', 'gift', 'lease', 'equity'] as const;
export type Act = (typeof ACTS)[number];

/** Until when the minimum dividend of a year of the share is paid. */
export type DividendDay = Readonly<{ year: number; dueOn: Day }>;

export type Transfer = Readonly<{
  act: Act;
  to: Party;
  contractNo: string;
  signedOn: Day;
  /** 实施条例 Art. 43: the owner is told in writing. */
  noticeNo: string;
  noticedOn: Day;
  incomeFen: FenText;
  /**
   * What the holder spent on the land since; part of the gain's costs. Absent where it cannot be established.
   */
  developmentFen?: FenText;
  /** Of the planned investment, and of that what is done. */
  plannedFen: FenText;
  investedFen: FenText;
  /** For 出租 only. */
  years?: number;
  /** Where the rate of the levy has expired: by which paper finance keeps it. */
  rateDocumentNo?: string;
  /** 民法典 Art. 406: the mortgagee was told. */
  mortgageeNoticeNo?: string;
}>;

/**
 * 公益 (土地管理法 Art. 66 with compensation), 闲置 (城市房地产管理法 Art. 26), 擅自改变用途 (土地管理法 Art. 66), 停止使用 (撤销、迁移等, Art.
 * 66).
 */
export const RETURN_GROUNDS = ['public-interest', 'idle', 'misuse', 'disuse'] as const;
export type ReturnGround = (typeof RETURN_GROUNDS)[number];

/** The life of the right after its registration. */
export type TenureEvent =
  /** The filed contract, kept for the day on which the right is registered. */
  | Event<
      'TenureAgreed',
      { subject: Subject; deal: DealTerms; terms: ContractTerms; priceFen: FenText; contractNo: string }
    >
  | Event<
      'TenureOpened',
      {
        subject: Subject;
        holder: Party;
        certificateNo: string;
        use: Use;
        acquiredFen: FenText;
        beganOn: Day;
        endsOn: Day;
        schedule: Schedule;
        /** 入股 with a minimum dividend only. */ dividends?: readonly DividendDay[];
      }
    >
  | Event<'ConstructionStarted', { subject: Subject; startedOn: Day; documentNo: string }>
  | Event<
      'ConstructionExcused',
      { subject: Subject; excuse: Excuse; days: number; documentNo: string; schedule: Schedule }
    >
  | Event<'ConstructionCompleted', { subject: Subject; completedOn: Day; documentNo: string }>
  /**
   * `round`: which finding of this land it is; the first one when absent, here and in what follows from it.
   */
  | Event<'LandIdle', { subject: Subject; startBy: Day; idleSince: Day; fee: ExplainedFen; round?: number }>
  | Event<
      'IdleFeePaid',
      {
        subject: Subject;
        amountFen: FenText;
        paidOn: Day;
        voucherNo: string;
        correction?: Correction;
        round?: number;
      }
    >
  /** The fee is not collected, by the document that says so; the land still counts as idle. */
  | Event<'IdleFeeVoided', { subject: Subject; reason: string; documentNo: string; round: number }>
  /** `round`: which time it is that this land may be taken back; the first one when absent. */
  | Event<'IdleLandReturnable', { subject: Subject; startBy: Day; source: string; round?: number }>
  /** Though it may be taken back, it stays with its holder. */
  | Event<'IdleLandKept', { subject: Subject; reason: string; round?: number }>
  /** A cause of the government moved the second year beyond today: the land may not be taken back yet. */
  | Event<'IdleReturnLifted', { subject: Subject; documentNo: string; round: number }>
  /**
   * A cause of the government moved the first year beyond today (or the start of building): the land never
   * was idle. Of the fee what was still owed is withdrawn, and what was paid by `voucherNo` goes back by the
   * treasury.
   */
  | Event<
      'IdleFindingLifted',
      {
        subject: Subject;
        days: number;
        documentNo: string;
        round: number;
        withdrawnFen: FenText;
        refundFen: FenText;
        voucherNo?: string;
      }
    >
  | Event<
      'TransferOpened',
      { subject: Subject; transfer: Transfer; levy: ExplainedFen; deedTax: ExplainedFen }
    >
  | Event<
      'TransferLevyPaid',
      { subject: Subject; amountFen: FenText; paidOn: Day; voucherNo: string; correction?: Correction }
    >
  /** The new holder; after 出租 the old one stays. */
  | Event<
      'TransferRegistered',
      {
        subject: Subject;
        act: Act;
        from: Party;
        to: Party;
        certificateNo: string;
        registeredOn: Day;
        incomeFen: FenText;
        deedTaxVoucher: string;
        deedTaxFen: FenText;
      }
    >
  | Event<'TransferCancelled', { subject: Subject; reason: string; levyPaidFen: FenText }>
  | Event<
      'UseChanged',
      {
        subject: Subject;
        from: Use;
        use: Use;
        planningNo: string;
        consentNo: string;
        contractNo: string;
        extraFen: FenText;
        voucherNo: string;
        changedOn: Day;
      }
    >
  | Event<'RenewalApplied', { subject: Subject; years: number; appliedOn: Day }>
  | Event<
      'TenureRenewed',
      { subject: Subject; years: number; contractNo: string; priceFen: FenText; endsOn: Day }
    >
  | Event<'RenewalRefused', { subject: Subject; reason: string }>
  /**
   * `levyPaidFen`: of a transfer that now comes to nothing. `disposalOpen`: somebody was still to decide
   * about idle land, as work of `disposalRound` (the first when absent).
   */
  | Event<
      'RightReturned',
      {
        subject: Subject;
        ground: ReturnGround;
        approvalNo: string;
        returnedOn: Day;
        priceBack: ExplainedFen;
        buildingsFen: FenText;
        levyPaidFen: FenText;
        disposalOpen: boolean;
        disposalRound?: number;
        /** An application to convert the lease that nobody decided. */ conversionRound?: number;
      }
    >
  | Event<'TermEnded', { subject: Subject; endsOn: Day; disposalOpen: boolean; disposalRound?: number }>
  /** 先租后让: the tenant asks; `round` counts the applications. */
  | Event<'ConversionApplied', { subject: Subject; round: number; appliedOn: Day; documentNo: string }>
  | Event<'ConversionRefused', { subject: Subject; round: number; reason: string }>
  /** `endsOn`: the end of the grant, counted with the leased years from the delivery. */
  | Event<
      'ConversionApproved',
      {
        subject: Subject;
        round: number;
        documentNo: string;
        acceptanceNo: string;
        contractNo: string;
        signedOn: Day;
        priceFen: FenText;
        endsOn: Day;
        levy: ExplainedFen;
        deedTax: ExplainedFen;
      }
    >
  | Event<'ConversionPaid', { subject: Subject; priceFen: FenText }>
  | Event<
      'ConversionLevyPaid',
      { subject: Subject; amountFen: FenText; paidOn: Day; voucherNo: string; correction?: Correction }
    >
  /** From here on the right is a grant, with a certificate and a term of its own. */
  | Event<
      'LeaseConverted',
      {
        subject: Subject;
        certificateNo: string;
        registeredOn: Day;
        deedTaxVoucher: string;
        deedTaxFen: FenText;
        priceFen: FenText;
        levyFen: FenText;
        beganOn: Day;
        endsOn: Day;
      }
    >
  /** The tenant lost the lease by default, and the right with it. */
  | Event<
      'LeaseLost',
      {
        subject: Subject;
        reason: string;
        endedOn: Day;
        disposalOpen: boolean;
        disposalRound?: number;
        conversionRound?: number;
      }
    >
  /** `paidFen`, `unpaidFen`: of this year, against the minimum. */
  | Event<
      'DividendPaid',
      {
        subject: Subject;
        year: number;
        amountFen: FenText;
        paidOn: Day;
        voucherNo: string;
        documentNo: string;
        correction?: Correction;
        minimum: ExplainedFen;
        paidFen: FenText;
        unpaidFen: FenText;
      }
    >
  | Event<
      'DividendMissing',
      { subject: Subject; year: number; dueOn: Day; missingFen: FenText; minimum: ExplainedFen }
    >
  | Event<'DividendUrged', { subject: Subject; year: number; documentNo: string; urgedOn: Day }>
  | Event<'DividendCaughtUp', { subject: Subject; year: number }>
  | Event<'TenureHeld', { subject: Subject; burden: Burden }>
  | Event<'TenureHoldLifted', { subject: Subject; burdenId: string }>;
