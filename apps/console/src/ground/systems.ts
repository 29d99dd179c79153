/** The systems of CGCS2000 that a file may be in, as a person chooses one. */

export type Plane = Readonly<{ crs: string; width: 3 | 6; meridian: number; zone: number; isZoned: boolean }>;
export const DEGREES = 'EPSG:4490';

/** By the EPSG registry: each row goes from west to east, from 75° to 135°. `first` is its first code. */
const ROWS = [
  { first: 4513, width: 3, isZoned: true },
  { first: 4534, width: 3, isZoned: false },
  { first: 4491, width: 6, isZoned: true },
  { first: 4502, width: 6, isZoned: false },
] as const;
const [WEST, EAST] = [75, 135] as const;
/** A zone of six degrees has its meridian in its middle. */
const SIX_OFFSET = 3;

/** Planes of three degrees first, which most counties use. `isZoned`: the zone stands before the easting. */
export const planes = (): readonly Plane[] =>
  ROWS.flatMap(({ first, width, isZoned }) =>
    Array.from({ length: (EAST - WEST) / width + 1 }, (_, index) => {
      const meridian = WEST + index * width;
      const zone = width === 3 ? meridian / width : (meridian + SIX_OFFSET) / width;
      return { crs: `EPSG:${first + index}`, width, meridian, zone, isZoned };
    }),
  );
