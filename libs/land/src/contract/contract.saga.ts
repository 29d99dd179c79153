import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { NoteReceipts } from '../distribution/distribution.commands.js';
import { AssessLevy } from '../levy/levy.commands.js';
import { openTask } from '../procedure.js';
import type { WorkKind } from '../procedure.js';
import { WriteOffQuota } from '../quota/quota.commands.js';
import { MeetGate } from '../registration/registration.commands.js';
import { LapseScheme } from '../scheme/scheme.commands.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import { distributionOf, levyOf, quotaOf, registrationOf, schemeOf, taskOf } from '../terms.js';
import type { ContractEvent, ContractStage } from './contract.events.js';

/** Which piece of work lies open while the contract is at a stage. */
const OPEN_WORK: Partial<Record<ContractStage, WorkKind>> = { opened: 'publish-deal', confirmed: 'sign-contract', signed: 'file-contract' };

@Injectable()
export class ContractSaga {
  @Saga()
  askForPublicity(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<ContractEvent, 'DealOpened'>('DealOpened'), map(({ data }) => openTask(data.subject, 'publish-deal', 1)));
  }

  @Saga()
  finishPublicityTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<ContractEvent, 'DealPublished'>('DealPublished'), map((event) => finish(event, 'publish-deal', 'publish')));
  }

  @Saga()
  endEntryOfObjectedDeal(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'DealObjected'>('DealObjected'),
      map(({ data: { subject, reason } }) => new LapseScheme(schemeOf(subject.entry), { reason: `公示期内异议成立：${reason}` })),
    );
  }

  @Saga()
  askForSigning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<ContractEvent, 'DealConfirmed'>('DealConfirmed'), map(({ data }) => openTask(data.subject, 'sign-contract', 1)));
  }

  /** Whoever signed for the collective does not file: the task excludes her. */
  @Saga()
  askForFiling(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractSigned'>('ContractSigned'),
      mergeMap((event) => [finish(event, 'sign-contract', 'sign'), openTask(event.data.subject, 'file-contract', 1, [event.data.signedBy])]),
    );
  }

  @Saga()
  settleFiledContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractFiled'>('ContractFiled'),
      mergeMap((event) => {
        const { subject, deal, priceFen } = event.data;
        return [
          finish(event, 'file-contract', 'file'),
          new WriteOffQuota(quotaOf(subject.district, subject.planYear), { subject }),
          new AssessLevy(levyOf(subject.entry), { subject, deal, incomeFen: priceFen }),
          new MeetGate(registrationOf(subject.entry), { subject, gate: 'contract' }),
        ];
      }),
    );
  }

  @Saga()
  bookSettledPrice(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'PriceSettled'>('PriceSettled'),
      mergeMap(({ data: { subject, priceFen } }) => [
        new NoteReceipts(distributionOf(subject.entry), { subject, priceFen }),
        new MeetGate(registrationOf(subject.entry), { subject, gate: 'price' }),
      ]),
    );
  }

  @Saga()
  endEntryOfRescindedContract(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ContractEvent, 'ContractRescinded'>('ContractRescinded'),
      mergeMap(({ data: { subject, reason, stage } }) => [...cancel(subject.entry, stage, reason), new LapseScheme(schemeOf(subject.entry), { reason: `合同解除：${reason}` })]),
    );
  }

  @Saga()
  cancelWorkOfClosedDeal(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on<ContractEvent, 'DealClosed'>('DealClosed'), mergeMap(({ data: { subject, reason, stage } }) => cancel(subject.entry, stage, reason)));
  }
}

const finish = ({ data, meta }: Recorded<ContractEvent>, kind: WorkKind, outcome: string) => new CompleteTask(taskOf(data.subject.entry, kind), { person: meta.actor.person, outcome });

function cancel(entry: string, stage: ContractStage, reason: string): Command[] {
  const kind = OPEN_WORK[stage];
  return kind ? [new CancelTask(taskOf(entry, kind), { reason })] : [];
}
