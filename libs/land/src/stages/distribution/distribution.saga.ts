import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { openWork } from '../../procedure.js';
import type { WorkKind } from '../../procedure.js';
import { noteDistribution } from '../registration/registration.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { registrationOf, taskOf } from '../../shared/terms.js';
import type { DistributionEvent, DistributionStage } from './distribution.events.js';

/** Which work was going on in a stage; in the others only a clock or another part was waited for. */
const WORK_OF_STAGE: Readonly<Partial<Record<DistributionStage, WorkKind>>> = {
  opened: 'plan-distribution',
  planned: 'publish-distribution',
  passed: 'pay-distribution',
};

type Worked = Extract<DistributionEvent, { data: { round: number } }>;
const done = ({ data: { subject, round }, meta }: Recorded<Worked>, kind: WorkKind, outcome: string) =>
  completeTask(taskOf(subject.entry, kind, round), { person: meta.actor.person, outcome });

@Injectable()
export class DistributionSaga {
  /** Money that comes in parts is shared out plan by plan: each has its own round, and its own work. */
  @Saga()
  openDistributionPlanning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionOpened'>('DistributionOpened'),
      map(({ data: { subject, round = 1 } }) => openWork(subject, 'plan-distribution', round)),
    );
  }

  /** An upheld objection: the collective plans and votes anew. */
  @Saga()
  reopenDistributionPlanning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionReopened'>('DistributionReopened'),
      map(({ data: { subject, round } }) => openWork(subject, 'plan-distribution', round)),
    );
  }

  @Saga()
  goOnWithPlannedDistribution(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionPlanned'>('DistributionPlanned'),
      mergeMap((event) => [
        done(event, 'plan-distribution', 'plan'),
        openWork(event.data.subject, 'publish-distribution', event.data.round),
      ]),
    );
  }

  @Saga()
  completeDistributionPublication(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionPublished'>('DistributionPublished'),
      map((event) => done(event, 'publish-distribution', 'publish')),
    );
  }

  @Saga()
  openDistributionPayment(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'PublicationPassed'>('PublicationPassed'),
      map(({ data: { subject, round } }) => openWork(subject, 'pay-distribution', round)),
    );
  }

  @Saga()
  completeDistributionPayment(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'IncomeDistributed'>('IncomeDistributed'),
      map((event) => done(event, 'pay-distribution', 'pay')),
    );
  }

  @Saga()
  noteDistributedIncome(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'IncomeDistributed'>('IncomeDistributed'),
      map(({ data: { subject } }) => noteDistribution(registrationOf(subject.entry), { subject })),
    );
  }

  @Saga()
  cancelDistributionWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DistributionEvent, 'DistributionCancelled'>('DistributionCancelled'),
      mergeMap(({ data: { subject, round, stage, reason } }) => {
        const kind = WORK_OF_STAGE[stage];
        return kind ? [cancelTask(taskOf(subject.entry, kind, round), { reason })] : [];
      }),
    );
  }
}
