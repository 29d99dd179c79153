import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { AskingDossier } from '../../shared/dossier.js';
import type { Burden, ReturnItem, Subject } from '../../shared/terms.js';
import type { Opinion } from './approval.events.js';

const command = commandsTo<StreamOf<'approval'>>();

export const openReview = command<'OpenReview', { subject: Subject; schemeVersion: number } & AskingDossier>(
  'OpenReview',
);
export const giveOpinion = command<
  'GiveOpinion',
  {
    opinion: Opinion;
    /** Version of the scheme that was looked at. */ round?: number;
  }
>('GiveOpinion');
export const passOpinionDeadline = command<'PassOpinionDeadline', { schemeVersion: number }>(
  'PassOpinionDeadline',
);
export const openDecision = command<'OpenDecision', { subject: Subject }>('OpenDecision');
export const grantApproval = command<'GrantApproval', { documentNo: string; round?: number }>(
  'GrantApproval',
);
export const returnApproval = command<'ReturnApproval', { items: readonly ReturnItem[]; round?: number }>(
  'ReturnApproval',
);
export const refuseApproval = command<
  'RefuseApproval',
  { documentNo: string; reason: string; round?: number }
>('RefuseApproval');
export const closeReview = command<'CloseReview', { subject: Subject; reason: string }>('CloseReview');

/** The land is no longer set aside: the decision goes back, and the scheme with it. */
export const expireDecision = command<'ExpireDecision', { subject: Subject; reason: string }>(
  'ExpireDecision',
);

export const holdReview = command<'HoldReview', { subject: Subject; burden: Burden }>('HoldReview');
export const liftReviewHold = command<'LiftReviewHold', { subject: Subject; burdenId: string }>(
  'LiftReviewHold',
  'ReleaseReview', // In 0.1.0.
);

export type ApprovalCommand = CommandsOf<typeof import('./approval.commands.js')>;
