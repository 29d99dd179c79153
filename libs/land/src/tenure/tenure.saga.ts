import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { ReturnParcel } from '../parcel/parcel.commands.js';
import { openTask } from '../procedure.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import type { OpenTask } from '../task/task.commands.js';
import { parcelOf, taskOf } from '../terms.js';
import type { TenureEvent } from './tenure.events.js';

@Injectable()
export class TenureSaga {
  @Saga()
  openIdleFeeCollection(events: Observable<Recorded>): Observable<OpenTask> {
    return events.pipe(
      on<TenureEvent, 'LandIdle'>('LandIdle'),
      map(({ data: { subject, idleSince } }) => openTask(subject, 'collect-idle-fee', 1, [], idleSince)),
    );
  }

  @Saga()
  completeIdleFeeCollection(events: Observable<Recorded>): Observable<CompleteTask> {
    return events.pipe(
      on<TenureEvent, 'IdleFeePaid'>('IdleFeePaid'),
      map(({ data: { subject }, meta }) => new CompleteTask(taskOf(subject.entry, 'collect-idle-fee'), { person: meta.actor.person, outcome: 'collect' })),
    );
  }

  @Saga()
  openIdleDisposal(events: Observable<Recorded>): Observable<OpenTask> {
    return events.pipe(
      on<TenureEvent, 'IdleLandReturnable'>('IdleLandReturnable'),
      map(({ data: { subject } }) => openTask(subject, 'dispose-idle', 1)),
    );
  }

  /** Kept or taken back as idle, it was decided; taken back for another reason, or over, it need not be. */
  @Saga()
  endIdleDisposal(events: Observable<Recorded>): Observable<CompleteTask | CancelTask> {
    return events.pipe(
      on<TenureEvent, 'IdleLandKept' | 'RightReturned' | 'TermEnded'>('IdleLandKept', 'RightReturned', 'TermEnded'),
      mergeMap((event): (CompleteTask | CancelTask)[] => {
        const { data, meta, type } = event;
        const task = taskOf(data.subject.entry, 'dispose-idle');
        if (type === 'IdleLandKept') return [new CompleteTask(task, { person: meta.actor.person, outcome: 'keep' })];
        if (!data.disposalOpen) return [];
        return type === 'RightReturned' && data.ground === 'idle' ? [new CompleteTask(task, { person: meta.actor.person, outcome: 'return' })] : [new CancelTask(task, { reason: '使用权已终止' })];
      }),
    );
  }

  /** The land is the collective's again, and may enter anew. */
  @Saga()
  returnParcelOfEndedTenure(events: Observable<Recorded>): Observable<ReturnParcel> {
    return events.pipe(
      on<TenureEvent, 'RightReturned' | 'TermEnded'>('RightReturned', 'TermEnded'),
      map(({ data: { subject }, type }) => new ReturnParcel(parcelOf(subject.parcel), { subject, reason: type === 'TermEnded' ? '使用期限届满' : '使用权收回' })),
    );
  }
}
