import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { expireDecision, openDecision } from '../../stages/approval/approval.commands.js';
import { approvalOf, quotaOf } from '../../shared/terms.js';
import { carryOverQuota } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';

@Injectable()
export class QuotaSaga {
  /**
   * Land is set aside, at once or from the waiting list: the scheme may go before the district government.
   */
  @Saga()
  openDecisionOnReservedQuota(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<QuotaEvent, 'QuotaReserved'>('QuotaReserved'),
      map(({ data: { subject } }) => openDecision(approvalOf(subject.entry), { subject })),
    );
  }

  /**
   * The conservative consequence: the scheme goes back to its clerk instead of waiting on. What the
   * departments said is half a year old by then, and no government is to decide on land that is not set
   * aside; revised, it queues anew.
   */
  @Saga()
  returnSchemeOfExpiredReservation(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<QuotaEvent, 'QuotaReservationExpired'>('QuotaReservationExpired'),
      map(({ data: { subject, expiresOn } }) =>
        expireDecision(approvalOf(subject.entry), {
          subject,
          reason: `指标预占已于${expiresOn}届满而未获批准，指标已释放。请核对方案后重新提交。`,
        }),
      ),
    );
  }

  /** Who still waited when the year ended is told, and files for the next year. */
  @Saga()
  returnSchemesOfClosedYear(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<QuotaEvent, 'QuotaYearClosed'>('QuotaYearClosed'),
      mergeMap(({ data: { waiting } }) =>
        waiting.map(({ subject }) =>
          expireDecision(approvalOf(subject.entry), {
            subject,
            reason: `${subject.planYear}年度指标已结束，轮候未果。请撤回后按下一年度重新申报。`,
          }),
        ),
      ),
    );
  }

  @Saga()
  carryOverQuotaOfSettledYear(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<QuotaEvent, 'QuotaYearSettled'>('QuotaYearSettled'),
      filter(({ data: { carried } }) => carried.length > 0),
      map(({ data: { district, planYear, serial, carried } }) =>
        carryOverQuota(quotaOf(district, planYear + 1), { fromYear: planYear, serial, carried }),
      ),
    );
  }
}
