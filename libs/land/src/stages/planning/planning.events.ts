import type { Event } from '#kernel/messages';
import type { AskingDossier, Dossier } from '../../shared/dossier.js';
import type { Day, ReturnItem, SquareMetresText, Subject, Use } from '../../shared/terms.js';
import type { Scheme } from '../scheme/index.js';

/** Overlap of the parcel with one planning layer, and the rule that speaks to it. */
export type Finding = Readonly<{
  layer: string;
  layerVersion: string;
  name: string;
  gate: 'block' | 'consult' | 'warn' | 'pass';
  overlapM2: SquareMetresText;
  rule: string;
  source: string;
  message: string;
}>;

/** 规划条件 by natural resources, 产业准入 by development and reform, 生态环境保护要求 by ecology (实施条例 Art. 39). */
export type ConditionKind = 'planning' | 'industry' | 'ecology';
export const CONDITION_KINDS: readonly ConditionKind[] = ['planning', 'industry', 'ecology'];
export type Condition = Readonly<{
  kind: ConditionKind;
  issuer: string;
  documentNo: string;
  on: Day;
  text: string;
}>;

export type PlanningEvent =
  | Event<
      'PlanningCheckOpened',
      {
        subject: Subject;
        schemeVersion: number;
        boundary: Scheme['boundary'];
        declaredAreaM2: SquareMetresText;
        use: Use;
        landSource: Scheme['landSource'];
        exception?: Scheme['exception'];
      } & AskingDossier
    >
  | Event<
      'PlanningChecked',
      {
        subject: Subject;
        schemeVersion: number;
        verdict: 'pass' | 'consult' | 'block';
        areaM2: SquareMetresText;
        findings: readonly Finding[];
        layers: readonly Readonly<{ id: string; version: string }>[];
      } & Dossier
    >
  /** `by`: whose hands issued it; they do nothing else in this round. */
  | Event<
      'PlanningConditionsIssued',
      { subject: Subject; schemeVersion: number; condition: Condition; by?: readonly string[] }
    >
  /**
   * The planner or a department finds the scheme unfit: back to the clerk with items. `open` are the other
   * kinds still asked for.
   */
  | Event<
      'PlanningRefused',
      {
        subject: Subject;
        schemeVersion: number;
        kind: ConditionKind;
        items: readonly ReturnItem[];
        open: readonly ConditionKind[];
      }
    >
  /** All three documents are there. */
  | Event<
      'PlanningPassed',
      {
        subject: Subject;
        schemeVersion: number;
        conditions: readonly Condition[];
      } & AskingDossier
    >
  | Event<
      'PlanningClosed',
      { subject: Subject; schemeVersion: number; reason: string; open: readonly ConditionKind[] }
    >;
