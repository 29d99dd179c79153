/**
 * What a county measures in, by its pack: the plane that its parcels and layers are laid over each other on,
 * and how far it reaches. No city stands in the program.
 */
import { groundOf } from '#policy';
import type { PackOn } from '#policy';
import { DEGREES, ZONE_M, isCrs, planeOf, project } from './crs.js';
import type { Crs, Plane } from './crs.js';

/** Degrees, with the margin that the county wants. */
export type Extent = Readonly<{ west: number; south: number; east: number; north: number }>;
export type Grid = Readonly<{
  /** Of the county, without a zone number; where a pack says none, each parcel is laid on its own zone's. */
  plane?: Crs;
  extent: Extent;
  /** What a refusal calls the extent: `济南市`. */
  place: string;
}>;

/**
 * Where a pack says nothing: anywhere in China. A coordinate outside is a mistake of system, axis or unit.
 */
export const CHINA: Grid = { extent: { west: 73, south: 3, east: 136, north: 54 }, place: '中国' };

/** How far from its meridian a plane is asked, degrees: what lies further is another zone's. */
const REACH_DEGREES = 4.5;
const STEPS = 8;

const grids = new Map<string, Grid>();

/** The grid that a pack names on a day: its rows `planning.plane`, `planning.extent` and `planning.place`. */
export function gridOf(pack: Pick<PackOn, 'find'>): Grid {
  const { plane, extent, place } = groundOf(pack);
  const text = JSON.stringify([plane, extent, place]);
  const grid = grids.get(text) ?? {
    ...(plane !== undefined && isCrs(plane) ? { plane } : {}),
    extent: extent ?? CHINA.extent,
    place: place ?? (extent ? '本县' : CHINA.place),
  };
  // One object for one ground: what was worked out about it is kept beside it.
  grids.set(text, grid);
  return grid;
}

export const isIn = ({ west, south, east, north }: Extent, lon: number, lat: number): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Metres, without a zone number. */
type Box = Extent;
const boxes = new WeakMap<Extent, Map<number, Box | undefined>>();

/** An extent on a plane: the box around its outline, as far as the plane reaches. */
function boxOn(extent: Extent, { meridian }: Plane): Box | undefined {
  const known = boxes.get(extent) ?? new Map<number, Box | undefined>();
  boxes.set(extent, known);
  if (!known.has(meridian)) known.set(meridian, boxFor(extent, meridian));
  return known.get(meridian);
}

/** How far a county reaches on its plane, whole metres; undefined where its pack names no plane. */
export function extentOn({ plane, extent }: Grid): Box | undefined {
  const known = plane && planeOf(plane);
  const box = known && boxOn(extent, known);
  if (!box) return undefined;
  const { west, south, east, north } = box;
  return {
    ...{ west: Math.floor(west), south: Math.floor(south) },
    ...{ east: Math.ceil(east), north: Math.ceil(north) },
  };
}

function boxFor({ west, south, east, north }: Extent, meridian: number): Box | undefined {
  const [from, to] = [Math.max(west, meridian - REACH_DEGREES), Math.min(east, meridian + REACH_DEGREES)];
  if (from > to) return undefined;
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const outline = steps.flatMap((part) => [
    [from + part * (to - from), south],
    [from + part * (to - from), north],
    [from, south + part * (north - south)],
    [to, south + part * (north - south)],
  ]);
  // The meridian itself, where parallels reach furthest south.
  const middle = Math.min(to, Math.max(from, meridian));
  const points = [...outline, [middle, south], [middle, north]].map(([lon = 0, lat = 0]) =>
    project(lon, lat, meridian),
  );
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
}

/** Whether a coordinate, as a system writes it, lies in an extent. */
export function fits(x: number, y: number, crs: Crs, { extent }: Grid): boolean {
  if (crs === DEGREES) return isIn(extent, x, y);
  const plane = planeOf(crs);
  const box = plane && boxOn(extent, plane);
  return box !== undefined && isIn(box, x - (plane?.zone ?? 0) * ZONE_M, y);
}
