import { describe, expect, it } from '@jest/globals';
import { cornersOf, gridLines, gridStep, isPlane, metres, ringsOf } from './geometry.js';

const SQUARE = [
  [
    [0, 0],
    [30, 0],
    [30, 40],
    [0, 40],
    [0, 0],
  ],
];

describe('The shape of a parcel', () => {
  it('counts each corner once and measures each side, the last one as well', () => {
    expect(cornersOf(ringsOf(SQUARE))).toEqual([
      { no: 1, at: [0, 0], sideM: 30 },
      { no: 2, at: [30, 0], sideM: 40 },
      { no: 3, at: [30, 40], sideM: 30 },
      { no: 4, at: [0, 40], sideM: 40 },
    ]);
  });

  it('takes a ring that was left open as it is, and numbers holes on', () => {
    const hole = [
      [1, 1],
      [2, 1],
      [2, 2],
    ];
    const corners = cornersOf(ringsOf([...SQUARE, hole]));
    expect(corners.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(corners[6]!.sideM).toBeCloseTo(Math.SQRT2, 9);
    expect(cornersOf(ringsOf([]))).toEqual([]);
  });

  it('lies on a grid of few round lines', () => {
    expect([7, 75, 160, 161, 9_000].map(gridStep)).toEqual([1, 10, 20, 50, 2_000]);
    expect(gridLines(535_010.9, 535_062, 20)).toEqual([535_020, 535_040, 535_060]);
  });

  it('is drawn on a plane of CGCS2000, not in degrees and not on the plane of web maps', () => {
    const systems = ['EPSG:4513', 'EPSG:4548', 'EPSG:4554', 'EPSG:4490', 'EPSG:4555', 'EPSG:3857', 'odd'];
    expect(systems.filter(isPlane)).toEqual(['EPSG:4513', 'EPSG:4548', 'EPSG:4554']);
  });

  it('is written to the millimetre', () => {
    expect(metres(4052006.9)).toBe('4052006.900');
  });
});
