import { ItemsBody } from '../../body/common.bodies.js';
import { barredFrom, handsIn } from '../../shared/hands.rules.js';
import { planningOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import type { Role } from '../../work/work.js';
import { ConditionBody } from './planning.bodies.js';
import { issuePlanningConditions, refusePlanning } from './planning.commands.js';
import type { ConditionKind, PlanningEvent } from './planning.events.js';

const when = whenOf<PlanningEvent>();

/** Three offices are asked for their documents (实施条例 Art. 39), unless the check itself blocks the scheme. */
const conditions = <const Kind extends ConditionKind>(kind: Kind, zh: string, role: Role, bureau: string) =>
  work(`conditions-${kind}`, {
    zh,
    role,
    bureau,
    clock: 'procedure.conditions',
    escalateTo: 'government',
    opens: [
      when('PlanningChecked', ({ data: { verdict, schemeVersion, ...prepared } }) =>
        verdict === 'block'
          ? undefined
          : { round: schemeVersion, barred: barredFrom(`conditions-${kind}`, handsIn(prepared)) },
      ),
    ],
    closes: [
      when('PlanningConditionsIssued', ({ data: { condition, schemeVersion } }) =>
        condition.kind === kind ? { outcome: 'issue', round: schemeVersion } : undefined,
      ),
      when('PlanningRefused', ({ data }) =>
        data.kind === kind ? { outcome: 'refuse', round: data.schemeVersion } : undefined,
      ),
    ],
    cancels: [
      when('PlanningRefused', ({ data: { open, schemeVersion } }) =>
        open.includes(kind) ? { reason: '方案已退回修改', round: schemeVersion } : undefined,
      ),
      when('PlanningClosed', ({ data: { open, schemeVersion, reason } }) =>
        open.includes(kind) ? { reason, round: schemeVersion } : undefined,
      ),
    ],
    outcomes: {
      issue: outcome('出具', 'conditions.issue', ConditionBody, (entry, body, round) =>
        issuePlanningConditions(planningOf(entry), { condition: { kind, ...body }, round }),
      ),
      refuse: outcome('不予出具，退回修改', 'conditions.refuse', ItemsBody, (entry, { items }, round) =>
        refusePlanning(planningOf(entry), { kind, items, round }),
      ),
    },
  });

export const PLANNING_WORK = [
  conditions('planning', '出具规划条件', 'planner', 'natural-resources'),
  conditions('industry', '出具产业准入要求', 'reviewer', 'development-reform'),
  conditions('ecology', '出具生态环境保护要求', 'reviewer', 'ecology'),
] as const;
