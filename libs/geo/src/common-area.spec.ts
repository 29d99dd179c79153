import { describe, expect, it } from '@jest/globals';
import { POINTS_MAX, areaOf, readBoundary } from './boundary.js';
import type { Rings } from './boundary.js';
import { commonOf, groundOf } from './common-area.js';
import { pointOf } from './crs.js';
import type { Point } from './crs.js';
import { overlapOf } from './overlay.js';

const [EAST, NORTH] = [547_300_000, 4_064_400_000];
const ring = (...points: readonly (readonly [number, number])[]): readonly Point[] =>
  [...points, points[0]!].map(([x, y]): Point => [EAST + Math.round(x), NORTH + Math.round(y)]);
const square = (x: number, y: number, side: number) =>
  ring([x, y], [x + side, y], [x + side, y + side], [x, y + side]);
const common = (a: Rings, b: Rings) => commonOf(groundOf(a), groundOf(b)).areaCm2;

/** Numbers that look like chance and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
/** A boundary round a place, whose corners lie nearer and farther. */
function star(next: () => number, corners: number): readonly Point[] {
  const [x, y] = [next() * 120_000, next() * 120_000];
  return ring(
    ...Array.from({ length: corners }, (_, n): [number, number] => {
      const [angle, length] = [(2 * Math.PI * n) / corners, 20_000 + next() * 80_000];
      return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    }),
  );
}
/** As many long thin teeth as a boundary may have, two kilometres from south to north. */
const teeth = ring(
  [0, 0],
  ...Array.from({ length: POINTS_MAX - 3 }, (_, n): [number, number] => [n * 4_000, n % 2 ? 2_000_000 : 100]),
  [(POINTS_MAX - 4) * 4_000, 0],
);
const across = teeth.map(([x, y]): Point => [EAST + (y - NORTH), NORTH + (x - EAST)]);

const asLayer = (rings: Rings) => ({
  id: 'other',
  version: '',
  validFrom: '',
  source: '',
  features: [
    {
      type: 'Feature' as const,
      properties: { name: 'other' },
      geometry: {
        type: 'Polygon' as const,
        coordinates: rings.map((one) => one.map((point) => point.map((mm) => mm / 1_000))),
      },
    },
  ],
});
const asBoundary = (rings: Rings) =>
  readBoundary(
    { type: 'Polygon', coordinates: asLayer(rings).features[0]!.geometry.coordinates },
    'EPSG:4548',
  );

describe('the ground that two boundaries have in common', () => {
  it('is none where they only touch, along a line or in a corner, or are far from each other', () => {
    for (const [x, y] of [
      [100_000, 0],
      [100_000, 50_000],
      [100_000, 100_000],
      [900_000, 0],
    ] as const)
      expect(common([square(0, 0, 100_000)], [square(x, y, 100_000)])).toBe(0n);
    const slope = ring([0, 0], [99_999, 33_333], [0, 77_777]);
    const beyond = ring([0, 0], [150_000, 0], [99_999, 33_333]);
    expect(common([slope], [beyond])).toBe(0n);
  });

  it('is the whole of one that lies in the other, whichever way round they were drawn', () => {
    const [outer, inner] = [square(0, 0, 100_000), square(10_000, 20_000, 30_000)];
    for (const a of [outer, [...outer].reverse()])
      for (const b of [inner, [...inner].reverse()])
        expect([common([a], [b]), common([b], [a]), common([a], [a])]).toEqual([
          areaOf([inner]),
          areaOf([inner]),
          areaOf([outer]),
        ]);
  });

  it('does not lie in a hole', () => {
    const [outer, hole] = [square(0, 0, 100_000), square(20_000, 20_000, 30_000)];
    for (const turned of [hole, [...hole].reverse()]) {
      expect(common([outer, turned], [square(25_000, 25_000, 10_000)])).toBe(0n);
      expect(common([outer, turned], [square(0, 0, 50_000)])).toBe(16_000_000n);
    }
  });

  it('is what an overlay of the two says, for boundaries of every shape', () => {
    const next = numbers(20_260_302);
    for (let round = 0; round < 60; round++) {
      const [a, b] = [[star(next, 5 + (round % 40))], [star(next, 4 + (round % 23))]];
      const { insideCm2 } = overlapOf(asBoundary(a), asLayer(b));
      const found = common(a, b);
      expect(found).toBe(common(b, a));
      // An overlay rounds the crossings, and what is left beside them instead of what is in common.
      expect(Math.abs(Number(found - insideCm2))).toBeLessThanOrEqual(2);
    }
  });

  it('costs a bounded number of pairs of lines, for the two that cross most often', () => {
    const { areaCm2, pairs } = commonOf(groundOf([teeth]), groundOf([across]));
    // Half of the land under either is its own, and half of that is under the other too.
    expect(Number(areaCm2) / Number(areaOf([teeth]))).toBeCloseTo(0.5, 1);
    expect(pairs).toBeLessThan(4 * POINTS_MAX * POINTS_MAX);
  });

  it('is looked for among the lines that come near, and costs nothing where none does', () => {
    const beside = square(-50_000, 5_000, 50_500);
    expect(commonOf(groundOf([teeth]), groundOf([beside])).pairs).toBeLessThan(200);
    expect(commonOf(groundOf([teeth]), groundOf([square(-50_000, 0, 50_000)])).pairs).toBe(0);
  });

  it('is asked of points in whole millimetres', () =>
    expect(pointOf([547_300.0004, 4_064_400.0006])).toEqual([547_300_000, 4_064_400_001]));
});
