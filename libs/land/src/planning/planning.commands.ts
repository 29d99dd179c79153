import { Command } from '#kernel/messages';
import type { QuotaNeed } from '../quota/quota.events.js';
import type { Doubted, Prepared, ReturnItem, SquareMetresText, Subject, Use } from '../terms.js';
import type { Scheme } from '../scheme/scheme.events.js';
import type { Condition, ConditionKind } from './planning.events.js';

export class OpenPlanningCheck extends Command<
  {
    subject: Subject;
    schemeVersion: number;
    boundary: Scheme['boundary'];
    declaredAreaM2: SquareMetresText;
    use: Use;
    landSource: Scheme['landSource'];
    exception?: Scheme['exception'];
    need: QuotaNeed;
  } & Prepared &
    Doubted
> {
  readonly type = 'OpenPlanningCheck';
}
export class CheckPlanning extends Command<{ subject: Subject }> {
  readonly type = 'CheckPlanning';
}
export class IssuePlanningConditions extends Command<{
  condition: Condition;
  /** Version of the scheme that was looked at. */ round?: number;
}> {
  readonly type = 'IssuePlanningConditions';
}
export class RefusePlanning extends Command<{
  kind: ConditionKind;
  items: readonly ReturnItem[];
  round?: number;
}> {
  readonly type = 'RefusePlanning';
}
export class ClosePlanning extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'ClosePlanning';
}

export type PlanningCommand =
  OpenPlanningCheck | CheckPlanning | IssuePlanningConditions | RefusePlanning | ClosePlanning;
