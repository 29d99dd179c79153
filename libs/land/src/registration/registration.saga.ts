import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { FulfilContract } from '../contract/contract.commands.js';
import { GrantParcel } from '../parcel/parcel.commands.js';
import { openTask } from '../procedure.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import type { OpenTask } from '../task/task.commands.js';
import { OpenTenure } from '../tenure/tenure.commands.js';
import { contractOf, parcelOf, taskOf, tenureOf } from '../terms.js';
import type { RegistrationEvent } from './registration.events.js';

@Injectable()
export class RegistrationSaga {
  @Saga()
  openRegistrationWork(events: Observable<Recorded>): Observable<OpenTask> {
    return events.pipe(
      on<RegistrationEvent, 'RegistrationReady'>('RegistrationReady'),
      map(({ data: { subject } }) => openTask(subject, 'register-right', 1)),
    );
  }

  @Saga()
  completeRegistrationWork(events: Observable<Recorded>): Observable<CompleteTask> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(
        ({ data: { subject }, meta }) =>
          new CompleteTask(taskOf(subject.entry, 'register-right'), {
            person: meta.actor.person,
            outcome: 'register',
          }),
      ),
    );
  }

  @Saga()
  grantParcelOfRegisteredRight(events: Observable<Recorded>): Observable<GrantParcel> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject } }) => new GrantParcel(parcelOf(subject.parcel), { subject })),
    );
  }

  @Saga()
  openTenureOfRegisteredRight(events: Observable<Recorded>): Observable<OpenTenure> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(
        ({ data: { subject, certificateNo } }) =>
          new OpenTenure(tenureOf(subject.entry), { subject, certificateNo }),
      ),
    );
  }

  /** From here on the contract is fulfilled and can no longer be rescinded. */
  @Saga()
  fulfilContractOfRegisteredRight(events: Observable<Recorded>): Observable<FulfilContract> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject } }) => new FulfilContract(contractOf(subject.entry), { subject })),
    );
  }

  @Saga()
  cancelRegistrationWork(events: Observable<Recorded>): Observable<CancelTask> {
    return events.pipe(
      on<RegistrationEvent, 'RegistrationClosed'>('RegistrationClosed'),
      filter(({ data: { taskOpen } }) => taskOpen),
      map(
        ({ data: { subject, reason } }) =>
          new CancelTask(taskOf(subject.entry, 'register-right'), { reason }),
      ),
    );
  }
}
