/**
 * Polygons as a tile shows them: cut at the edges of its margin, on its own whole steps, the outer ring the
 * way round that Mapbox Vector Tile 2.1 wants. What has no area there is left out.
 */
import { TILE_MARGIN, TILE_ORIGIN, TILE_STEPS, spanOf } from './tile-grid.js';
import type { Tile } from './tile-grid.js';

/** Steps to the right and down from the upper left corner of the tile. */
export type TilePoint = readonly [x: number, y: number];
export type TileRing = readonly TilePoint[];
type Positions = readonly (readonly number[])[];

const [LOW, HIGH] = [-TILE_MARGIN, TILE_STEPS + TILE_MARGIN] as const;
/** Three corners and the first again. */
const CLOSED_MIN = 4;

/** Where a position in metres lies in a tile, not yet on a whole step. */
export function placeIn({ z, x, y }: Tile): (position: readonly number[]) => TilePoint {
  const span = spanOf(z);
  const [west, north] = [TILE_ORIGIN[0] + x * span, TILE_ORIGIN[1] - y * span];
  return ([east = 0, up = 0]) => [((east - west) * TILE_STEPS) / span, ((north - up) * TILE_STEPS) / span];
}

/** The rings of some polygons within a tile, each outer one before its holes; closed. */
export function cutInto(tile: Tile, polygons: readonly (readonly Positions[])[]): readonly TileRing[] {
  const place = placeIn(tile);
  const rings: TileRing[] = [];
  for (const [shell = [], ...holes] of polygons) {
    const outer = ringIn(shell.map(place), true);
    if (!outer) continue;
    rings.push(outer);
    for (const hole of holes) {
      const inner = ringIn(hole.map(place), false);
      if (inner) rings.push(inner);
    }
  }
  return rings;
}

/** Twice the area of a ring; positive where it goes round as the hands of a clock, for y grows downwards. */
export function turnOf(ring: TileRing): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [from, to] = [ring[index - 1]!, ring[index]!];
    sum += from[0] * to[1] - to[0] * from[1];
  }
  return sum;
}

function ringIn(ring: readonly TilePoint[], isOuter: boolean): TileRing | undefined {
  const stepped = onSteps(isInside(ring) ? ring : cut(ring));
  const turn = stepped.length < CLOSED_MIN ? 0 : turnOf(stepped);
  if (turn === 0) return undefined;
  return turn > 0 === isOuter ? stepped : stepped.toReversed();
}

const isInside = (ring: readonly TilePoint[]): boolean =>
  ring.every(([x, y]) => x >= LOW && x <= HIGH && y >= LOW && y <= HIGH);

/** Whole steps, no point twice in a row, closed. */
function onSteps(ring: readonly TilePoint[]): TileRing {
  const points: TilePoint[] = [];
  for (const [x, y] of ring) {
    // Never minus nought: it is none on the wire.
    const point: TilePoint = [Math.round(x) + 0, Math.round(y) + 0];
    if (!isSame(points.at(-1), point)) points.push(point);
  }
  const first = points[0];
  if (first && !isSame(points.at(-1), first)) points.push(first);
  return points;
}

const isSame = (one: TilePoint | undefined, other: TilePoint): boolean =>
  one !== undefined && one[0] === other[0] && one[1] === other[1];

/** Sutherland and Hodgman: one edge of the box after the other. */
const cut = (ring: readonly TilePoint[]): readonly TilePoint[] =>
  ([0, 1] as const).reduce((left, axis) => beyond(beyond(left, axis, LOW, 1), axis, HIGH, -1), ring);

/** What of a ring lies on one side of a line; `side` 1 keeps what is above it. */
function beyond(ring: readonly TilePoint[], axis: 0 | 1, line: number, side: 1 | -1): readonly TilePoint[] {
  const kept: TilePoint[] = [];
  let from = ring.at(-1);
  for (const to of ring) {
    const [before, now] = [(from![axis] - line) * side, (to[axis] - line) * side];
    if (before < 0 !== now < 0) kept.push(crossing(from!, to, axis, line));
    if (now >= 0) kept.push(to);
    from = to;
  }
  return kept;
}

function crossing(from: TilePoint, to: TilePoint, axis: 0 | 1, line: number): TilePoint {
  const part = (line - from[axis]) / (to[axis] - from[axis]);
  const other = from[1 - axis]! + part * (to[1 - axis]! - from[1 - axis]!);
  return axis === 0 ? [line, other] : [other, line];
}
