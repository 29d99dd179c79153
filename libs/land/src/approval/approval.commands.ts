import { Command } from '#kernel/messages';
import type { QuotaNeed } from '../quota/quota.events.js';
import type { Hands } from '../hands.rules.js';
import type { Burden, Doubted, Prepared, ReturnItem, Subject } from '../terms.js';
import type { Opinion } from './approval.events.js';

export class OpenReview extends Command<
  { subject: Subject; schemeVersion: number; need: QuotaNeed } & Prepared & Doubted & Hands
> {
  readonly type = 'OpenReview';
}
export class GiveOpinion extends Command<{
  opinion: Opinion;
  /** Version of the scheme that was looked at. */ round?: number;
}> {
  readonly type = 'GiveOpinion';
}
export class PassOpinionDeadline extends Command<{ schemeVersion: number }> {
  readonly type = 'PassOpinionDeadline';
}
export class OpenDecision extends Command<{ subject: Subject }> {
  readonly type = 'OpenDecision';
}
export class GrantApproval extends Command<{ documentNo: string; round?: number }> {
  readonly type = 'GrantApproval';
}
export class ReturnApproval extends Command<{ items: readonly ReturnItem[]; round?: number }> {
  readonly type = 'ReturnApproval';
}
export class RefuseApproval extends Command<{ documentNo: string; reason: string; round?: number }> {
  readonly type = 'RefuseApproval';
}
export class CloseReview extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'CloseReview';
}

/** The land is no longer set aside: the decision goes back, and the scheme with it. */
export class ExpireDecision extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'ExpireDecision';
}

export class HoldReview extends Command<{ subject: Subject; burden: Burden }> {
  readonly type = 'HoldReview';
}
export class ReleaseReview extends Command<{ subject: Subject; burdenId: string }> {
  readonly type = 'ReleaseReview';
}

export type ApprovalCommand =
  | ExpireDecision
  | OpenReview
  | GiveOpinion
  | PassOpinionDeadline
  | OpenDecision
  | GrantApproval
  | ReturnApproval
  | RefuseApproval
  | CloseReview
  | HoldReview
  | ReleaseReview;
