import { formatArea, parseArea } from '#policy';
import type { PackOn } from '#policy';
import { pointOf, commonOf, gridOf, groundOf, readJudged } from '#geo';
import type { Ground } from '#geo';
import type { Scheme } from '../../stages/scheme/index.js';
import type { SquareMetresText } from '../../shared/terms.js';
import type { Overlap } from './cadastre.events.js';
import { refuse } from './cadastre.refusals.js';

type Polygon = Scheme['boundary']['polygon'];
export type Placed = Readonly<{ parcel: string; entry: string; schemeVersion: number; plane: Polygon }>;

/**
 * Whoever overlaps more neighbours is told of these, and of the others when it comes again: so many of the
 * worst are laid over each other in less time than anybody waits.
 */
export const OVERLAPS_MAX = 10;
/**
 * Pairs of lines that are compared for one boundary: some tens of milliseconds. Two boundaries of the most
 * points have a million at most, and hundreds of surveyed parcels fewer than that together.
 */
export const PAIRS_MAX = 2_000_000;

/**
 * Surface, above and below (JB, JS, JX) are rights of their own over the same ground: only equal ones exclude
 * each other.
 */
const stratum = (parcel: string) => parcel.slice(12, 14);

/** Made once: a boundary stays where it is while hundreds are laid beside it. */
const grounds = new WeakMap<Polygon, Ground>();

export type Survey = Readonly<{ plane: Polygon; overlaps: readonly Overlap[] }>;

/**
 * Lays a boundary beside the others of its 地籍子区; what is within the tolerance is the difference of two
 * surveys. While it does, nobody else is answered: what it costs is bounded.
 * @throws Rejected `cadastre.entangled`
 */
export function survey(
  parcel: string,
  { polygon, crs }: Scheme['boundary'],
  others: readonly Placed[],
  toleranceM2: SquareMetresText,
  pack?: PackOn,
): Survey {
  const { rings, plane } = readJudged(polygon, crs, pack && gridOf(pack));
  const [ground, tolerance] = [groundOf(rings), parseArea(toleranceM2)];
  const overlaps: Overlap[] = [];
  let pairs = 0;
  for (const other of others) {
    if (other.parcel === parcel || stratum(other.parcel) !== stratum(parcel)) continue;
    const common = commonOf(ground, groundUnder(other.plane));
    pairs += common.pairs;
    if (common.areaCm2 > tolerance)
      overlaps.push({ parcel: other.parcel, entry: other.entry, overlapM2: formatArea(common.areaCm2) });
    if (overlaps.length === OVERLAPS_MAX) break;
    if (pairs <= PAIRS_MAX) continue;
    if (overlaps.length > 0) break;
    throw refuse('cadastre.entangled', { parcel });
  }
  return { plane, overlaps };
}

function groundUnder(plane: Polygon): Ground {
  const known = grounds.get(plane);
  if (known) return known;
  const made = groundOf(plane.coordinates.map((ring) => ring.map(pointOf)));
  grounds.set(plane, made);
  return made;
}
