/**
 * The coordinate systems a survey may be handed in with. All of Jinan lies in the 3-degree zone 39 (central
 * meridian 117°E). What is computed is the plane EPSG:4548 in whole millimetres; the definitions are local,
 * nothing is looked up.
 */
import proj4 from 'proj4';
import { Rejected } from '#kernel/messages';

/**
 * CGCS2000: 4490 degrees (lon, lat); 4548 plane with 6-digit easting; 4527 the same plane with the zone
 * number before it.
 */
export type Crs = 'EPSG:4490' | 'EPSG:4548' | 'EPSG:4527';

/** Easting and northing in EPSG:4548, whole millimetres. Safe integers: the largest is about 4.2 × 10⁹. */
export type Point = readonly [east: number, north: number];

/**
 * Extent of the city with a margin, in metres and degrees. A coordinate outside is a mistake of system, axis
 * or unit.
 */
const EAST = [400_000, 620_000] as const;
const NORTH = [3_950_000, 4_200_000] as const;
const LON = [115.5, 118.5] as const;
const LAT = [35.6, 38.0] as const;
/** EPSG:4527 = EPSG:4548 + 39 × 10⁶ m of easting. */
const ZONE = 39;
const ZONE_M = 1_000_000;
const MM_PER_M = 1_000;

const GEOGRAPHIC = '+proj=longlat +ellps=GRS80 +no_defs';
const PLANE = '+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
const toPlane = proj4(GEOGRAPHIC, PLANE);

const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;
const isPlane = (east: number, north: number) => within(east, EAST) && within(north, NORTH);
const isDegrees = (lon: number, lat: number) => within(lon, LON) && within(lat, LAT);
const hasZone = (east: number) => within(east % ZONE_M, EAST) && Math.floor(east / ZONE_M) > 0;

/** A position on the plane, in metres, as a point in whole millimetres. */
export const pointOf = ([east = NaN, north = NaN]: readonly number[]): Point => [
  Math.round(east * MM_PER_M),
  Math.round(north * MM_PER_M),
];

/**
 * One coordinate as handed in, to the plane in whole millimetres.
 * @throws {@link Rejected} `boundary.axis-swapped`, `boundary.zone-prefix`, `boundary.crs-mismatch`,
 *   `boundary.out-of-area`,
 * each with what was found and what to hand in instead.
 */
export function snap(x: number, y: number, crs: Crs): Point {
  const fits =
    crs === 'EPSG:4490'
      ? isDegrees(x, y)
      : crs === 'EPSG:4548'
        ? isPlane(x, y)
        : isPlane(x - ZONE * ZONE_M, y);
  if (!fits) throw misfit(x, y, crs);
  const [east = NaN, north = NaN] =
    crs === 'EPSG:4490' ? toPlane.forward([x, y]) : [crs === 'EPSG:4527' ? x - ZONE * ZONE_M : x, y];
  return [Math.round(east * MM_PER_M), Math.round(north * MM_PER_M)];
}

function misfit(x: number, y: number, crs: Crs): Rejected {
  const details = { x, y, crs };
  const found = `坐标 (${x}, ${y}) 与声明的 ${crs} 不符：`;
  const swapped = isDegrees(y, x) || isPlane(y, x) || (hasZone(y) && within(x, NORTH));
  if (swapped) {
    return new Rejected({
      code: 'boundary.axis-swapped',
      zh: `${found}两个轴的次序颠倒。测绘成果常写 X=北、Y=东，GeoJSON 应为 [东, 北]（EPSG:4490 为 [经度, 纬度]），请交换后重新提交。`,
      details,
    });
  }
  if (hasZone(x) && within(y, NORTH)) {
    const zone = Math.floor(x / ZONE_M);
    const advice =
      zone === ZONE
        ? '东坐标带有 39 带号，请声明为 EPSG:4527，或去掉带号后按 EPSG:4548 提交。'
        : `东坐标的带号为 ${zone}，济南在 39 带（中央经线117°），请换带后提交。`;
    return new Rejected({ code: 'boundary.zone-prefix', zh: found + advice, details: { ...details, zone } });
  }
  if (crs !== 'EPSG:4548' && isPlane(x, y))
    return new Rejected({
      code: 'boundary.crs-mismatch',
      zh: `${found}这是不带带号的平面坐标，请声明为 EPSG:4548。`,
      details,
    });
  if (crs !== 'EPSG:4490' && isDegrees(x, y))
    return new Rejected({
      code: 'boundary.crs-mismatch',
      zh: `${found}这是经纬度，请声明为 EPSG:4490。`,
      details,
    });
  return new Rejected({
    code: 'boundary.out-of-area',
    zh: `${found}不在济南市范围内，请检查坐标系、带号和单位（米或度）。`,
    details,
  });
}
