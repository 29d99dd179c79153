import { formatArea, parseArea } from '#policy';
import type { Scheme } from '../scheme/scheme.events.js';
import { readJudged } from '../planning/geometry/judged.js';
import type { LayerFeature, VersionedLayer } from '../planning/geometry/layers.js';
import { overlapOf } from '../planning/geometry/overlay.js';
import type { SquareMetresText } from '../terms.js';
import type { Overlap } from './cadastre.events.js';

export type Placed = Readonly<{
  parcel: string;
  entry: string;
  schemeVersion: number;
  feature: LayerFeature;
}>;

/**
 * Surface, above and below (JB, JS, JX) are rights of their own over the same ground: only equal ones exclude
 * each other.
 */
const stratum = (parcel: string) => parcel.slice(12, 14);

export const featureOf = (parcel: string, plane: Scheme['boundary']['polygon']): LayerFeature => ({
  type: 'Feature',
  properties: { name: parcel },
  geometry: plane,
});

export type Survey = Readonly<{ plane: Scheme['boundary']['polygon']; overlaps: readonly Overlap[] }>;

/**
 * Lays a boundary beside the others of its 地籍子区; what is within the tolerance is the difference of two
 * surveys.
 */
export function survey(
  parcel: string,
  { polygon, crs }: Scheme['boundary'],
  others: readonly Placed[],
  toleranceM2: SquareMetresText,
): Survey {
  const boundary = readJudged(polygon, crs);
  const overlaps = others
    .filter((other) => other.parcel !== parcel && stratum(other.parcel) === stratum(parcel))
    .flatMap(({ parcel: neighbour, entry, feature }) => {
      const layer: VersionedLayer = {
        id: 'cadastre',
        version: '',
        validFrom: '',
        source: '',
        features: [feature],
      };
      const { insideCm2 } = overlapOf(boundary, layer);
      return insideCm2 > parseArea(toleranceM2)
        ? [{ parcel: neighbour, entry, overlapM2: formatArea(insideCm2) }]
        : [];
    });
  return { plane: boundary.plane, overlaps };
}
