import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Demand, QuotaKind, QuotaNeed } from '../../shared/need.rules.js';
import type { Day, SquareMetresText, Subject } from '../../shared/terms.js';
import type { LinkageOrigin } from './quota.events.js';

const command = commandsTo<StreamOf<'quota'>>();

/** `origin` for 增减挂钩 only: where the land was reclaimed, and by which paper that was accepted. */
export const issueQuota = command<
  'IssueQuota',
  {
    kind: QuotaKind;
    areaM2: SquareMetresText;
    documentNo: string;
    origin?: LinkageOrigin;
  }
>('IssueQuota');
export const adjustQuota = command<'AdjustQuota', { kind: QuotaKind; deltaM2: string; documentNo: string }>(
  'AdjustQuota',
);
/** 分期分批: from now on reservations belong to this batch, up to its own area. */
export const openQuotaBatch = command<
  'OpenQuotaBatch',
  { batchNo: string; openedOn: Day; limitM2: SquareMetresText }
>('OpenQuotaBatch');
export const reserveQuota = command<'ReserveQuota', { subject: Subject; need: QuotaNeed }>('ReserveQuota');
export const expireReservation = command<'ExpireReservation', { subject: Subject; expiresOn: Day }>(
  'ExpireReservation',
);
export const occupyQuota = command<'OccupyQuota', { subject: Subject }>('OccupyQuota');
export const writeOffQuota = command<'WriteOffQuota', { subject: Subject }>('WriteOffQuota');
export const releaseQuota = command<'ReleaseQuota', { subject: Subject; reason: string }>('ReleaseQuota');
/** After the plan year: what nobody holds is carried over or lapses, by the county's rule for its kind. */
export const closeQuotaYear = command<'CloseQuotaYear', { documentNo: string }>('CloseQuotaYear');
export const carryOverQuota = command<
  'CarryOverQuota',
  {
    fromYear: number;
    serial: number;
    carried: readonly Demand[];
  }
>('CarryOverQuota');

export type QuotaCommand = CommandsOf<typeof import('./quota.commands.js')>;
