import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import { isConvex, toGeometry } from './boundary.js';
import type { Point } from './crs.js';

const closed = (corners: readonly Point[]): Point[] => [...corners, corners[0]!];
/** In square millimetres: below half a square centimetre our own area, which is rounded, is nothing. */
const isValid = (ring: readonly Point[]) => {
  const polygon = toGeometry([[ring]]);
  return new IsValidOp(polygon).getValidationError() === null && polygon.getArea() > 0;
};

/** Corners in the order of their angles around a point, which makes most rings simple and some convex. */
const around = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 80_000, max: 100_000 })), {
    minLength: 3,
    maxLength: 7,
  })
  .map((corners) =>
    [...corners]
      .sort(([a], [b]) => a - b)
      .map(([degrees, far]): Point => {
        const angle = (degrees / 180) * Math.PI;
        return [Math.round(far * Math.cos(angle)), Math.round(far * Math.sin(angle))];
      }),
  );
const anywhere = fc.array(fc.tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 6_000 })), {
  minLength: 3,
  maxLength: 7,
});

describe('a ring that turns one way only, and once around', () => {
  it('is valid for jsts too, wherever its corners lie', () => {
    let convex = 0;
    fc.assert(
      fc.property(fc.oneof(around, anywhere), (corners) => {
        const ring = closed(corners);
        if (!isConvex(ring)) return;
        convex++;
        expect([ring, isValid(ring)]).toEqual([ring, true]);
      }),
      { numRuns: 2_000 },
    );
    expect(convex).toBeGreaterThan(100);
  });

  it.each<[string, readonly Point[]]>([
    [
      'a rectangle',
      closed([
        [0, 0],
        [9, 0],
        [9, 5],
        [0, 5],
      ]),
    ],
    [
      'the same the other way around',
      closed([
        [0, 5],
        [9, 5],
        [9, 0],
        [0, 0],
      ]),
    ],
    [
      'a triangle',
      closed([
        [0, 0],
        [9, 0],
        [4, 7],
      ]),
    ],
  ])('is %s', (_, ring) => expect(isConvex(ring)).toBe(true));

  it.each<[string, readonly Point[]]>([
    [
      'a star, which goes around twice',
      closed([
        [0, 0],
        [80, 60],
        [-20, 60],
        [60, 0],
        [30, 90],
      ]),
    ],
    [
      'a bow, which crosses itself',
      closed([
        [0, 0],
        [9, 5],
        [9, 0],
        [0, 5],
      ]),
    ],
    [
      'an L',
      closed([
        [0, 0],
        [9, 0],
        [9, 2],
        [2, 2],
        [2, 9],
        [0, 9],
      ]),
    ],
    [
      'a rectangle with a corner that is none',
      closed([
        [0, 0],
        [4, 0],
        [9, 0],
        [9, 5],
        [0, 5],
      ]),
    ],
    [
      'a line there and back',
      closed([
        [0, 0],
        [9, 0],
      ]),
    ],
    [
      'a ring that is open',
      [
        [0, 0],
        [9, 0],
        [9, 5],
        [0, 5],
      ],
    ],
    [
      'a ring with a corner that is no number',
      closed([
        [0, 0],
        [NaN, 0],
        [9, 5],
        [0, 5],
      ]),
    ],
    [
      'a ring too large for exact products',
      closed([
        [0, 0],
        [2 ** 26, 0],
        [2 ** 26, 5],
        [0, 5],
      ]),
    ],
  ])('is not %s', (_, ring) => expect(isConvex(ring)).toBe(false));
});
