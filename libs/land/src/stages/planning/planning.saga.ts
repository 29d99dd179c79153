import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { openReview } from '../approval/approval.commands.js';
import { handsOf } from '../../shared/hands.rules.js';
import { openWork } from '../../procedure.js';
import { returnScheme } from '../scheme/scheme.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';
import { approvalOf, doubtsIn, preparedOf, preparersOf, schemeOf, taskOf } from '../../shared/terms.js';
import type { ReturnItem } from '../../shared/terms.js';
import { CONDITION_KINDS } from './planning.events.js';
import type { ConditionKind, Finding, PlanningEvent } from './planning.events.js';

const BY = 'planning';

@Injectable()
export class PlanningSaga {
  /**
   * A hard block goes back to the clerk as items; otherwise three offices are asked for their documents (实施条例
   * Art. 39).
   */
  @Saga()
  followPlanningCheck(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<PlanningEvent, 'PlanningChecked'>('PlanningChecked'),
      mergeMap(({ data: { subject, schemeVersion, verdict, findings, ...prepared } }): Command[] =>
        verdict === 'block'
          ? [
              returnScheme(schemeOf(subject.entry), {
                version: schemeVersion,
                by: BY,
                items: findings.filter(({ gate }) => gate === 'block').map(itemOf),
              }),
            ]
          : CONDITION_KINDS.map((kind) =>
              openWork(subject, `conditions-${kind}`, schemeVersion, preparersOf(prepared)),
            ),
      ),
    );
  }

  @Saga()
  completeConditionsTask(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<PlanningEvent, 'PlanningConditionsIssued'>('PlanningConditionsIssued'),
      map(({ data: { subject, schemeVersion, condition }, meta }) =>
        completeTask(conditionsTask(subject.entry, condition.kind, schemeVersion), {
          person: meta.actor.person,
          outcome: 'issue',
        }),
      ),
    );
  }

  @Saga()
  openReviewOfPassedPlanning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<PlanningEvent, 'PlanningPassed'>('PlanningPassed'),
      map(({ data: { subject, schemeVersion, need, ...prepared } }) =>
        openReview(approvalOf(subject.entry), {
          subject,
          schemeVersion,
          need,
          ...preparedOf(prepared),
          ...doubtsIn(prepared),
          ...handsOf(prepared),
        }),
      ),
    );
  }

  @Saga()
  returnSchemeRefusedByPlanning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<PlanningEvent, 'PlanningRefused'>('PlanningRefused'),
      mergeMap(({ data: { subject, schemeVersion, kind, items, open }, meta }): Command[] => [
        completeTask(conditionsTask(subject.entry, kind, schemeVersion), {
          person: meta.actor.person,
          outcome: 'refuse',
        }),
        ...open.map((other) =>
          cancelTask(conditionsTask(subject.entry, other, schemeVersion), { reason: '方案已退回修改' }),
        ),
        returnScheme(schemeOf(subject.entry), {
          version: schemeVersion,
          by: `conditions-${kind}`,
          items,
        }),
      ]),
    );
  }

  @Saga()
  cancelTasksOfClosedPlanning(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<PlanningEvent, 'PlanningClosed'>('PlanningClosed'),
      mergeMap(({ data: { subject, schemeVersion, open, reason } }) =>
        open.map((kind) => cancelTask(conditionsTask(subject.entry, kind, schemeVersion), { reason })),
      ),
    );
  }
}

const conditionsTask = (entry: string, kind: ConditionKind, version: number) =>
  taskOf(entry, `conditions-${kind}`, version);

/**
 * A finding speaks of a layer; the clerk mends a field: the area, what the land is declared as, or else the
 * boundary.
 */
const itemOf = ({ layer, rule, message, source }: Finding): ReturnItem => ({
  field: layer === 'area' ? 'deal.areaM2' : rule === LAND_SOURCE ? 'landSource' : 'boundary',
  opinion: message,
  source,
});
const LAND_SOURCE = 'quota.allow-new-land';
