import { Command } from '#kernel/messages';
import type { SquareMetresText, Subject } from '../terms.js';
import type { QuotaKind, QuotaNeed } from './quota.events.js';

export class IssueQuota extends Command<{ kind: QuotaKind; areaM2: SquareMetresText; documentNo: string }> { readonly type = 'IssueQuota'; }
export class AdjustQuota extends Command<{ kind: QuotaKind; deltaM2: string; documentNo: string }> { readonly type = 'AdjustQuota'; }
export class ReserveQuota extends Command<{ subject: Subject; need: QuotaNeed }> { readonly type = 'ReserveQuota'; }
export class OccupyQuota extends Command<{ subject: Subject }> { readonly type = 'OccupyQuota'; }
export class WriteOffQuota extends Command<{ subject: Subject }> { readonly type = 'WriteOffQuota'; }
export class ReleaseQuota extends Command<{ subject: Subject; reason: string }> { readonly type = 'ReleaseQuota'; }

export type QuotaCommand = IssueQuota | AdjustQuota | ReserveQuota | OccupyQuota | WriteOffQuota | ReleaseQuota;
