import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { HoldReview, ReleaseReview } from '../approval/approval.commands.js';
import { PlaceBoundary, RemoveBoundary } from '../cadastre/cadastre.commands.js';
import { RejectScheme } from '../scheme/scheme.commands.js';
import { approvalOf, cadastreOf, schemeOf } from '../terms.js';
import { BURDENS, blocks } from './burden.rules.js';
import type { ParcelEvent } from './parcel.events.js';

type Refused = Extract<ParcelEvent, { type: 'ParcelLockRefused' }>['data'];

@Injectable()
export class ParcelSaga {
  /** Who has the parcel is placed in the cadastre, and taken out when it is let go: one policy, so that neither overtakes the other. */
  @Saga()
  keepCadastre(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ParcelEvent, 'ParcelLocked' | 'ParcelUnlocked'>('ParcelLocked', 'ParcelUnlocked'),
      map((event) => {
        const { subject } = event.data;
        return event.type === 'ParcelLocked' ? new PlaceBoundary(cadastreOf(subject.parcel), event.data) : new RemoveBoundary(cadastreOf(subject.parcel), { subject });
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

  /** A burden that comes up meanwhile stops the approval until it is lifted (土地管理法 Art. 14). */
  @Saga()
  holdReviewOfBurdenedParcel(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ParcelEvent, 'BurdenNoted' | 'BurdenLifted'>('BurdenNoted', 'BurdenLifted'),
      mergeMap((event): Command[] => {
        const { subject } = event.data;
        if (!subject) return [];
        if (event.type === 'BurdenLifted') return [new ReleaseReview(approvalOf(subject.entry), { subject, burdenId: event.data.burdenId })];
        const { burden } = event.data;
        return blocks(burden, 'approval') ? [new HoldReview(approvalOf(subject.entry), { subject, burden })] : [];
      }),
    );
  }
}

function reasonOf({ subject: { parcel }, heldBy, burden }: Refused): string {
  if (!burden) return `宗地${parcel}已由入市事项${heldBy}占用，请待其终结后再申报。`;
  const { zh, source } = BURDENS[burden.kind];
  return `宗地${parcel}有未解除的${zh}（${burden.organ}，${burden.id}），不得入市（${source}），请待解除后再申报。`;
}
