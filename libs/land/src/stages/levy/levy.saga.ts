import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { noteLevy } from '../distribution/distribution.commands.js';
import { openWork } from '../../procedure.js';
import { meetGate } from '../registration/registration.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { distributionOf, registrationOf, taskOf } from '../../shared/terms.js';
import type { LevyEvent } from './levy.events.js';

@Injectable()
export class LevySaga {
  /** An expired rate is a person's to confirm: by the machine there is no number. */
  @Saga()
  openRateConfirmation(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessmentDeferred'>('LevyAssessmentDeferred'),
      map(({ data: { subject, on: since } }) => openWork(subject, 'levy-rate', 1, [], since)),
    );
  }

  /** Finance is to enter the row; the work ends by itself when the row comes. */
  @Saga()
  openMissingRateWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyRateMissing'>('LevyRateMissing'),
      map(({ data: { subject } }) => openWork(subject, 'levy-rate-missing', 1)),
    );
  }

  @Saga()
  endMissingRateWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessed' | 'LevyAssessmentDeferred' | 'LevyCancelled'>(
        'LevyAssessed',
        'LevyAssessmentDeferred',
        'LevyCancelled',
      ),
      filter(({ data }) => data.awaited === true),
      map(({ type, data }) =>
        cancelTask(taskOf(data.subject.entry, 'levy-rate-missing'), {
          reason: type === 'LevyCancelled' ? data.reason : `费率已录入（${data.rules}），调节金已自动核定`,
        }),
      ),
    );
  }

  @Saga()
  completeRateConfirmation(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessed'>('LevyAssessed'),
      filter(({ data: { confirmation } }) => confirmation !== undefined),
      map(({ data: { subject }, meta }) =>
        completeTask(taskOf(subject.entry, 'levy-rate'), {
          person: meta.actor.person,
          outcome: 'confirm',
        }),
      ),
    );
  }

  /** Where nothing is owed, nobody has to write a notice. */
  @Saga()
  openLevyNoticeWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessed'>('LevyAssessed'),
      filter(({ data: { amountFen } }) => amountFen !== '0'),
      map(({ data: { subject } }) => openWork(subject, 'levy-notice', 1)),
    );
  }

  @Saga()
  completeLevyNoticeWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyNoticeIssued'>('LevyNoticeIssued'),
      map(({ data: { subject }, meta }) =>
        completeTask(taskOf(subject.entry, 'levy-notice'), {
          person: meta.actor.person,
          outcome: 'issue',
        }),
      ),
    );
  }

  /**
   * A lease that pays by the year is noted with what each year owes, and each rent is shared out after its
   * own part. The late fee is no part of it: the plan deducts the levy, and what lateness cost is for the
   * collective to answer for.
   */
  @Saga()
  noteSettledLevy(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevySettled' | 'LevyFirstPeriodPaid'>('LevySettled', 'LevyFirstPeriodPaid'),
      map(({ type, data }) => {
        const { subject, amountFen, split } = data;
        const periods = type === 'LevyFirstPeriodPaid' && data.periods ? { periods: data.periods } : {};
        return noteLevy(distributionOf(subject.entry), {
          subject,
          levyFen: amountFen,
          ...(split ? { split } : {}),
          ...periods,
        });
      }),
    );
  }

  @Saga()
  meetLevyGate(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevySettled' | 'LevyFirstPeriodPaid'>('LevySettled', 'LevyFirstPeriodPaid'),
      map(({ data: { subject } }) => meetGate(registrationOf(subject.entry), { subject, gate: 'levy' })),
    );
  }

  @Saga()
  cancelLevyNoticeWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyCancelled'>('LevyCancelled'),
      filter(({ data: { noticeOpen, rateOpen } }) => noticeOpen || rateOpen === true),
      map(({ data: { subject, reason, rateOpen } }) =>
        cancelTask(taskOf(subject.entry, rateOpen ? 'levy-rate' : 'levy-notice'), { reason }),
      ),
    );
  }
}
