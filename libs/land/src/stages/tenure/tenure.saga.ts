import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { endRents, priceConversion } from '../contract/contract.commands.js';
import { noteLevy, noteReceipts } from '../distribution/distribution.commands.js';
import { returnParcel } from '../../ledgers/parcel/parcel.commands.js';
import { openWork } from '../../procedure.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { contractOf, distributionOf, parcelOf, taskOf } from '../../shared/terms.js';
import type { TenureEvent } from './tenure.events.js';

const REASON_OF_RETURN = {
  TermEnded: '使用期限届满',
  RightReturned: '使用权收回',
  LeaseLost: '租赁合同因违约解除',
} as const;

@Injectable()
export class TenureSaga {
  @Saga()
  openIdleFeeCollection(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'LandIdle'>('LandIdle'),
      map(({ data: { subject, idleSince, round = 1 } }) =>
        openWork(subject, 'collect-idle-fee', round, [], idleSince),
      ),
    );
  }

  @Saga()
  completeIdleFeeCollection(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'IdleFeePaid' | 'IdleFeeVoided'>('IdleFeePaid', 'IdleFeeVoided'),
      map(({ type, data: { subject, round = 1 }, meta }) => {
        const outcome = type === 'IdleFeePaid' ? 'collect' : 'void';
        return completeTask(taskOf(subject.entry, 'collect-idle-fee', round), {
          person: meta.actor.person,
          outcome,
        });
      }),
    );
  }

  /** What was undone is nobody's work any more; work that was done before stays done. */
  @Saga()
  cancelWorkOfLiftedFinding(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'IdleFindingLifted' | 'IdleReturnLifted'>('IdleFindingLifted', 'IdleReturnLifted'),
      map(({ type, data: { subject, documentNo, round } }) => {
        const kind = type === 'IdleFindingLifted' ? 'collect-idle-fee' : 'dispose-idle';
        return cancelTask(taskOf(subject.entry, kind, round), { reason: `认定撤销：${documentNo}` });
      }),
    );
  }

  @Saga()
  openIdleDisposal(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'IdleLandReturnable'>('IdleLandReturnable'),
      map(({ data: { subject, round = 1 } }) => openWork(subject, 'dispose-idle', round)),
    );
  }

  /** Kept or taken back as idle, it was decided; taken back for another reason, or over, it need not be. */
  @Saga()
  endIdleDisposal(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'IdleLandKept' | 'RightReturned' | 'TermEnded' | 'LeaseLost'>(
        'IdleLandKept',
        'RightReturned',
        'TermEnded',
        'LeaseLost',
      ),
      mergeMap((event): Command[] => {
        const { data, meta, type } = event;
        if (type === 'IdleLandKept')
          return [
            completeTask(taskOf(data.subject.entry, 'dispose-idle', data.round), {
              person: meta.actor.person,
              outcome: 'keep',
            }),
          ];
        if (!data.disposalOpen) return [];
        const task = taskOf(data.subject.entry, 'dispose-idle', data.disposalRound);
        return type === 'RightReturned' && data.ground === 'idle'
          ? [completeTask(task, { person: meta.actor.person, outcome: 'return' })]
          : [cancelTask(task, { reason: '使用权已终止' })];
      }),
    );
  }

  /** The land is the collective's again, and may enter anew. */
  @Saga()
  returnParcelOfEndedTenure(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'RightReturned' | 'TermEnded' | 'LeaseLost'>('RightReturned', 'TermEnded', 'LeaseLost'),
      map(({ data: { subject }, type }) =>
        returnParcel(parcelOf(subject.parcel), { subject, reason: REASON_OF_RETURN[type] }),
      ),
    );
  }

  /**
   * After the right no rent falls due; what was paid ahead, and the guarantee, are settled by the contract.
   */
  @Saga()
  endRentsOfEndedRight(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'RightReturned' | 'TermEnded' | 'LeaseConverted'>(
        'RightReturned',
        'TermEnded',
        'LeaseConverted',
      ),
      map(({ type, data }) => {
        const { subject } = data;
        const unusedToo = type === 'RightReturned' && data.ground === 'public-interest';
        const [how, endedOn, reason] =
          type === 'TermEnded'
            ? (['term', data.endsOn, '租赁期限届满'] as const)
            : type === 'RightReturned'
              ? (['returned', data.returnedOn, `使用权收回：${data.approvalNo}`] as const)
              : (['converted', data.beganOn, `转为出让：${data.certificateNo}`] as const);
        return endRents(contractOf(subject.entry), { subject, how, reason, endedOn, unusedToo });
      }),
    );
  }

  @Saga()
  openConversionDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'ConversionApplied'>('ConversionApplied'),
      map(({ data: { subject, round, appliedOn } }) =>
        openWork(subject, 'decide-conversion', round, [], appliedOn),
      ),
    );
  }

  @Saga()
  endConversionDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'ConversionApproved' | 'ConversionRefused' | 'RightReturned' | 'LeaseLost'>(
        'ConversionApproved',
        'ConversionRefused',
        'RightReturned',
        'LeaseLost',
      ),
      mergeMap((event): Command[] => {
        const { data, meta, type } = event;
        const task = (round: number) => taskOf(data.subject.entry, 'decide-conversion', round);
        if (type === 'ConversionApproved' || type === 'ConversionRefused') {
          return [
            completeTask(task(data.round), {
              person: meta.actor.person,
              outcome: type === 'ConversionApproved' ? 'convert' : 'refuse',
            }),
          ];
        }
        return data.conversionRound === undefined
          ? []
          : [cancelTask(task(data.conversionRound), { reason: '使用权已终止' })];
      }),
    );
  }

  /** The price is owed under the contract, like any other: with its day, its default, its interest. */
  @Saga()
  priceApprovedConversion(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'ConversionApproved'>('ConversionApproved'),
      map(({ data: { subject, priceFen, signedOn } }) =>
        priceConversion(contractOf(subject.entry), { subject, priceFen, signedOn }),
      ),
    );
  }

  /**
   * Only now is the price the collective's to share out, after the levy on it: a grant that comes to nothing
   * is refunded.
   */
  @Saga()
  noteReceiptsOfConversion(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'LeaseConverted'>('LeaseConverted'),
      mergeMap(({ data: { subject, priceFen, levyFen } }) => {
        const distribution = distributionOf(subject.entry);
        return [
          noteLevy(distribution, { subject, levyFen, part: 'conversion-levy' }),
          noteReceipts(distribution, { subject, priceFen, part: 'conversion' }),
        ];
      }),
    );
  }

  /** What the company pays is income of the collective, and is shared out as it comes. */
  @Saga()
  noteReceiptsOfDividend(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'DividendPaid'>('DividendPaid'),
      map(({ data: { subject, amountFen, year, voucherNo } }) =>
        noteReceipts(distributionOf(subject.entry), {
          subject,
          priceFen: amountFen,
          part: `dividend-${year}-${voucherNo}`,
        }),
      ),
    );
  }

  @Saga()
  openDividendChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'DividendMissing'>('DividendMissing'),
      map(({ data: { subject, year, dueOn } }) => openWork(subject, 'chase-dividend', year, [], dueOn)),
    );
  }

  @Saga()
  completeDividendChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'DividendUrged'>('DividendUrged'),
      map(({ data: { subject, year }, meta }) =>
        completeTask(taskOf(subject.entry, 'chase-dividend', year), {
          person: meta.actor.person,
          outcome: 'urge',
        }),
      ),
    );
  }

  /** What was paid after all nobody has to ask for; a letter that was written stays written. */
  @Saga()
  cancelDividendChase(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TenureEvent, 'DividendCaughtUp'>('DividendCaughtUp'),
      map(({ data: { subject, year } }) =>
        cancelTask(taskOf(subject.entry, 'chase-dividend', year), { reason: '分红已补足' }),
      ),
    );
  }
}
