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
      map(({ data: { subject, idleSince, round = 1 } }) => openTask(subject, 'collect-idle-fee', round, [], idleSince)),
    );
  }

  @Saga()
  completeIdleFeeCollection(events: Observable<Recorded>): Observable<CompleteTask> {
    return events.pipe(
      on<TenureEvent, 'IdleFeePaid' | 'IdleFeeVoided'>('IdleFeePaid', 'IdleFeeVoided'),
      map(({ type, data: { subject, round = 1 }, meta }) => {
        const outcome = type === 'IdleFeePaid' ? 'collect' : 'void';
        return new CompleteTask(taskOf(subject.entry, 'collect-idle-fee', round), { person: meta.actor.person, outcome });
      }),
    );
  }

  /** What was undone is nobody's work any more; work that was done before stays done. */
  @Saga()
  cancelWorkOfLiftedFinding(events: Observable<Recorded>): Observable<CancelTask> {
    return events.pipe(
      on<TenureEvent, 'IdleFindingLifted' | 'IdleReturnLifted'>('IdleFindingLifted', 'IdleReturnLifted'),
      map(({ type, data: { subject, documentNo, round } }) => {
        const kind = type === 'IdleFindingLifted' ? 'collect-idle-fee' : 'dispose-idle';
        return new CancelTask(taskOf(subject.entry, kind, round), { reason: `认定撤销：${documentNo}` });
      }),
    );
  }

  @Saga()
  openIdleDisposal(events: Observable<Recorded>): Observable<OpenTask> {
    return events.pipe(
      on<TenureEvent, 'IdleLandReturnable'>('IdleLandReturnable'),
      map(({ data: { subject, round = 1 } }) => openTask(subject, 'dispose-idle', round)),
    );
  }

  /** Kept or taken back as idle, it was decided; taken back for another reason, or over, it need not be. */
  @Saga()
  endIdleDisposal(events: Observable<Recorded>): Observable<CompleteTask | CancelTask> {
    return events.pipe(
      on<TenureEvent, 'IdleLandKept' | 'RightReturned' | 'TermEnded'>('IdleLandKept', 'RightReturned', 'TermEnded'),
      mergeMap((event): (CompleteTask | CancelTask)[] => {
        const { data, meta, type } = event;
        if (type === 'IdleLandKept') return [new CompleteTask(taskOf(data.subject.entry, 'dispose-idle', data.round), { person: meta.actor.person, outcome: 'keep' })];
        if (!data.disposalOpen) return [];
        const task = taskOf(data.subject.entry, 'dispose-idle', data.disposalRound);
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
