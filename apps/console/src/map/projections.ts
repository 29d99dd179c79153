/** The systems of CGCS2000 in which parcels are surveyed, made here: nothing is looked up. */
import proj4 from 'proj4';

const GEOGRAPHIC = 'EPSG:4490';
const ELLIPSOID = '+ellps=GRS80 +units=m +no_defs';
/** Zones of three degrees: 4534–4554 without the number of the zone in the easting, 4513–4533 with it. */
const [PLAIN_FIRST, NUMBERED_FIRST, ZONES] = [4534, 4513, 21] as const;
const MERIDIAN_FIRST = 75;
const ZONE_FIRST = 25;
const ZONE_DEGREES = 3;
const FALSE_EASTING_M = 500_000;
const ZONE_EASTING_M = 1_000_000;

const planeOf = (zone: number, easting: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${MERIDIAN_FIRST + ZONE_DEGREES * zone} +x_0=${easting} ${ELLIPSOID}`;

/** The definition of a plane of CGCS2000, of degrees, or undefined for another system. */
export function definitionOf(crs: string): string | undefined {
  const code = Number(/^EPSG:(\d+)$/.exec(crs)?.[1]);
  const [plain, numbered] = [code - PLAIN_FIRST, code - NUMBERED_FIRST];
  if (crs === GEOGRAPHIC) return '+proj=longlat +ellps=GRS80 +no_defs';
  if (plain >= 0 && plain < ZONES) return planeOf(plain, FALSE_EASTING_M);
  if (numbered >= 0 && numbered < ZONES)
    return planeOf(numbered, FALSE_EASTING_M + (ZONE_FIRST + numbered) * ZONE_EASTING_M);
  return undefined;
}

/** In which system a shape is drawn: its own plane, or for degrees the plane of the meridian next to it. */
export function planeFor(crs: string, longitude: number): string {
  if (crs !== GEOGRAPHIC) return crs;
  return `EPSG:${PLAIN_FIRST + Math.round((longitude - MERIDIAN_FIRST) / ZONE_DEGREES)}`;
}

/** From one system to another. @throws Error for a system that is none of these. */
export function between(from: string, to: string): (point: readonly [number, number]) => [number, number] {
  const [source, target] = [definitionOf(from), definitionOf(to)];
  if (!source || !target) throw new Error(`Not a system of CGCS2000: ${from}, ${to}`);
  const converter = proj4(source, target);
  return ([x, y]) => converter.forward([x, y]);
}

/** Longitude and latitude of a point on a plane, in degrees. */
export const toDegrees = (crs: string) => between(crs, GEOGRAPHIC);
