import type { Fact } from '#kernel';
import { checkPlanning } from '../../stages/planning/index.js';
import { returnScheme } from '../../stages/scheme/index.js';
import { planningOf, schemeOf } from '../../shared/terms.js';
import type { ReturnItem } from '../../shared/terms.js';
import type { CadastreEvent, Overlap } from './cadastre.events.js';

/**
 * The planning check waits for the lock and the place, so that no two entries are ever checked for the same
 * land.
 */
export const checkPlanningOfPlacedBoundary = ({ data: { subject } }: Fact<CadastreEvent, 'BoundaryPlaced'>) =>
  checkPlanning(planningOf(subject.entry), { subject });

export const returnSchemeOfOverlap = ({
  data: { subject, schemeVersion, overlaps, source },
}: Fact<CadastreEvent, 'BoundaryRefused'>) =>
  returnScheme(schemeOf(subject.entry), {
    version: schemeVersion,
    by: 'cadastre',
    items: overlaps.map((overlap) => itemOf(overlap, source)),
  });

const itemOf = ({ parcel, entry, overlapM2 }: Overlap, source: string): ReturnItem => ({
  field: 'boundary',
  opinion: `界址与宗地${parcel}（入市事项${entry}）重叠${overlapM2}平方米。请核对界址点，或者与相邻宗地共同确认界址。`,
  source: `土地管理法第十四条；${source}`,
});
