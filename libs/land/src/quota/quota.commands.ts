import { Command } from '#kernel/messages';
import type { Day, SquareMetresText, Subject } from '../terms.js';
import type { Demand, LinkageOrigin, QuotaKind, QuotaNeed } from './quota.events.js';

/** `origin` for 增减挂钩 only: where the land was reclaimed, and by which paper that was accepted. */
export class IssueQuota extends Command<{
  kind: QuotaKind;
  areaM2: SquareMetresText;
  documentNo: string;
  origin?: LinkageOrigin;
}> {
  readonly type = 'IssueQuota';
}
export class AdjustQuota extends Command<{ kind: QuotaKind; deltaM2: string; documentNo: string }> {
  readonly type = 'AdjustQuota';
}
/** 分期分批: from now on reservations belong to this batch, up to its own area. */
export class OpenQuotaBatch extends Command<{ batchNo: string; openedOn: Day; limitM2: SquareMetresText }> {
  readonly type = 'OpenQuotaBatch';
}
export class ReserveQuota extends Command<{ subject: Subject; need: QuotaNeed }> {
  readonly type = 'ReserveQuota';
}
export class ExpireReservation extends Command<{ subject: Subject; expiresOn: Day }> {
  readonly type = 'ExpireReservation';
}
export class OccupyQuota extends Command<{ subject: Subject }> {
  readonly type = 'OccupyQuota';
}
export class WriteOffQuota extends Command<{ subject: Subject }> {
  readonly type = 'WriteOffQuota';
}
export class ReleaseQuota extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'ReleaseQuota';
}
/** After the plan year: what nobody holds is carried over or lapses, by the county's rule for its kind. */
export class CloseQuotaYear extends Command<{ documentNo: string }> {
  readonly type = 'CloseQuotaYear';
}
export class CarryOverQuota extends Command<{
  fromYear: number;
  serial: number;
  carried: readonly Demand[];
}> {
  readonly type = 'CarryOverQuota';
}

export type QuotaCommand =
  | IssueQuota
  | AdjustQuota
  | OpenQuotaBatch
  | ReserveQuota
  | ExpireReservation
  | OccupyQuota
  | WriteOffQuota
  | ReleaseQuota
  | CloseQuotaYear
  | CarryOverQuota;
