import type { Fact } from '#kernel';
import { closeReview } from '../approval/index.js';
import { placeBoundary } from '../../ledgers/cadastre/index.js';
import { closeDeal, openDeal } from '../contract/index.js';
import { cancelDistribution } from '../distribution/index.js';
import { cancelLevy } from '../levy/index.js';
import { orderListing, terminateListing } from '../listing/index.js';
import { lockParcel, unlockParcel } from '../../ledgers/parcel/index.js';
import { closePlanning, openPlanningCheck } from '../planning/index.js';
import { releaseQuota } from '../../ledgers/quota/index.js';
import { closeRegistration } from '../registration/index.js';
import { dossierOf } from '../../shared/dossier.js';
import { needOf } from '../../shared/need.rules.js';
import {
  approvalOf,
  cadastreOf,
  contractOf,
  distributionOf,
  levyOf,
  listingOf,
  parcelOf,
  planningOf,
  quotaOf,
  registrationOf,
} from '../../shared/terms.js';
import type { SchemeEvent } from './scheme.events.js';

type Submitted = Extract<SchemeEvent, { type: 'SchemeSubmitted' | 'SchemeRevised' }>;
type Ended = 'SchemeWithdrawn' | 'SchemeRejected' | 'SchemeLapsed' | 'SchemeApprovedTooLate';

/** The check is opened first and runs when the parcel is locked and its boundary placed. */
export const checkSubmittedScheme = (event: Fact<SchemeEvent, 'SchemeSubmitted'>) => [
  planningCheck(event),
  lockParcel(parcelOf(event.data.subject.parcel), place(event)),
];

export const checkRevisedScheme = (event: Fact<SchemeEvent, 'SchemeRevised'>) => [
  planningCheck(event),
  placeBoundary(cadastreOf(event.data.subject.parcel), place(event)),
];

/** 济政字〔2021〕60号 四（一）3: what must be public goes to the platform, an agreement to its public notice. */
export const bringApprovedSchemeToMarket = ({
  data: { subject, deal, documentNo, ...approved },
}: Fact<SchemeEvent, 'SchemeApproved'>) =>
  deal.method === 'agreement'
    ? openDeal(contractOf(subject.entry), { subject, deal, documentNo, ...dossierOf(approved) })
    : orderListing(listingOf(subject.entry), { subject, deal, ...dossierOf(approved) });

const place = ({ data: { subject, version, scheme } }: Submitted) => ({
  subject,
  schemeVersion: version,
  boundary: scheme.boundary,
});

function planningCheck({ data: { subject, version, scheme, ...carried } }: Submitted) {
  const { boundary, deal, landSource, exception } = scheme;
  return openPlanningCheck(planningOf(subject.entry), {
    subject,
    schemeVersion: version,
    boundary,
    declaredAreaM2: deal.areaM2,
    use: deal.use,
    landSource,
    ...(exception ? { exception } : {}),
    need: needOf(scheme),
    ...dossierOf(carried),
  });
}

/**
 * The list is the same however far the entry came. A part that was never begun notes its end all the same:
 * other reactions open the parts at their own pace, and what they bring late must open nothing.
 */
export function undoEndedScheme({ data: { subject, reason } }: Fact<SchemeEvent, Ended>) {
  const { entry, parcel, district, planYear } = subject;
  return [
    closePlanning(planningOf(entry), { subject, reason }),
    closeReview(approvalOf(entry), { subject, reason }),
    terminateListing(listingOf(entry), { subject, reason, by: 'procedure' }),
    closeDeal(contractOf(entry), { subject, reason }),
    closeRegistration(registrationOf(entry), { subject, reason }),
    cancelLevy(levyOf(entry), { subject, reason }),
    cancelDistribution(distributionOf(entry), { subject, reason }),
    releaseQuota(quotaOf(district, planYear), { subject, reason }),
    // Last, so that a next entry finds the land free of everything.
    unlockParcel(parcelOf(parcel), { subject, reason }),
  ];
}
