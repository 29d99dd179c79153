import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { FulfilContract } from '../contract/contract.commands.js';
import { GrantParcel } from '../parcel/parcel.commands.js';
import { openTask } from '../procedure.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import { contractOf, parcelOf, taskOf } from '../terms.js';
import type { RegistrationEvent } from './registration.events.js';

@Injectable()
export class RegistrationSaga {
  @Saga()
  askForRegistration(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<RegistrationEvent, 'RegistrationReady'>('RegistrationReady'), map(({ data }) => openTask(data.subject, 'register-right', 1)));
  }

  @Saga()
  sealRegisteredRight(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      mergeMap(({ data: { subject }, meta }) => [
        new CompleteTask(taskOf(subject.entry, 'register-right'), { person: meta.actor.person, outcome: 'register' }),
        new FulfilContract(contractOf(subject.entry), { subject }),
        new GrantParcel(parcelOf(subject.parcel), { subject }),
      ]),
    );
  }

  @Saga()
  cancelRegistrationTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RegistrationClosed'>('RegistrationClosed'),
      filter(({ data }) => data.taskOpen),
      map(({ data: { subject, reason } }) => new CancelTask(taskOf(subject.entry, 'register-right'), { reason })),
    );
  }
}
