import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { AskingDossier } from '../../shared/dossier.js';
import type { ReturnItem, SquareMetresText, Subject, Use } from '../../shared/terms.js';
import type { Scheme } from '../scheme/index.js';
import type { Condition, ConditionKind } from './planning.events.js';

const command = commandsTo<StreamOf<'planning'>>();

export const openPlanningCheck = command<
  'OpenPlanningCheck',
  {
    subject: Subject;
    schemeVersion: number;
    boundary: Scheme['boundary'];
    declaredAreaM2: SquareMetresText;
    use: Use;
    landSource: Scheme['landSource'];
    exception?: Scheme['exception'];
  } & AskingDossier
>('OpenPlanningCheck');
export const checkPlanning = command<'CheckPlanning', { subject: Subject }>('CheckPlanning');
export const issuePlanningConditions = command<
  'IssuePlanningConditions',
  {
    condition: Condition;
    /** Version of the scheme that was looked at. */ round?: number;
  }
>('IssuePlanningConditions');
export const refusePlanning = command<
  'RefusePlanning',
  {
    kind: ConditionKind;
    items: readonly ReturnItem[];
    round?: number;
  }
>('RefusePlanning');
export const closePlanning = command<'ClosePlanning', { subject: Subject; reason: string }>('ClosePlanning');

export type PlanningCommand = CommandsOf<typeof import('./planning.commands.js')>;
