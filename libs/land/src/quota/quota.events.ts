import type { Event } from '#kernel/messages';
import type { SquareMetresText, Subject } from '../terms.js';

/** 供地计划 supply is taken by every entry; 新增建设用地计划 new only by land that was not construction land. */
export type QuotaKind = 'supply' | 'new';
/** What an entry asks of the plan, and how ready its project is (项目成熟度, 0 to 100): the waiting list goes by it. */
export type QuotaNeed = Readonly<{ demands: readonly Demand[]; readiness: number }>;
export type Demand = Readonly<{ kind: QuotaKind; areaM2: SquareMetresText }>;

export type QuotaEvent =
  | Event<'QuotaIssued', { kind: QuotaKind; areaM2: SquareMetresText; documentNo: string }>
  /** 追加 or 调减: the difference carries its sign. */
  | Event<'QuotaAdjusted', { kind: QuotaKind; deltaM2: string; documentNo: string }>
  | Event<'QuotaReserved', { subject: Subject; demands: readonly Demand[]; fromWaitlist: boolean }>
  | Event<'QuotaWaitlisted', { subject: Subject; need: QuotaNeed; short: readonly Demand[] }>
  | Event<'QuotaOccupied', { subject: Subject; demands: readonly Demand[] }>
  | Event<'QuotaWrittenOff', { subject: Subject; demands: readonly Demand[] }>
  | Event<'QuotaReleased', { subject: Subject; demands: readonly Demand[]; from: 'waiting' | 'reserved' | 'occupied' | 'used'; reason: string }>;
