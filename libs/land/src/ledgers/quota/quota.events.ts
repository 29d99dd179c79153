import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Demand, QuotaKind, QuotaNeed } from '../../shared/need.rules.js';
import type { Day, SquareMetresText, Subject } from '../../shared/terms.js';

/** What the facts are made of comes with them. */
export type { Demand, QuotaKind, QuotaNeed };
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
