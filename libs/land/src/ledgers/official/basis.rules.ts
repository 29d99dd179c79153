import type { OfficialPaperKind } from '#policy';
import type { ApprovalEvent } from '../../stages/approval/index.js';
import type { ContractEvent } from '../../stages/contract/index.js';
import type { DistributionEvent } from '../../stages/distribution/index.js';
import type { LevyEvent } from '../../stages/levy/index.js';
import type { RegistrationEvent } from '../../stages/registration/index.js';
import type { SchemeEvent } from '../../stages/scheme/index.js';

/** After which fact which paper goes out. */
export const PAPER_AFTER = {
  SchemeSubmitted: 'acceptance-notice',
  SchemeReturned: 'correction-notice',
  ReviewOpened: 'consultation-letter',
  ApprovalGranted: 'approval-reply',
  DealConfirmed: 'deal-confirmation',
  LevyNoticeIssued: 'payment-notice',
  DistributionPublished: 'distribution-notice',
  RegistrationReady: 'registration-application',
} as const satisfies Record<string, OfficialPaperKind>;

export type Papered = keyof typeof PAPER_AFTER;
export const PAPERED = Object.keys(PAPER_AFTER) as readonly Papered[];

type StageFact =
  ApprovalEvent | ContractEvent | DistributionEvent | LevyEvent | RegistrationEvent | SchemeEvent;
/** A fact that a paper may rest on. */
export type BasisFact<Type extends Papered = Papered> = Extract<StageFact, { type: Type }>;
/** What a paper may look at besides: what stands in the same streams before it. */
export type PaperFact = StageFact;
