import type { Fact } from '#kernel';
import { occupyQuota, releaseQuota, reserveQuota } from '../../ledgers/quota/index.js';
import { approveScheme, rejectScheme, returnScheme } from '../scheme/index.js';
import { askingDossierOf, dossierOf } from '../../shared/dossier.js';
import type { AskingDossier } from '../../shared/dossier.js';
import { approvalOf, quotaOf, schemeOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import { openReview } from './approval.commands.js';
import type { ApprovalEvent } from './approval.events.js';

/** A fact by which a scheme goes on, whichever stage says so: after which, the procedure tells. */
type Passed = Readonly<{ data: AskingDossier & Readonly<{ subject: Subject; schemeVersion: number }> }>;

export const openReviewOfPassedPlanning = ({ data: { subject, schemeVersion, ...carried } }: Passed) =>
  openReview(approvalOf(subject.entry), {
    subject,
    schemeVersion,
    ...askingDossierOf(carried),
  });

/** 总量控制: only land that the plan still has goes before the government (土地管理法 Art. 23). */
export const reserveQuotaOfAgreedReview = ({
  data: { subject, need },
}: Fact<ApprovalEvent, 'ReviewAgreed'>) => reserveQuota(quotaOfSubject(subject), { subject, need });

export const returnSchemeOfReturnedReview = ({
  data: { subject, schemeVersion, items, by },
}: Fact<ApprovalEvent, 'ReviewReturned'>) =>
  returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: `opinion-${by}`, items });

export const releaseQuotaOfDeclinedDecision = ({
  data: { subject, reason },
}: Fact<ApprovalEvent, 'DecisionDeclined'>) => releaseQuota(quotaOfSubject(subject), { subject, reason });

/** The land is occupied before the scheme is approved, so that nothing approved ever lacks its quota. */
export const approveSchemeOnApproval = ({
  data: { subject, documentNo, ...carried },
}: Fact<ApprovalEvent, 'ApprovalGranted'>) => [
  occupyQuota(quotaOfSubject(subject), { subject }),
  approveScheme(schemeOf(subject.entry), { documentNo, ...dossierOf(carried) }),
];

export const returnSchemeOnReturnedApproval = ({
  data: { subject, schemeVersion, items },
}: Fact<ApprovalEvent, 'ApprovalReturned'>) => [
  releaseQuota(quotaOfSubject(subject), { subject, reason: '方案已退回修改' }),
  returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: 'government', items }),
];

export const returnSchemeOfExpiredDecision = ({
  data: { subject, schemeVersion, items },
}: Fact<ApprovalEvent, 'DecisionExpired'>) =>
  returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: 'quota', items });

/** The rejected scheme undoes the rest, the quota included. */
export const rejectSchemeOnRefusedApproval = ({
  data: { subject, documentNo, reason },
}: Fact<ApprovalEvent, 'ApprovalRefused'>) => rejectScheme(schemeOf(subject.entry), { reason, documentNo });

const quotaOfSubject = ({ district, planYear }: Subject) => quotaOf(district, planYear);
