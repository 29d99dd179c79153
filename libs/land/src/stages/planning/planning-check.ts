import type { VersionedLayer } from '#geo';
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
  district: string,
) => PlanningAnswer;

/** What a boundary is laid over; the application provides it, which alone knows whose layers are in force. */
export abstract class LayersAround {
  /** The layers in force on the pack's day, each with what lies near the boundary at least. */
  abstract near(
    district: string,
    boundary: Scheme['boundary'],
    pack: PackOn,
  ): Promise<readonly VersionedLayer[]>;
}
