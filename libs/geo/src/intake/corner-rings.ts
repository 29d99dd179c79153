/** Corners as a list, to the rings and polygons of a parcel: the first ring is land, the others are holes. */
import { contains } from './draft.js';
import type { Pair, Ring } from './draft.js';
import type { Findings, Place } from './issues.js';

/** `ring`: its number as it is written; `name`: that of the corner, such as `J1`. */
export type Corner = Readonly<{ row: number; name: string; ring: string; at: Pair }>;

export function polygonsOf(
  corners: readonly Corner[],
  place: Place,
  findings: Findings,
): readonly (readonly Ring[])[] {
  const rings = new Map<string, Corner[]>();
  for (const corner of corners) {
    const ring = rings.get(corner.ring) ?? [];
    ring.push(corner);
    rings.set(corner.ring, ring);
  }
  const made = [...rings.values()].map((ring) => ringOf(ring, place, findings));
  const polygons: Ring[][] = [];
  [...rings.keys()].forEach((number, index) => {
    const ring = made[index]!;
    const shell = polygons.find(([outer]) => ring[0] !== undefined && contains(outer!, ring[0]));
    if (!shell) polygons.push([ring]);
    else {
      shell.push(ring);
      findings.add('hole-by-number', place, { said: number });
    }
  });
  return polygons;
}

/** A corner whose name comes again closes the ring; another one of that name is a slip. */
function ringOf(corners: readonly Corner[], place: Place, findings: Findings): Ring {
  const named = new Set<string>();
  const first = corners[0]!;
  corners.forEach(({ name, row }, index) => {
    const closing = index === corners.length - 1 && name === first.name;
    if (name !== '' && named.has(name) && !closing)
      findings.add('point-number-repeated', { ...place, row }, { said: name });
    named.add(name);
  });
  const last = corners.at(-1)!;
  // A known program writes its last corner's one coordinate twice.
  if (corners.length > 1 && last.at[0] === last.at[1]) {
    findings.add('point-same-twice', { ...place, row: last.row }, { said: last.at[0] });
    return [...corners.slice(0, -1), first].map(({ at }) => at);
  }
  return corners.map(({ at }) => at);
}
