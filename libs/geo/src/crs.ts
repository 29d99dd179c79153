/**
 * The coordinate systems of CGCS2000 that a survey in China may be handed in with: degrees, and every
 * Gauss–Krüger plane of 3 and of 6 degrees, with and without the number of its zone before the easting. They
 * follow from a rule; the definitions are local, nothing is looked up. What is computed is computed in whole
 * millimetres.
 */
import proj4 from 'proj4';

/** `EPSG:4490` for degrees (lon, lat), `EPSG:4491` to `EPSG:4554` for planes (east, north). */
export type Crs = `EPSG:${number}`;
/** Easting and northing without a zone number, whole millimetres. Safe integers: none is above 10¹⁰. */
export type Point = readonly [east: number, north: number];

/** A plane: `zone` is there when its number stands before the easting (39 547 354 m instead of 547 354 m). */
export type Plane = Readonly<{ crs: Crs; width: 3 | 6; meridian: number; zone?: number }>;

export const DEGREES: Crs = 'EPSG:4490';
/** The easternmost and the westernmost central meridian that China needs, the same for both widths. */
const [MERIDIAN_MIN, MERIDIAN_MAX] = [75, 135] as const;
/** By the EPSG registry: the first code of each row of planes, which then goes from west to east. */
const ROWS = [
  { first: 4491, width: 6, zoned: true },
  { first: 4502, width: 6, zoned: false },
  { first: 4513, width: 3, zoned: true },
  { first: 4534, width: 3, zoned: false },
] as const;
/** A zone number stands before the easting as so many metres. */
export const ZONE_M = 1_000_000;
export const FALSE_EASTING_M = 500_000;
const MM_PER_M = 1_000;

/** Zones of 3 degrees are counted from their central meridian, those of 6 from their western edge. */
const zoneOf = (meridian: number, width: 3 | 6): number => (width === 3 ? meridian / 3 : (meridian + 3) / 6);
const meridianOf = (zone: number, width: 3 | 6): number => (width === 3 ? zone * 3 : zone * 6 - 3);

const planes: ReadonlyMap<string, Plane> = new Map(
  ROWS.flatMap(({ first, width, zoned }) =>
    Array.from({ length: (MERIDIAN_MAX - MERIDIAN_MIN) / width + 1 }, (_, index): [string, Plane] => {
      const meridian = MERIDIAN_MIN + index * width;
      const crs: Crs = `EPSG:${first + index}`;
      return [crs, { crs, width, meridian, ...(zoned ? { zone: zoneOf(meridian, width) } : {}) }];
    }),
  ),
);

/** Every system there is, degrees first. */
export const SYSTEMS: readonly Crs[] = [DEGREES, ...[...planes.values()].map(({ crs }) => crs)];

export const isCrs = (text: string): text is Crs => text === DEGREES || planes.has(text);

/** The plane of a code; undefined for degrees and for what is no system of CGCS2000. */
export const planeOf = (crs: string): Plane | undefined => planes.get(crs);

/** The code of the plane with a central meridian, or undefined where the rule has none. */
export function crsOf(meridian: number, width: 3 | 6, zoned: boolean): Crs | undefined {
  const index = (meridian - MERIDIAN_MIN) / width;
  const row = ROWS.find((one) => one.width === width && one.zoned === zoned);
  const crs: Crs = `EPSG:${(row?.first ?? 0) + index}`;
  return planes.get(crs)?.meridian === meridian && planes.get(crs)?.width === width ? crs : undefined;
}

/** The code of the plane of a zone number, or undefined where China has no such zone. */
export const crsOfZone = (zone: number, width: 3 | 6, zoned: boolean): Crs | undefined =>
  crsOf(meridianOf(zone, width), width, zoned);

/** The central meridian of the 3-degree zone that a longitude lies in; an edge belongs to the east. */
export const meridianAt = (lon: number): number =>
  Math.min(MERIDIAN_MAX, Math.max(MERIDIAN_MIN, Math.floor(lon / 3 + 0.5) * 3));

/** What a person calls it: `CGCS2000 3度带 39带（中央经线117°，东坐标带带号）`. */
export function nameOf(crs: string): string {
  const plane = planeOf(crs);
  if (!plane) return crs === DEGREES ? 'CGCS2000 经纬度' : crs;
  const { width, meridian, zone } = plane;
  const number = zoneOf(meridian, width);
  return `CGCS2000 ${width}度带 ${number}带（中央经线${meridian}°，东坐标${zone ? '带' : '不带'}带号）`;
}

const GEOGRAPHIC = '+proj=longlat +ellps=GRS80 +no_defs';
const definitionOf = (meridian: number) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${FALSE_EASTING_M} +y_0=0 ` +
  '+ellps=GRS80 +units=m +no_defs';
const converter = (meridian: number) => proj4(GEOGRAPHIC, definitionOf(meridian));
const made = new Map<number, ReturnType<typeof converter>>();

/** Planes of one meridian differ in the zone number only, whatever their width. */
function converterOf(meridian: number) {
  const known = made.get(meridian) ?? converter(meridian);
  made.set(meridian, known);
  return known;
}

/** Degrees to metres on the plane of a meridian, without a zone number. NaN where it is not defined. */
export function project(lon: number, lat: number, meridian: number): readonly [number, number] {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return [NaN, NaN];
  const [east = NaN, north = NaN] = converterOf(meridian).forward([lon, lat]);
  return [east, north];
}

/** Metres on the plane of a meridian, without a zone number, to degrees. NaN where it is not defined. */
export function unproject(east: number, north: number, meridian: number): readonly [number, number] {
  if (!Number.isFinite(east) || !Number.isFinite(north)) return [NaN, NaN];
  const [lon = NaN, lat = NaN] = converterOf(meridian).inverse([east, north]);
  return [lon, lat];
}

/** A position on the plane, in metres, as a point in whole millimetres. */
export const pointOf = ([east = NaN, north = NaN]: readonly number[]): Point => [
  Math.round(east * MM_PER_M),
  Math.round(north * MM_PER_M),
];

/** A point of one plane on that of another meridian; the same point where they are one. */
export function movedTo(point: Point, from: number, to: number): Point {
  if (from === to) return point;
  const [lon, lat] = unproject(point[0] / MM_PER_M, point[1] / MM_PER_M, from);
  return pointOf(project(lon, lat, to));
}
