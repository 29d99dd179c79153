/** What a pack says of the ground it is for: all of it may be left out. */
import type { PackOn } from '../pack/pack.js';

/** Degrees. */
export type ExtentOfPack = Readonly<{ west: number; south: number; east: number; north: number }>;
export type GroundOfPack = Readonly<{
  /** Code of the plane, without a zone number: `EPSG:4548`. */
  plane?: string;
  extent?: ExtentOfPack;
  /** What the extent is called: `济南市`. */
  place?: string;
}>;

/** Planes of CGCS2000 without a zone number: of 6 and of 3 degrees. */
const PLANES = [
  [4502, 4512],
  [4534, 4554],
] as const;
/** Of China, degrees: west, south, east, north. */
const [WEST_MIN, SOUTH_MIN, EAST_MAX, NORTH_MAX] = [73, 3, 136, 54] as const;
const DEGREES = /^\d{1,3}(\.\d{1,6})?$/;

/** The ground of a pack on its day. A row that is wrong was refused when the pack was read. */
export function groundOf(pack: Pick<PackOn, 'find'>): GroundOfPack {
  const text = (key: string) => pack.find(key)?.value as string | undefined;
  const plane = text('planning.plane');
  const extent = text('planning.extent');
  const place = text('planning.place');
  return {
    ...(plane === undefined ? {} : { plane }),
    ...(extent === undefined ? {} : { extent: extentIn(extent)! }),
    ...(place === undefined ? {} : { place }),
  };
}

/** What is wrong with a row of the ground, with an example, or nothing. */
export function groundFault(
  key: string,
  value: unknown,
): readonly [what: string, example: string] | undefined {
  if (typeof value !== 'string') return undefined;
  if (key === 'planning.plane' && !isPlane(value))
    return [
      '应为不带带号的2000国家大地坐标系平面：EPSG:4502至4512（6度带）或者4534至4554（3度带）',
      '"EPSG:4548"',
    ];
  if (key === 'planning.extent' && !extentIn(value))
    return ['应为在中国之内的“西,南,东,北”四个度数', '"115.9,35.7,118.3,37.9"'];
  return undefined;
}

function isPlane(text: string): boolean {
  const code = Number(/^EPSG:(\d{4})$/.exec(text)?.[1]);
  return PLANES.some(([first, last]) => code >= first && code <= last);
}

function extentIn(text: string): ExtentOfPack | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== 4 || !parts.every((part) => DEGREES.test(part))) return undefined;
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number];
  const sound = WEST_MIN <= west && west < east && east <= EAST_MAX;
  return sound && SOUTH_MIN <= south && south < north && north <= NORTH_MAX
    ? { west, south, east, north }
    : undefined;
}
