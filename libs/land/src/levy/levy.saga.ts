import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { NoteLevy } from '../distribution/distribution.commands.js';
import { openTask } from '../procedure.js';
import { MeetGate } from '../registration/registration.commands.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import { distributionOf, registrationOf, taskOf } from '../terms.js';
import type { LevyEvent } from './levy.events.js';

@Injectable()
export class LevySaga {
  @Saga()
  askForLevyNotice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessed'>('LevyAssessed'),
      filter(({ data }) => data.amountFen !== '0'),
      map(({ data }) => openTask(data.subject, 'levy-notice', 1)),
    );
  }

  @Saga()
  finishLevyNoticeTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyNoticeIssued'>('LevyNoticeIssued'),
      map(({ data, meta }) => new CompleteTask(taskOf(data.subject.entry, 'levy-notice'), { person: meta.actor.person, outcome: 'issue' })),
    );
  }

  @Saga()
  bookSettledLevy(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevySettled'>('LevySettled'),
      mergeMap(({ data: { subject, amountFen } }) => [
        new NoteLevy(distributionOf(subject.entry), { subject, levyFen: amountFen }),
        new MeetGate(registrationOf(subject.entry), { subject, gate: 'levy' }),
      ]),
    );
  }

  @Saga()
  cancelLevyNoticeTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyCancelled'>('LevyCancelled'),
      filter(({ data }) => data.noticeOpen),
      map(({ data: { subject, reason } }) => new CancelTask(taskOf(subject.entry, 'levy-notice'), { reason })),
    );
  }
}
