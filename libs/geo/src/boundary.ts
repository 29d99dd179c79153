/** A parcel's boundary: read, put on the plane, proved valid, and measured exactly. */
import Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import type { Geometry } from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import { Rejected } from '#kernel/messages';
import { divideHalfUp, formatArea, squareCm } from '#policy';
import type { SquareCm } from '#policy';
import { crsOf, isCrs, meridianAt, movedTo, nameOf, planeOf, unproject } from './crs.js';
import type { Crs, Point } from './crs.js';
import { CHINA } from './grid.js';
import type { Grid } from './grid.js';
import { meridianFor, snap, systemsFor, toPlane } from './snap.js';

/**
 * Coordinates of a boundary, holes included. A surveyed parcel has tens; more than this is not one. What a
 * decision computes it computes while nobody else is answered, so the worst boundary must stay a matter of
 * milliseconds.
 */
export const POINTS_MAX = 500;
export const HOLES_MAX = 20;
/**
 * A parcel is some hundred metres wide. One that lies over a whole county meets every feature of every layer.
 */
export const EXTENT_M_MAX = 2_000;

export type Position = readonly number[];
export type Polygon = Readonly<{ type: 'Polygon'; coordinates: readonly (readonly Position[])[] }>;
export type MultiPolygon = Readonly<{
  type: 'MultiPolygon';
  coordinates: readonly (readonly (readonly Position[])[])[];
}>;

/**
 * Whole millimetres on a plane; the first ring is the shell, the others are holes; the last point repeats the
 * first.
 */
export type Rings = readonly (readonly Point[])[];

export type Boundary = Readonly<{
  /** On the plane of `system`, which is the county's where it has one. */
  rings: Rings;
  /** The plane of `rings` and `plane`, without a zone number. */
  system: Crs;
  /** Area on the plane of the parcel's own 3-degree zone, exact to 1 cm²; across two zones on `system`. */
  areaCm2: SquareCm;
  /** The same in m² with two decimals: the wire form. */
  areaM2: string;
  /** As GeoJSON on the plane of `system`, metres with three decimals. */
  plane: Polygon;
  /** What was changed on reading, as sentences. */
  notes: readonly string[];
}>;

/** Half a 3-degree zone. */
const HALF_ZONE_DEGREES = 1.5;
const MM2_PER_CM2 = 100n;
const MM_PER_M = 1_000;

/**
 * Reads a GeoJSON Polygon in a declared system, for a county.
 * @throws {@link Rejected} `boundary.crs-unknown`, `boundary.multipolygon`, `boundary.not-polygon`,
 *   `boundary.too-many-points`,
 * `boundary.too-large`, `boundary.ring-open`, `boundary.ring-short`, `boundary.coordinate`,
 * `boundary.invalid` (crosses itself, hole outside …), `boundary.no-area`, and those of {@link snap}. Every
 * message says what to hand in instead.
 */
export function readBoundary(geojson: unknown, crs: string, grid: Grid = CHINA): Boundary {
  if (!isCrs(crs))
    throw new Rejected({
      code: 'boundary.crs-unknown',
      zh: `不支持坐标系“${crs}”，请使用 ${systemsFor(grid)}（2000国家大地坐标系）。`,
      details: { crs },
    });
  const notes: string[] = [];
  const given = coordinatesOf(geojson);
  const [x, y] = firstOf(given);
  const meridian = meridianFor(x, y, crs, grid);
  const rings = given.map((ring, index) =>
    readRing(ring, index, notes, (east, north) => snap(east, north, crs, grid, meridian)),
  );
  requireExtent(rings);
  const problem = problemOf([rings]);
  if (problem)
    throw new Rejected({
      code: 'boundary.invalid',
      zh: `界址线无效：${problem.text}，位置 ${problem.at}。请按界址点次序核对后重新提交。`,
      details: { problem: problem.text, at: problem.at },
    });
  const own = ownMeridian(rings, meridian);
  if (own !== meridian) notes.push(`面积在宗地自己的分带上量算：${nameOf(crsOf(own, 3, false)!)}。`);
  const areaCm2 = areaOf(own === meridian ? rings : onOwnPlane(given, crs, own));
  if (areaCm2 === 0n)
    throw new Rejected({ code: 'boundary.no-area', zh: '界址线围成的面积为零，请核对界址点。' });
  return {
    rings,
    system: grid.plane ?? crsOf(meridian, 3, false)!,
    areaCm2,
    areaM2: formatArea(areaCm2),
    plane: { type: 'Polygon', coordinates: toMetres(rings) },
    notes,
  };
}

/** The first corner, by which a parcel's zone is found; what is no corner is refused later, by its words. */
function firstOf(rings: readonly unknown[]): readonly [number, number] {
  const [ring] = rings;
  const [position] = (Array.isArray(ring) ? ring : []) as unknown[];
  const [x, y] = (Array.isArray(position) ? position : []) as unknown[];
  return [typeof x === 'number' ? x : NaN, typeof y === 'number' ? y : NaN];
}

/**
 * The meridian of the 3-degree zone that all of a boundary lies in; of one that lies across a border, the
 * meridian that it is laid on.
 */
export function ownMeridian(rings: Rings, meridian: number): number {
  const lons = rings.flat().map(([east, north]) => unproject(east / MM_PER_M, north / MM_PER_M, meridian)[0]);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const own = meridianAt((west + east) / 2);
  return west >= own - HALF_ZONE_DEGREES && east <= own + HALF_ZONE_DEGREES ? own : meridian;
}

/** The corners once more from what was handed in, so that those of the own zone keep every digit. */
const onOwnPlane = (rings: readonly unknown[], crs: Crs, meridian: number): Rings =>
  rings.map((ring, index) => readRing(ring, index, [], (x, y) => toPlane(x, y, crs, meridian)));

/** The rings of a boundary on the plane of another system; the same where it is the same meridian. */
export function ringsOn({ rings, system }: Pick<Boundary, 'rings' | 'system'>, crs: Crs): Rings {
  const [from, to] = [planeOf(system)?.meridian, planeOf(crs)?.meridian];
  if (from === undefined || to === undefined || from === to) return rings;
  return rings.map((ring) => ring.map((point) => movedTo(point, from, to)));
}

/**
 * Plane area by the shoelace rule in whole millimetres, shell less holes, rounded half-up to 1 cm² once at
 * the end. No float takes part: the origin is moved to the first point and products are bigints.
 */
export function areaOf(rings: Rings): SquareCm {
  const [shell = 0n, ...holes] = rings.map(twiceAreaMm2);
  return squareCm(divideHalfUp(shell - holes.reduce((sum, hole) => sum + hole, 0n), 2n * MM2_PER_CM2));
}

const factory = new GeometryFactory();

/** Polygons in millimetres to the geometry that jsts computes with. */
export function toGeometry(polygons: readonly Rings[]): Geometry {
  const made = polygons.map((rings) => {
    const [shell, ...holes] = rings.map((ring) =>
      factory.createLinearRing(ring.map(([east, north]) => new Coordinate(east, north))),
    );
    return factory.createPolygon(shell ?? factory.createLinearRing([]), holes);
  });
  return made.length === 1 ? (made[0] as Geometry) : factory.createMultiPolygon(made);
}

/** Why polygons are not valid, or nothing. */
export function problemOf(polygons: readonly Rings[]): { text: string; at: string } | undefined {
  // Most land is: then it need not be proven at length.
  if (polygons.length === 1 && polygons[0]!.length === 1 && isConvex(polygons[0]![0]!)) return undefined;
  const error = new IsValidOp(toGeometry(polygons)).getValidationError();
  if (error === null) return undefined;
  const at = error.getCoordinate();
  return {
    text: PROBLEMS[error.getErrorType()] ?? '不是简单多边形',
    at: at ? `(${at.x / MM_PER_M}, ${at.y / MM_PER_M})` : '未知',
  };
}

/** Corners beyond this are left to jsts: their products would no longer be exact. */
const EXACT_MM_MAX = 2 ** 25;

/**
 * Whether a ring turns one way only, and once around: then it is closed, without a crossing, and has an area.
 * In whole millimetres the products are exact.
 */
export function isConvex(ring: Rings[number]): boolean {
  const corners = ring.slice(0, -1);
  if (corners.length < 3 || !same(ring[0], ring.at(-1))) return false;
  const sides = corners.map(([x, y], at) => {
    const [nextX, nextY] = ring[at + 1]!;
    return [nextX - x, nextY - y] as const;
  });
  if (sides.some((side) => side.some((mm) => !(Math.abs(mm) < EXACT_MM_MAX)))) return false;
  const turns = sides.map(([x, y], at) => {
    const [nextX, nextY] = sides[(at + 1) % sides.length]!;
    return Math.sign(x * nextY - y * nextX);
  });
  if (turns[0] === 0 || turns.some((turn) => turn !== turns[0])) return false;
  return changesOf(sides.map(([x]) => x)) <= 2 && changesOf(sides.map(([, y]) => y)) <= 2;
}

/** How often the direction changes along a closed way. */
function changesOf(steps: readonly number[]): number {
  const signs = steps.map(Math.sign).filter((sign) => sign !== 0);
  return signs.filter((sign, at) => sign !== signs[(at + 1) % signs.length]).length;
}

/** By the numbers of JTS's TopologyValidationError. */
const PROBLEMS: Readonly<Record<number, string>> = {
  2: '内环在外环之外',
  3: '内环互相包含',
  4: '内部不连通',
  5: '界址线自相交',
  6: '界址线自相接触',
  7: '多边形互相包含',
  8: '环重复',
  9: '界址点太少',
  10: '坐标无效',
  11: '环未闭合',
};

function coordinatesOf(geojson: unknown): readonly unknown[] {
  const { type, coordinates } = (typeof geojson === 'object' && geojson !== null ? geojson : {}) as {
    type?: unknown;
    coordinates?: unknown;
  };
  if (type === 'MultiPolygon')
    throw new Rejected({
      code: 'boundary.multipolygon',
      zh: '一宗地是一个封闭的权属界线：不接受 MultiPolygon，请分宗后逐宗提交。',
      details: { type },
    });
  if (type !== 'Polygon' || !Array.isArray(coordinates) || coordinates.length === 0) {
    throw new Rejected({
      code: 'boundary.not-polygon',
      zh: '界址应为 GeoJSON 的 Polygon，例如 {"type":"Polygon","coordinates":[[[547354.000,4064459.000],…]]}。',
    });
  }
  const rings = coordinates as unknown[];
  const points = rings.reduce<number>((sum, ring) => sum + (Array.isArray(ring) ? ring.length : 0), 0);
  if (points > POINTS_MAX || rings.length > HOLES_MAX + 1) {
    throw new Rejected({
      code: 'boundary.too-many-points',
      zh: `界址点 ${points} 个、内环 ${rings.length - 1} 个，超过上限 ${POINTS_MAX} 个、${HOLES_MAX} 个，请抽稀后提交。`,
      details: { points, holes: rings.length - 1 },
    });
  }
  return rings;
}

function readRing(
  ring: unknown,
  index: number,
  notes: string[],
  place: (x: number, y: number) => Point,
): Point[] {
  const name = index === 0 ? '外环' : `第 ${index} 个内环`;
  if (!Array.isArray(ring) || ring.length < 4)
    throw new Rejected({
      code: 'boundary.ring-short',
      zh: `${name}至少要有三个界址点并首尾相接。`,
      details: { ring: index },
    });
  const snapped = ring.map((position: unknown) => {
    const [x, y] = (Array.isArray(position) ? position : []) as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
      throw new Rejected({
        code: 'boundary.coordinate',
        zh: `${name}中有不是数字的坐标。`,
        details: { ring: index },
      });
    }
    return place(x, y);
  });
  const distinct = snapped.filter((point, at) => at === 0 || !same(point, snapped[at - 1]));
  if (distinct.length < snapped.length)
    notes.push(`${name}中有 ${snapped.length - distinct.length} 个在1毫米内重复的界址点，已合并。`);
  if (!same(distinct[0], distinct.at(-1)) || snapped.length < 2) {
    throw new Rejected({
      code: 'boundary.ring-open',
      zh: `${name}没有闭合：最后一个点应与第一个点相同。`,
      details: {
        ring: index,
      },
    });
  }
  if (distinct.length < 4)
    throw new Rejected({
      code: 'boundary.ring-short',
      zh: `${name}至少要有三个不同的界址点。`,
      details: { ring: index },
    });
  return distinct;
}

function requireExtent(rings: Rings): void {
  const points = rings.flat();
  const extentM =
    Math.max(
      ...[0, 1].map((axis) => {
        const along = points.map((point) => point[axis]!);
        return Math.max(...along) - Math.min(...along);
      }),
    ) / MM_PER_M;
  if (extentM <= EXTENT_M_MAX) return;
  const words = `界址线东西或南北跨 ${Math.round(extentM)} 米，超过一宗地的上限 ${EXTENT_M_MAX} 米，请核对坐标；确为一宗的，请分宗提交。`;
  throw new Rejected({ code: 'boundary.too-large', zh: words, details: { extentM: Math.round(extentM) } });
}

function same(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function twiceAreaMm2(ring: readonly Point[]): bigint {
  const [originEast = 0, originNorth = 0] = ring[0] ?? [];
  let sum = 0n;
  for (let index = 1; index < ring.length; index += 1) {
    const [[x1, y1], [x2, y2]] = [ring[index - 1] as Point, ring[index] as Point];
    sum +=
      BigInt(x1 - originEast) * BigInt(y2 - originNorth) - BigInt(x2 - originEast) * BigInt(y1 - originNorth);
  }
  return sum < 0n ? -sum : sum;
}

function toMetres(rings: Rings): number[][][] {
  return rings.map((ring) => ring.map(([east, north]) => [east / MM_PER_M, north / MM_PER_M]));
}
