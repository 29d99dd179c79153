import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { HoldReview, ReleaseReview } from '../approval/approval.commands.js';
import { PlaceBoundary, RemoveBoundary } from '../cadastre/cadastre.commands.js';
import { HoldContract, LiftContractHold } from '../contract/contract.commands.js';
import { HoldListing, LiftListingHold } from '../listing/listing.commands.js';
import { HoldRegistration, LiftRegistrationHold } from '../registration/registration.commands.js';
import { RejectScheme } from '../scheme/scheme.commands.js';
import { HoldTenure, LiftTenureHold } from '../tenure/tenure.commands.js';
import {
  approvalOf,
  cadastreOf,
  contractOf,
  listingOf,
  registrationOf,
  schemeOf,
  tenureOf,
} from '../terms.js';
import type { Burden, Subject } from '../terms.js';
import { BURDENS, blocks } from './burden.rules.js';
import type { Stage } from './burden.rules.js';
import type { ParcelEvent } from './parcel.events.js';

type Refused = Extract<ParcelEvent, { type: 'ParcelLockRefused' }>['data'];

@Injectable()
export class ParcelSaga {
  /**
   * Who has the parcel is placed in the cadastre, and taken out when it is let go: one policy, so that
   * neither overtakes the other.
   */
  @Saga()
  keepCadastre(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ParcelEvent, 'ParcelLocked' | 'ParcelUnlocked' | 'ParcelReturned'>(
        'ParcelLocked',
        'ParcelUnlocked',
        'ParcelReturned',
      ),
      map((event) => {
        const { subject } = event.data;
        return event.type === 'ParcelLocked'
          ? new PlaceBoundary(cadastreOf(subject.parcel), event.data)
          : new RemoveBoundary(cadastreOf(subject.parcel), { subject });
      }),
    );
  }

  @Saga()
  rejectSchemeOfHeldParcel(events: Observable<Recorded>): Observable<RejectScheme> {
    return events.pipe(
      on<ParcelEvent, 'ParcelLockRefused'>('ParcelLockRefused'),
      map(({ data }) => new RejectScheme(schemeOf(data.subject.entry), { reason: reasonOf(data) })),
    );
  }

  /**
   * A burden that comes up meanwhile stops every stage that it blocks until it is lifted (土地管理法 Art. 14). All
   * of them are told, also those that have not begun: the entry may reach them before the burden is lifted.
   */
  @Saga()
  holdStagesOfBurdenedParcel(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ParcelEvent, 'BurdenNoted' | 'BurdenLifted'>('BurdenNoted', 'BurdenLifted'),
      mergeMap((event): Command[] => {
        const { subject } = event.data;
        if (!subject) return [];
        if (event.type === 'BurdenLifted') return HOLDS.map(({ lift }) => lift(subject, event.data.burdenId));
        const { burden } = event.data;
        return HOLDS.filter(({ stage }) => blocks(burden, stage)).map(({ hold }) => hold(subject, burden));
      }),
    );
  }
}

type Hold = Readonly<{
  stage: Stage;
  hold: (subject: Subject, burden: Burden) => Command;
  lift: (subject: Subject, burdenId: string) => Command;
}>;

/**
 * The stages that a burden can stop once the parcel is the entry's own; before that, the parcel itself
 * refuses.
 */
const HOLDS: readonly Hold[] = [
  {
    stage: 'approval',
    hold: (subject, burden) => new HoldReview(approvalOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => new ReleaseReview(approvalOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'listing',
    hold: (subject, burden) => new HoldListing(listingOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => new LiftListingHold(listingOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'contract',
    hold: (subject, burden) => new HoldContract(contractOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => new LiftContractHold(contractOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'registration',
    hold: (subject, burden) => new HoldRegistration(registrationOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) =>
      new LiftRegistrationHold(registrationOf(subject.entry), { subject, burdenId }),
  },
  {
    stage: 'tenure',
    hold: (subject, burden) => new HoldTenure(tenureOf(subject.entry), { subject, burden }),
    lift: (subject, burdenId) => new LiftTenureHold(tenureOf(subject.entry), { subject, burdenId }),
  },
];

function reasonOf({ subject: { parcel }, heldBy, burden }: Refused): string {
  if (!burden) return `宗地${parcel}已由入市事项${heldBy}占用，请待其终结后再申报。`;
  const { zh, source } = BURDENS[burden.kind];
  return `宗地${parcel}有未解除的${zh}（${burden.organ}，${burden.id}），不得入市（${source}），请待解除后再申报。`;
}
