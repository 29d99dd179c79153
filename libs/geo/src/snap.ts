/** One coordinate as handed in, to the plane that is computed on; and what is wrong with one beside it. */
import { Rejected } from '#kernel/messages';
import {
  DEGREES,
  ZONE_M,
  crsOf,
  crsOfZone,
  meridianAt,
  nameOf,
  planeOf,
  pointOf,
  project,
  unproject,
} from './crs.js';
import type { Crs, Point } from './crs.js';
import { CHINA, fits, isIn } from './grid.js';
import type { Grid } from './grid.js';

/** The meridian that a coordinate is laid on: the county's, or else that of its own 3-degree zone. */
export function meridianFor(x: number, y: number, crs: Crs, grid: Grid): number {
  const county = grid.plane && planeOf(grid.plane);
  if (county) return county.meridian;
  const plane = planeOf(crs);
  return plane?.width === 3 ? plane.meridian : meridianAt(lonLatOf(x, y, crs)[0]);
}

/** A coordinate in degrees. */
export function lonLatOf(x: number, y: number, crs: Crs): readonly [lon: number, lat: number] {
  const plane = planeOf(crs);
  return plane ? unproject(x - (plane.zone ?? 0) * ZONE_M, y, plane.meridian) : [x, y];
}

/** A coordinate on the plane of a meridian, in whole millimetres; where it is there already, as it was. */
export function toPlane(x: number, y: number, crs: Crs, meridian: number): Point {
  const plane = planeOf(crs);
  if (plane?.meridian === meridian) return pointOf([x - (plane.zone ?? 0) * ZONE_M, y]);
  return pointOf(project(...lonLatOf(x, y, crs), meridian));
}

/**
 * One coordinate as handed in, to the county's plane in whole millimetres.
 * @throws {@link Rejected} `boundary.axis-swapped`, `boundary.zone-prefix`, `boundary.crs-mismatch`,
 *   `boundary.out-of-area`,
 * each with what was found and what to hand in instead.
 */
export function snap(x: number, y: number, crs: Crs, grid = CHINA, meridian?: number): Point {
  if (!fits(x, y, crs, grid)) throw misfit(x, y, crs, grid);
  return toPlane(x, y, crs, meridian ?? meridianFor(x, y, crs, grid));
}

/** The county's plane and the same with its zone number before the easting, for who has to choose. */
export function systemsFor({ plane }: Grid): string {
  if (!plane) return `${DEGREES} 或者 EPSG:4491 至 EPSG:4554`;
  return [DEGREES, plane, zonedOf(plane)].filter(Boolean).join('、');
}

export function zonedOf(crs: Crs): Crs | undefined {
  const plane = planeOf(crs);
  return plane && crsOf(plane.meridian, plane.width, true);
}
export function unzonedOf(crs: Crs): Crs | undefined {
  const plane = planeOf(crs);
  return plane && crsOf(plane.meridian, plane.width, false);
}

/** The system of an easting that begins with a zone number, 3 degrees before 6, if it lies in the county. */
export function zonedSystemOf(x: number, y: number, grid: Grid): Crs | undefined {
  const zone = Math.floor(x / ZONE_M);
  return ([3, 6] as const)
    .map((width) => crsOfZone(zone, width, true))
    .find((crs) => crs !== undefined && fits(x, y, crs, grid));
}

function misfit(x: number, y: number, crs: Crs, grid: Grid): Rejected {
  const details = { x, y, crs };
  const found = `坐标 (${x}, ${y}) 与声明的 ${crs} 不符：`;
  const refusal = (code: string, advice: string, more = {}) =>
    new Rejected({ code, zh: found + advice, details: { ...details, ...more } });
  const plain = grid.plane ?? unzonedOf(crs);
  const isPlain = (east: number, north: number) => plain !== undefined && fits(east, north, plain, grid);
  const hasZone = (east: number, north: number) =>
    east >= ZONE_M && (zonedSystemOf(east, north, grid) !== undefined || isPlain(east % ZONE_M, north));
  if (isIn(grid.extent, y, x) || isPlain(y, x) || hasZone(y, x))
    return refusal(
      'boundary.axis-swapped',
      '两个轴的次序颠倒。测绘成果常写 X=北、Y=东，GeoJSON 应为 [东, 北]（EPSG:4490 为 [经度, 纬度]），请交换后重新提交。',
    );
  if (hasZone(x, y)) return refusal('boundary.zone-prefix', zoneAdvice(x, y, grid, plain), zoneIn(x));
  if (crs !== plain && isPlain(x, y))
    return refusal('boundary.crs-mismatch', `这是不带带号的平面坐标，请声明为 ${plain}。`);
  if (crs === DEGREES && !plain && isUnzoned(x, y))
    return refusal(
      'boundary.crs-mismatch',
      '这是不带带号的平面坐标，请声明它的分带，例如 EPSG:4548（3度带，中央经线117°）。',
    );
  if (crs !== DEGREES && isIn(grid.extent, x, y))
    return refusal('boundary.crs-mismatch', '这是经纬度，请声明为 EPSG:4490。');
  return refusal('boundary.out-of-area', `不在${grid.place}范围内，请检查坐标系、带号和单位（米或度）。`);
}

const zoneIn = (x: number) => ({ zone: Math.floor(x / ZONE_M) });
/** On the plane of any zone: each is as good as another. */
const isUnzoned = (x: number, y: number) => fits(x, y, crsOf(117, 3, false)!, CHINA);

function zoneAdvice(x: number, y: number, grid: Grid, plain: Crs | undefined): string {
  const { zone } = zoneIn(x);
  const system = zonedSystemOf(x, y, grid);
  if (system)
    return `东坐标带有 ${zone} 带号，请声明为 ${system}，或去掉带号后按 ${unzonedOf(system)} 提交。`;
  return `东坐标的带号为 ${zone}，${grid.place}在 ${nameOf(plain ?? DEGREES)}，请换带后提交。`;
}
