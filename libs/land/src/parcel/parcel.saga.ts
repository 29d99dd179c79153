import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { CheckPlanning } from '../planning/planning.commands.js';
import { RejectScheme } from '../scheme/scheme.commands.js';
import { planningOf, schemeOf } from '../terms.js';
import type { ParcelEvent } from './parcel.events.js';

@Injectable()
export class ParcelSaga {
  /** The planning check waits for the lock, so that no two entries are ever checked for the same land. */
  @Saga()
  checkPlanningOfLockedParcel(events: Observable<Recorded>): Observable<CheckPlanning> {
    return events.pipe(
      on<ParcelEvent, 'ParcelLocked'>('ParcelLocked'),
      map(({ data: { subject } }) => new CheckPlanning(planningOf(subject.entry), { subject })),
    );
  }

  @Saga()
  rejectSchemeOfHeldParcel(events: Observable<Recorded>): Observable<RejectScheme> {
    return events.pipe(
      on<ParcelEvent, 'ParcelLockRefused'>('ParcelLockRefused'),
      map(({ data: { subject, heldBy } }) => new RejectScheme(schemeOf(subject.entry), { reason: `宗地${subject.parcel}已由入市事项${heldBy}占用，请待其终结后再申报。` })),
    );
  }
}
