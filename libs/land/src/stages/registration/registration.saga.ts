import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { fulfilContract } from '../contract/contract.commands.js';
import { grantParcel } from '../../ledgers/parcel/parcel.commands.js';
import { openWork } from '../../procedure.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { openTenure } from '../tenure/tenure.commands.js';
import { contractOf, parcelOf, taskOf, tenureOf } from '../../shared/terms.js';
import type { RegistrationEvent } from './registration.events.js';

@Injectable()
export class RegistrationSaga {
  @Saga()
  openRegistrationWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RegistrationReady'>('RegistrationReady'),
      map(({ data: { subject } }) => openWork(subject, 'register-right', 1)),
    );
  }

  @Saga()
  completeRegistrationWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject }, meta }) =>
        completeTask(taskOf(subject.entry, 'register-right'), {
          person: meta.actor.person,
          outcome: 'register',
        }),
      ),
    );
  }

  @Saga()
  grantParcelOfRegisteredRight(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject } }) => grantParcel(parcelOf(subject.parcel), { subject })),
    );
  }

  @Saga()
  openTenureOfRegisteredRight(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject, certificateNo } }) =>
        openTenure(tenureOf(subject.entry), { subject, certificateNo }),
      ),
    );
  }

  /** From here on the contract is fulfilled and can no longer be rescinded. */
  @Saga()
  fulfilContractOfRegisteredRight(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RightRegistered'>('RightRegistered'),
      map(({ data: { subject } }) => fulfilContract(contractOf(subject.entry), { subject })),
    );
  }

  @Saga()
  cancelRegistrationWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RegistrationEvent, 'RegistrationClosed'>('RegistrationClosed'),
      filter(({ data: { taskOpen } }) => taskOpen),
      map(({ data: { subject, reason } }) => cancelTask(taskOf(subject.entry, 'register-right'), { reason })),
    );
  }
}
