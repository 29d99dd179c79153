import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Day, SquareMetresText, Subject } from '../../shared/terms.js';

/**
 * 供应计划 supply is taken by every entry; 新增建设用地计划 new only by land that was not construction land; 总量控制 total
 * is cumulative, so what is left of a year goes on; 增减挂钩 linkage is land reclaimed elsewhere, for 异地调整入市.
 */
export type QuotaKind = 'supply' | 'new' | 'total' | 'linkage';
/**
 * What an entry asks of the plan, and how ready its project is (项目成熟度, 0 to 100): the waiting list goes by
 * it.
 */
export type QuotaNeed = Readonly<{ demands: readonly Demand[]; readiness: number }>;
export type Demand = Readonly<{ kind: QuotaKind; areaM2: SquareMetresText }>;
/** 复垦验收: the district of the reclaimed land and the paper that accepted it. */
export type LinkageOrigin = Readonly<{ district: string; acceptanceNo: string }>;

export type QuotaEvent =
  | Event<
      'QuotaIssued',
      { kind: QuotaKind; areaM2: SquareMetresText; documentNo: string; origin?: LinkageOrigin }
    >
  /** 追加 or 调减: the difference carries its sign. */
  | Event<'QuotaAdjusted', { kind: QuotaKind; deltaM2: string; documentNo: string }>
  | Event<'QuotaBatchOpened', { batchNo: string; openedOn: Day; limitM2: SquareMetresText }>
  /** `expiresOn` is the last day on which the reservation holds without an approval. */
  | Event<
      'QuotaReserved',
      {
        subject: Subject;
        demands: readonly Demand[];
        fromWaitlist: boolean;
        expiresOn: Day | null;
        batch?: string;
      } & MayBeOpen
    >
  | Event<'QuotaWaitlisted', { subject: Subject; need: QuotaNeed; short: readonly Demand[] }>
  /** Not approved in time: the land is free again, and the scheme goes back to its clerk. */
  | Event<'QuotaReservationExpired', { subject: Subject; demands: readonly Demand[]; expiresOn: Day }>
  | Event<'QuotaOccupied', { subject: Subject; demands: readonly Demand[] }>
  | Event<'QuotaWrittenOff', { subject: Subject; demands: readonly Demand[] }>
  | Event<
      'QuotaReleased',
      {
        subject: Subject;
        demands: readonly Demand[];
        from: 'waiting' | 'expired' | 'reserved' | 'occupied' | 'used';
        reason: string;
      }
    >
  /** Who still waited waits in vain: the year gives nothing any more. */
  | Event<
      'QuotaYearClosed',
      { documentNo: string; waiting: readonly Readonly<{ subject: Subject; need: QuotaNeed }>[] }
    >
  /**
   * What nobody holds leaves the year: at its close, and once more whenever something is given back
   * afterwards.
   */
  | Event<
      'QuotaYearSettled',
      {
        district: string;
        planYear: number;
        serial: number;
        carried: readonly Demand[];
        lapsed: readonly Demand[];
      }
    >
  | Event<'QuotaCarriedOver', { fromYear: number; serial: number; carried: readonly Demand[] }>;
