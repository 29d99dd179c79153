/** A draft on the county's plane: rings closed, cleaned, proven and measured. What cannot be used is said. */
import { formatArea, squareCm } from '#policy';
import type { SquareCm } from '#policy';
import { areaOf, ownMeridian, problemOf } from '../boundary.js';
import type { MultiPolygon, Rings } from '../boundary.js';
import { DEGREES, crsOf, meridianAt, movedTo, planeOf, unproject } from '../crs.js';
import type { Crs, Point } from '../crs.js';
import { CHINA, fits } from '../grid.js';
import type { Grid } from '../grid.js';
import { lonLatOf, toPlane } from '../snap.js';
import type { Draft, DraftFeature, Pair, Properties, Ring } from './draft.js';
import type { Findings, Place } from './issues.js';
import type { Reading } from './recognise.js';

/** On the plane of the intake's `system`, metres. */
export type IntakeFeature = Readonly<{
  place: Place;
  properties: Properties;
  geometry: MultiPolygon;
  /** Of its own 3-degree zone's plane, exact to 1 cm². */
  areaM2: string;
}>;
export type Assembled = Readonly<{ system: Crs; features: readonly IntakeFeature[]; areaM2: string }>;

const MM_PER_M = 1_000;
const CM2_PER_M2 = 10_000;
/** A stated area is rounded: by so much it may differ, m² or parts in a thousand, whichever is more. */
const AREA_TOLERANCE_M2 = 1;
const AREA_TOLERANCE_PER_MILLE = 1;

export function assemble(draft: Draft, reading: Reading, grid: Grid, findings: Findings): Assembled {
  const { crs, swapped } = reading;
  const meridian = meridianOf(draft, reading, grid);
  const known = new Map<string, true>();
  let total = 0n;
  const features = draft.features.flatMap((feature): IntakeFeature[] => {
    if (feature.polygons.length === 0) return [];
    const turned = swapped
      ? feature.polygons.map((one) => one.map((ring) => ring.map(flip)))
      : feature.polygons;
    if (!isThere(turned, crs, grid, feature.place, findings)) return [];
    const polygons = turned.flatMap((rings) => cleaned(rings, crs, meridian, feature.place, findings) ?? []);
    if (polygons.length === 0) return [];
    const problem = problemOf(polygons);
    if (problem) {
      findings.add('ring-crosses', feature.place, { said: `${problem.text} ${problem.at}` });
      return [];
    }
    tellRepeated(polygons, known, feature.place, findings);
    const areaCm2 = measured(polygons, meridian, feature, findings);
    total += areaCm2;
    return [featureOf(feature, polygons, areaCm2)];
  });
  const system = grid.plane ?? crsOf(meridian, 3, false)!;
  return { system, features, areaM2: formatArea(squareCm(total)) };
}

const flip = ([x, y]: Pair): Pair => [y, x];

/** The county's meridian, or the file's own; of degrees, that of the zone where they begin. */
function meridianOf({ features }: Draft, { crs, swapped }: Reading, { plane: county }: Grid): number {
  const plane = planeOf(county ?? crs);
  if (plane && (county || plane.width === 3)) return plane.meridian;
  const first = features.find(({ polygons }) => polygons.length > 0)?.polygons[0]?.[0]?.[0] ?? [NaN, NaN];
  const [x, y] = swapped ? flip(first) : first;
  return meridianAt(lonLatOf(x, y, crs)[0]);
}

function isThere(
  polygons: readonly (readonly Ring[])[],
  crs: Crs,
  grid: Grid,
  place: Place,
  findings: Findings,
): boolean {
  for (const ring of polygons.flat())
    for (const [index, [x, y]] of ring.entries()) {
      if (fits(x, y, crs, CHINA)) continue;
      const finite = Number.isFinite(x) && Number.isFinite(y);
      const at = { ...place, point: index + 1 };
      findings.add(finite ? 'outside-china' : 'point-not-number', at, { said: `${x}, ${y}` });
      return false;
    }
  const first = polygons[0]?.[0]?.[0];
  if (grid !== CHINA && first && !fits(first[0], first[1], crs, grid))
    findings.add('outside-county', place, { place: grid.place });
  return true;
}

/** The rings of a polygon on the plane; nothing where its shell is none. A hole that is none is no hole. */
function cleaned(
  rings: readonly Ring[],
  crs: Crs,
  meridian: number,
  place: Place,
  findings: Findings,
): [Rings] | undefined {
  const made: (readonly Point[])[] = [];
  for (const [index, ring] of rings.entries()) {
    const one = cleanRing(ring, crs, meridian, { ...place, ring: index + 1 }, findings);
    if (one) made.push(one);
    else if (index === 0) return undefined;
  }
  return [made];
}

function cleanRing(
  ring: Ring,
  crs: Crs,
  meridian: number,
  place: Place,
  findings: Findings,
): readonly Point[] | undefined {
  const points = ring.map(([x, y]) => toPlane(x, y, crs, meridian));
  const distinct = points.filter((point, index) => index === 0 || !same(point, points[index - 1]!));
  if (distinct.length < points.length) findings.add('point-repeated', place);
  const [first, last] = [distinct[0], distinct.at(-1)];
  if (!first || !last) {
    findings.add('ring-short', place);
    return undefined;
  }
  if (distinct.length < 2 || !same(first, last)) {
    if (distinct.length >= 3) findings.add('ring-closed', place);
    distinct.push(first);
  }
  if (distinct.length < 4) {
    findings.add('ring-short', place);
    return undefined;
  }
  if (areaOf([distinct]) > 0n) return distinct;
  findings.add('ring-flat', place);
  return undefined;
}

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

function tellRepeated(
  polygons: readonly Rings[],
  known: Map<string, true>,
  place: Place,
  findings: Findings,
): void {
  // Its corners in an order that does not depend on where it begins.
  const text = polygons
    .flat(2)
    .map(([east, north]) => `${east} ${north}`)
    .sort()
    .join(';');
  const key = `${text.length}/${hashOf(text)}/${text.slice(0, 64)}`;
  if (known.has(key)) findings.add('feature-repeated', place);
  known.set(key, true);
}

/** FNV-1a: keeps a number in place of a long text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function measured(
  polygons: readonly Rings[],
  meridian: number,
  { place, declaredM2 }: DraftFeature,
  findings: Findings,
): SquareCm {
  const own = ownMeridian(polygons.flat(), meridian);
  if (own === meridian && isAcross(polygons, meridian)) findings.add('across-zones', place);
  const area = polygons.reduce(
    (sum, rings) => sum + areaOf(own === meridian ? rings : moved(rings, meridian, own)),
    0n,
  );
  if (declaredM2 !== undefined) {
    const found = Number(area) / CM2_PER_M2;
    const tolerance = Math.max(AREA_TOLERANCE_M2, (found * AREA_TOLERANCE_PER_MILLE) / 1_000);
    if (Math.abs(found - declaredM2) > tolerance)
      findings.add('area-differs', place, { said: declaredM2.toFixed(2), found: found.toFixed(2) });
  }
  return squareCm(area);
}

const moved = (rings: Rings, from: number, to: number): Rings =>
  rings.map((ring) => ring.map((point) => movedTo(point, from, to)));

/** Whether its westernmost and easternmost corners lie in two zones. */
function isAcross(polygons: readonly Rings[], meridian: number): boolean {
  const points = polygons.flat(2);
  const by = (better: (a: Point, b: Point) => boolean) =>
    points.reduce((one, other) => (better(other, one) ? other : one));
  const [west, east] = [by((a, b) => a[0] < b[0]), by((a, b) => a[0] > b[0])].map(([x, y]) =>
    meridianAt(unproject(x / MM_PER_M, y / MM_PER_M, meridian)[0]),
  );
  return west !== east;
}

function featureOf(
  { place, properties }: DraftFeature,
  polygons: readonly Rings[],
  areaCm2: SquareCm,
): IntakeFeature {
  const coordinates = polygons.map((rings) =>
    rings.map((ring) => ring.map(([east, north]) => [east / MM_PER_M, north / MM_PER_M])),
  );
  return { place, properties, geometry: { type: 'MultiPolygon', coordinates }, areaM2: formatArea(areaCm2) };
}

/** The number of a zone before the eastings of a file, if there is one. */
export const zoneBefore = ({ crs }: Reading): number | undefined => planeOf(crs)?.zone;
export const isDegrees = ({ crs }: Reading): boolean => crs === DEGREES;
