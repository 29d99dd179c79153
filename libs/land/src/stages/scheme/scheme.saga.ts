import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { closeReview } from '../approval/approval.commands.js';
import { placeBoundary } from '../../ledgers/cadastre/cadastre.commands.js';
import { closeDeal, openDeal } from '../contract/contract.commands.js';
import { cancelDistribution } from '../distribution/distribution.commands.js';
import { cancelLevy } from '../levy/levy.commands.js';
import { orderListing, terminateListing } from '../listing/listing.commands.js';
import { lockParcel, unlockParcel } from '../../ledgers/parcel/parcel.commands.js';
import { closePlanning, openPlanningCheck } from '../planning/planning.commands.js';
import { openWork } from '../../procedure.js';
import { releaseQuota } from '../../ledgers/quota/quota.commands.js';
import type { QuotaNeed } from '../../ledgers/quota/quota.events.js';
import { closeRegistration } from '../registration/registration.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';
import {
  approvalOf,
  cadastreOf,
  contractOf,
  distributionOf,
  doubtsIn,
  earliestNoticeOf,
  levyOf,
  listingOf,
  parcelOf,
  planningOf,
  preparedOf,
  quotaOf,
  registrationOf,
  taskOf,
} from '../../shared/terms.js';
import type { Scheme, SchemeEvent } from './scheme.events.js';

type Submitted = Extract<SchemeEvent, { type: 'SchemeSubmitted' | 'SchemeRevised' }>;
type Ended = Extract<
  SchemeEvent,
  { type: 'SchemeWithdrawn' | 'SchemeRejected' | 'SchemeLapsed' | 'SchemeApprovedTooLate' }
>;

@Injectable()
export class SchemeSaga {
  /**
   * What a scheme sets going, and the undoing of all of it when the scheme ends. One policy and one
   * checkpoint for both, because an entry's events are followed in order: no undoing can overtake what it
   * undoes.
   */
  @Saga()
  followScheme(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<SchemeEvent, 'SchemeSubmitted' | 'SchemeRevised' | Ended['type']>(
        'SchemeSubmitted',
        'SchemeRevised',
        'SchemeWithdrawn',
        'SchemeRejected',
        'SchemeLapsed',
        'SchemeApprovedTooLate',
      ),
      mergeMap((event): Command[] => {
        switch (event.type) {
          case 'SchemeSubmitted':
            // The check is opened first and runs when the parcel is locked and its boundary placed.
            return [planningCheck(event), lockParcel(parcelOf(event.data.subject.parcel), place(event))];
          case 'SchemeRevised': {
            const { subject, version } = event.data;
            const revised = completeTask(taskOf(subject.entry, 'revise-scheme', version - 1), {
              person: event.meta.actor.person,
              outcome: 'revise',
            });
            return [revised, planningCheck(event), placeBoundary(cadastreOf(subject.parcel), place(event))];
          }
          case 'SchemeWithdrawn':
          case 'SchemeRejected':
          case 'SchemeLapsed':
          case 'SchemeApprovedTooLate':
            return undoing(event);
        }
      }),
    );
  }

  /** A returned scheme goes back to the township's desk. Whoever prepared it may revise it. */
  @Saga()
  openRevisionOfReturnedScheme(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<SchemeEvent, 'SchemeReturned'>('SchemeReturned'),
      map(({ data: { subject, version } }) => openWork(subject, 'revise-scheme', version)),
    );
  }

  /** 济政字〔2021〕60号 四（一）3: what must be public goes to the platform, an agreement to its public notice. */
  @Saga()
  bringApprovedSchemeToMarket(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<SchemeEvent, 'SchemeApproved'>('SchemeApproved'),
      map(({ data: { subject, deal, documentNo, ...approved } }) =>
        deal.method === 'agreement'
          ? openDeal(contractOf(subject.entry), { subject, deal, documentNo, ...preparedOf(approved) })
          : orderListing(listingOf(subject.entry), { subject, deal, ...earliestNoticeOf(approved) }),
      ),
    );
  }
}

const place = ({ data: { subject, version, scheme } }: Submitted) => ({
  subject,
  schemeVersion: version,
  boundary: scheme.boundary,
});

function planningCheck({ data: { subject, version, scheme, ...prepared } }: Submitted): Command {
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
    ...preparedOf(prepared),
    ...doubtsIn(prepared),
  });
}

/**
 * Every entry takes from the supply plan; 异地调整 also what was reclaimed elsewhere (增减挂钩), and land that was no
 * construction land also from the plan of new land.
 */
function needOf({ deal: { areaM2, route }, landSource, readiness }: Scheme): QuotaNeed {
  const supply = { kind: 'supply', areaM2 } as const;
  if (route === 'adjusted') return { demands: [supply, { kind: 'linkage', areaM2 }], readiness };
  return { demands: landSource === 'new' ? [supply, { kind: 'new', areaM2 }] : [supply], readiness };
}

/**
 * The list is the same however far the entry came. A part that was never begun notes its end all the same:
 * other policies open the parts at their own pace, and what they bring late must open nothing.
 */
function undoing({ data: { subject, version, reason, revisionOpen } }: Ended): Command[] {
  const { entry, parcel, district, planYear } = subject;
  const revision = revisionOpen ? [cancelTask(taskOf(entry, 'revise-scheme', version), { reason })] : [];
  return [
    ...revision,
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
