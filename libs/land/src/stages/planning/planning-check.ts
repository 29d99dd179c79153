import type { PackOn } from '#policy';
import type { Scheme } from '../scheme/index.js';
import type { Day, SquareMetresText, Use } from '../../shared/terms.js';
import type { Finding } from './planning.events.js';

export type PlanningVerdict = 'pass' | 'consult' | 'block';

export type PlanningAnswer = Readonly<{
  verdict: PlanningVerdict;
  /** Plane area of the boundary as handed in. */
  areaM2: SquareMetresText;
  findings: readonly Finding[];
  layers: readonly Readonly<{ id: string; version: string }>[];
}>;

/**
 * Lays a boundary over the planning layers in force on a day. Pure: the same boundary, layers and pack give
 * the same answer, so a check can be made again years later. May throw `Rejected` when the boundary cannot be
 * read.
 */
export type PlanningCheck = (
  boundary: Scheme['boundary'],
  declaredAreaM2: SquareMetresText,
  use: Use,
  pack: PackOn,
  on: Day,
) => PlanningAnswer;

/** Token under which the application provides the check. */
export const PLANNING_CHECK = Symbol('planning check');
