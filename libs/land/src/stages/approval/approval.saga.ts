import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { barredFrom } from '../../shared/hands.rules.js';
import { DEPARTMENTS, openWork } from '../../procedure.js';
import { occupyQuota, releaseQuota, reserveQuota } from '../../ledgers/quota/quota.commands.js';
import { approveScheme, rejectScheme, returnScheme } from '../scheme/scheme.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';
import { earliestNoticeOf, quotaOf, schemeOf, taskOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { ApprovalEvent } from './approval.events.js';

@Injectable()
export class ApprovalSaga {
  @Saga()
  openOpinionTasks(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ReviewOpened'>('ReviewOpened'),
      mergeMap(({ data: { subject, schemeVersion, reportedOn, ...prepared } }) =>
        DEPARTMENTS.map((department) =>
          openWork(
            subject,
            `opinion-${department}`,
            schemeVersion,
            barredFrom(`opinion-${department}`, prepared),
            reportedOn,
            prepared,
          ),
        ),
      ),
    );
  }

  @Saga()
  completeOpinionTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'OpinionGiven'>('OpinionGiven'),
      map(({ data: { subject, schemeVersion, opinion }, meta }) =>
        completeTask(opinionTask(subject, opinion.department, schemeVersion), {
          person: meta.actor.person,
          outcome: opinion.outcome,
        }),
      ),
    );
  }

  /** 总量控制: only land that the plan still has goes before the government (土地管理法 Art. 23). */
  @Saga()
  reserveQuotaOfAgreedReview(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ReviewAgreed'>('ReviewAgreed'),
      map(({ data: { subject, need } }) => reserveQuota(quotaOfSubject(subject), { subject, need })),
    );
  }

  @Saga()
  returnSchemeOfReturnedReview(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ReviewReturned'>('ReviewReturned'),
      mergeMap(({ data: { subject, schemeVersion, items, by, open } }): Command[] => [
        ...open.map((department) =>
          cancelTask(opinionTask(subject, department, schemeVersion), { reason: '方案已退回修改' }),
        ),
        returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: `opinion-${by}`, items }),
      ]),
    );
  }

  @Saga()
  openDecisionTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'DecisionOpened'>('DecisionOpened'),
      map(({ data: { subject, schemeVersion, ...prepared } }) =>
        openWork(subject, 'decide-scheme', schemeVersion, barredFrom('decide-scheme', prepared)),
      ),
    );
  }

  @Saga()
  releaseQuotaOfDeclinedDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'DecisionDeclined'>('DecisionDeclined'),
      map(({ data: { subject, reason } }) => releaseQuota(quotaOfSubject(subject), { subject, reason })),
    );
  }

  /** The land is occupied before the scheme is approved, so that nothing approved ever lacks its quota. */
  @Saga()
  approveSchemeOnApproval(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ApprovalGranted'>('ApprovalGranted'),
      mergeMap(({ data: { subject, schemeVersion, documentNo, ...notice }, meta }): Command[] => [
        completeTask(decisionTask(subject, schemeVersion), {
          person: meta.actor.person,
          outcome: 'approve',
        }),
        occupyQuota(quotaOfSubject(subject), { subject }),
        approveScheme(schemeOf(subject.entry), { documentNo, ...earliestNoticeOf(notice) }),
      ]),
    );
  }

  @Saga()
  returnSchemeOnReturnedApproval(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ApprovalReturned'>('ApprovalReturned'),
      mergeMap(({ data: { subject, schemeVersion, items }, meta }): Command[] => [
        completeTask(decisionTask(subject, schemeVersion), {
          person: meta.actor.person,
          outcome: 'return',
        }),
        releaseQuota(quotaOfSubject(subject), { subject, reason: '方案已退回修改' }),
        returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: 'government', items }),
      ]),
    );
  }

  /** The work of the government is taken back, not done: nobody decided anything. */
  @Saga()
  returnSchemeOfExpiredDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'DecisionExpired'>('DecisionExpired'),
      mergeMap(({ data: { subject, schemeVersion, items, decisionOpen } }): Command[] => [
        ...(decisionOpen
          ? [cancelTask(decisionTask(subject, schemeVersion), { reason: '指标预占届满' })]
          : []),
        returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: 'quota', items }),
      ]),
    );
  }

  /** The rejected scheme undoes the rest, the quota included. */
  @Saga()
  rejectSchemeOnRefusedApproval(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ApprovalRefused'>('ApprovalRefused'),
      mergeMap(({ data: { subject, schemeVersion, documentNo, reason }, meta }): Command[] => [
        completeTask(decisionTask(subject, schemeVersion), {
          person: meta.actor.person,
          outcome: 'reject',
        }),
        rejectScheme(schemeOf(subject.entry), { reason, documentNo }),
      ]),
    );
  }

  @Saga()
  cancelTasksOfClosedReview(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ApprovalEvent, 'ReviewClosed'>('ReviewClosed'),
      mergeMap(({ data: { subject, schemeVersion, open, decisionOpen, reason } }): Command[] => [
        ...open.map((department) => cancelTask(opinionTask(subject, department, schemeVersion), { reason })),
        ...(decisionOpen ? [cancelTask(decisionTask(subject, schemeVersion), { reason })] : []),
      ]),
    );
  }
}

const opinionTask = ({ entry }: Subject, department: string, version: number) =>
  taskOf(entry, `opinion-${department}`, version);
const decisionTask = ({ entry }: Subject, version: number) => taskOf(entry, 'decide-scheme', version);
const quotaOfSubject = ({ district, planYear }: Subject) => quotaOf(district, planYear);
