import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { openTask } from '../procedure.js';
import type { WorkKind } from '../procedure.js';
import { NoteDistribution } from '../registration/registration.commands.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import { registrationOf, taskOf } from '../terms.js';
import type { DistributionEvent, DistributionStage } from './distribution.events.js';

/** Which piece of work lies open while the distribution is at a stage. */
const OPEN_WORK: Partial<Record<DistributionStage, WorkKind>> = { opened: 'plan-distribution', planned: 'publish-distribution', passed: 'pay-distribution' };

@Injectable()
export class DistributionSaga {
  @Saga()
  askForDistributionPlan(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<DistributionEvent, 'DistributionOpened'>('DistributionOpened'), map(({ data }) => openTask(data.subject, 'plan-distribution', 1)));
  }

  @Saga()
  askForDistributionPublication(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionPlanned'>('DistributionPlanned'),
      mergeMap((event) => [finish(event, 'plan-distribution', 'plan'), openTask(event.data.subject, 'publish-distribution', 1)]),
    );
  }

  @Saga()
  finishDistributionPublication(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<DistributionEvent, 'DistributionPublished'>('DistributionPublished'), map((event) => finish(event, 'publish-distribution', 'publish')));
  }

  @Saga()
  askForPayout(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<DistributionEvent, 'PublicationPassed'>('PublicationPassed'), map(({ data }) => openTask(data.subject, 'pay-distribution', 1)));
  }

  @Saga()
  bookPayout(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'IncomeDistributed'>('IncomeDistributed'),
      mergeMap((event) => [finish(event, 'pay-distribution', 'pay'), new NoteDistribution(registrationOf(event.data.subject.entry), { subject: event.data.subject })]),
    );
  }

  @Saga()
  cancelDistributionWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionCancelled'>('DistributionCancelled'),
      mergeMap(({ data: { subject, reason, stage } }) => {
        const kind = OPEN_WORK[stage];
        return kind ? [new CancelTask(taskOf(subject.entry, kind), { reason })] : [];
      }),
    );
  }
}

const finish = ({ data, meta }: Recorded<DistributionEvent>, kind: WorkKind, outcome: string) => new CompleteTask(taskOf(data.subject.entry, kind), { person: meta.actor.person, outcome });
