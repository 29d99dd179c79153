import { plainNumber } from './numbers.js';

export type Corner = readonly [east: number, north: number];
export type Ring = readonly Corner[];

/** A northing of this country has seven digits before the point, an easting within its zone six. */
const NORTH_MIN = 1_000_000;
const NORTH_MAX = 10_000_000;
const CORNERS_MIN = 3;

/**
 * A boundary as somebody pastes it: a table of corners (a number or name may stand first, the order of east
 * and north is recognised by size, an empty line begins the next ring), or GeoJSON. Rings come closed.
 * Undefined where it is neither.
 */
export function ringsTyped(typed: string): readonly Ring[] | undefined {
  const text = typed.trim();
  const rings = text.startsWith('{') || text.startsWith('[') ? ringsOfJson(text) : ringsOfTable(text);
  return rings && rings.length > 0 && rings.every((ring) => ring.length >= CORNERS_MIN)
    ? rings.map(closed)
    : undefined;
}

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function ringsOfTable(text: string): readonly Ring[] | undefined {
  const rings: Corner[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      if (rings[rings.length - 1]!.length > 0) rings.push([]);
      continue;
    }
    const corner = cornerOf(line);
    if (!corner) return undefined;
    rings[rings.length - 1]!.push(corner);
  }
  return rings.filter((ring) => ring.length > 0);
}

/** The last two numbers of a line: what stands before them is the corner's number or name. */
function cornerOf(line: string): Corner | undefined {
  const words = line
    .normalize('NFKC')
    .trim()
    .split(/[\s,;、]+/)
    .filter(Boolean);
  const [first, second] = words.slice(-2).map((word) => plainNumber(word));
  if (words.length < 2 || words.length > 3 || first === undefined || second === undefined) return undefined;
  const [one, two] = [Number(first), Number(second)];
  return one >= NORTH_MIN && one < NORTH_MAX && two < NORTH_MIN ? [two, one] : [one, two];
}

function ringsOfJson(text: string): readonly Ring[] | undefined {
  try {
    const found = coordinatesIn(JSON.parse(text) as unknown);
    return isRings(found)
      ? found.map((ring) => ring.map(([east, north]) => [east, north] as const))
      : undefined;
  } catch {
    return undefined; // Half-typed or damaged: the field says what it wants.
  }
}

type Json = Readonly<{ geometry?: unknown; features?: readonly unknown[]; coordinates?: unknown }>;

function coordinatesIn(json: unknown): unknown {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) return undefined;
  const { geometry, features, coordinates } = json as Json;
  if (features) return features.length === 1 ? coordinatesIn(features[0]) : undefined;
  return geometry === undefined ? coordinates : coordinatesIn(geometry);
}

const isCorner = (found: unknown): found is Corner =>
  Array.isArray(found) && found.length >= 2 && found.slice(0, 2).every((part) => Number.isFinite(part));
const isRings = (found: unknown): found is readonly Ring[] =>
  Array.isArray(found) && found.every((ring) => Array.isArray(ring) && ring.every(isCorner));

/** One corner a line, rings parted by an empty line, as {@link ringsTyped} reads them again. */
export const ringsText = (rings: readonly Ring[]): string =>
  rings
    .map((ring) => ring.map(([east, north], index) => `J${index + 1} ${east} ${north}`).join('\n'))
    .join('\n\n');

const MM_PER_M = 1_000;
/** Twice the area in mm² in a hundredth of a square metre. */
const TWICE_MM2_PER_CM2 = 20_000n;
const SCALE = 100n;
const mm = (metres: number): bigint => BigInt(Math.round(metres * MM_PER_M));

/** Of plane coordinates, in m² to two places: the first ring less the others. */
export function areaOfRings(rings: readonly Ring[]): string {
  const [outer = 0n, ...holes] = rings.map(twiceArea);
  const twice = holes.reduce((left, hole) => left - hole, outer);
  const size = twice < 0n ? 0n : twice;
  const hundredths = (size + TWICE_MM2_PER_CM2 / 2n) / TWICE_MM2_PER_CM2;
  return `${hundredths / SCALE}.${(hundredths % SCALE).toString().padStart(2, '0')}`;
}

function twiceArea(ring: Ring): bigint {
  const twice = ring.reduce((sum, [east, north], index) => {
    const [nextEast, nextNorth] = ring[(index + 1) % ring.length]!;
    return sum + mm(east) * mm(nextNorth) - mm(nextEast) * mm(north);
  }, 0n);
  return twice < 0n ? -twice : twice;
}
