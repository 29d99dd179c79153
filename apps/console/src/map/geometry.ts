/** The shape of a parcel: corners, sides and a grid, in metres on the plane in which it was surveyed. */

export type Point = readonly [east: number, north: number];
export type Ring = readonly Point[];
/** Corner `no` of one ring and the side to the next one, in metres. */
export type Corner = Readonly<{ no: number; at: Point; sideM: number }>;

/** GeoJSON says the first position again at the end of a ring; a corner is counted once. */
export function ringsOf(coordinates: readonly (readonly (readonly number[])[])[]): readonly Ring[] {
  return coordinates.map((ring) => {
    const points = ring.map(([east = NaN, north = NaN]): Point => [east, north]);
    const [first, last] = [points[0], points.at(-1)];
    const isClosed = points.length > 1 && first![0] === last![0] && first![1] === last![1];
    return isClosed ? points.slice(0, -1) : points;
  });
}

/** All corners of all rings, numbered through as a survey numbers them. */
export function cornersOf(rings: readonly Ring[]): readonly Corner[] {
  let no = 0;
  return rings.flatMap((ring) =>
    ring.map((at, index) => {
      const [east, north] = ring[(index + 1) % ring.length]!;
      no += 1;
      return { no, at, sideM: Math.hypot(east - at[0], north - at[1]) };
    }),
  );
}

/** The planes of CGCS2000 in zones of three degrees, with the number of the zone or without. */
const [PLANE_FIRST, PLANE_LAST] = [4513, 4554] as const;
/** Whether a system counts in metres on such a plane; degrees have no sides in metres. */
export function isPlane(crs: string): boolean {
  const code = Number(/^EPSG:(\d+)$/.exec(crs)?.[1]);
  return code >= PLANE_FIRST && code <= PLANE_LAST;
}

/** Distances between two lines of a grid that people can count by. */
const STEPS = [1, 2, 5] as const;
const LINES_MAX = 8;

/** The smallest step of 1, 2 or 5 times a power of ten by which `spanM` metres have at most eight lines. */
export function gridStep(spanM: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of STEPS) if (spanM / (step * power) <= LINES_MAX) return step * power;
}

/** The lines of the grid from `low` to `high`. */
export function gridLines(low: number, high: number, step: number): readonly number[] {
  const lines: number[] = [];
  for (let line = Math.ceil(low / step) * step; line <= high; line += step) lines.push(line);
  return lines;
}

/** A coordinate to the millimetre, as surveys write it. */
export const metres = (value: number): string => value.toFixed(3);
/** A side to the centimetre. */
export const side = (value: number): string => value.toFixed(2);
