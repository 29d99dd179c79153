import type { Fact } from '#kernel';
import type { CommandOf } from '#kernel/messages';
import { holdReview, liftReviewHold } from '../../stages/approval/index.js';
import { placeBoundary, removeBoundary } from '../cadastre/index.js';
import { holdContract, liftContractHold } from '../../stages/contract/index.js';
import { holdListing, liftListingHold } from '../../stages/listing/index.js';
import { holdRegistration, liftRegistrationHold } from '../../stages/registration/index.js';
import { rejectScheme } from '../../stages/scheme/index.js';
import { holdTenure, liftTenureHold } from '../../stages/tenure/index.js';
import {
  approvalOf,
  cadastreOf,
  contractOf,
  listingOf,
  registrationOf,
  schemeOf,
  tenureOf,
} from '../../shared/terms.js';
import type { Burden, Subject } from '../../shared/terms.js';
import { BURDENS, blocks } from '../../shared/burdens.rules.js';
import type { Stage } from '../../shared/burdens.rules.js';
import type { ParcelEvent } from './parcel.events.js';

type Refused = Extract<ParcelEvent, { type: 'ParcelLockRefused' }>['data'];

/**
 * Who has the parcel is placed in the cadastre, and taken out when it is let go: one reaction, so that
 * neither overtakes the other.
 */
export const keepCadastre = (
  event: Fact<ParcelEvent, 'ParcelLocked' | 'ParcelUnlocked' | 'ParcelReturned'>,
) => {
  const { subject } = event.data;
  return event.type === 'ParcelLocked'
    ? placeBoundary(cadastreOf(subject.parcel), event.data)
    : removeBoundary(cadastreOf(subject.parcel), { subject });
};

export const rejectSchemeOfHeldParcel = ({ data }: Fact<ParcelEvent, 'ParcelLockRefused'>) =>
  rejectScheme(schemeOf(data.subject.entry), { reason: reasonOf(data) });

/**
 * A burden that comes up meanwhile stops every stage that it blocks until it is lifted (土地管理法 Art. 14). All
 * of them are told, also those that have not begun: the entry may reach them before the burden is lifted.
 */
export function holdStagesOfBurdenedParcel(event: Fact<ParcelEvent, 'BurdenNoted' | 'BurdenLifted'>) {
  const { subject } = event.data;
  if (!subject) return [];
  if (event.type === 'BurdenLifted') return HOLDS.map(({ lift }) => lift(subject, event.data.burdenId));
  const { burden } = event.data;
  return HOLDS.filter(({ stage }) => blocks(burden, stage)).map(({ hold }) => hold(subject, burden));
}

type Holding = CommandOf<
  | typeof holdReview
  | typeof liftReviewHold
  | typeof holdListing
  | typeof liftListingHold
  | typeof holdContract
  | typeof liftContractHold
  | typeof holdRegistration
  | typeof liftRegistrationHold
  | typeof holdTenure
  | typeof liftTenureHold
>;

type Hold = Readonly<{
  stage: Stage;
  hold: (subject: Subject, burden: Burden) => Holding;
  lift: (subject: Subject, burdenId: string) => Holding;
}>;

/**
 * The stages that a burden can stop once the parcel is the entry's own; before that, the parcel itself
 * refuses.
 */
const HOLDS: readonly Hold[] = [
  {
    stage: 'approval',
    hold: (subject, burden) => holdReview(approvalOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => liftReviewHold(approvalOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'listing',
    hold: (subject, burden) => holdListing(listingOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => liftListingHold(listingOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'contract',
    hold: (subject, burden) => holdContract(contractOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => liftContractHold(contractOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'registration',
    hold: (subject, burden) => holdRegistration(registrationOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => liftRegistrationHold(registrationOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'tenure',
    hold: (subject, burden) => holdTenure(tenureOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => liftTenureHold(tenureOf(subject.entry), { subject, burdenId }),
  },
];

function reasonOf({ subject: { parcel }, heldBy, burden }: Refused): string {
  if (!burden) return `宗地${parcel}已由入市事项${heldBy}占用，请待其终结后再申报。`;
  const { zh, source } = BURDENS[burden.kind];
  return `宗地${parcel}有未解除的${zh}（${burden.organ}，${burden.id}），不得入市（${source}），请待解除后再申报。`;
}
