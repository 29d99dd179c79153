import { describe, expect, it } from '@jest/globals';
import { between, definitionOf, planeFor, toDegrees } from './projections.js';

describe('The coordinate systems of surveys', () => {
  it('have the meridian 117°E for zone 39, with its number in the easting or without', () => {
    expect(toDegrees('EPSG:4548')([500_000, 4_052_006])[0]).toBeCloseTo(117, 9);
    expect(toDegrees('EPSG:4527')([39_500_000, 4_052_006])[0]).toBeCloseTo(117, 9);
    expect(toDegrees('EPSG:4534')([500_000, 4_052_006])[0]).toBeCloseTo(75, 9);
    expect(toDegrees('EPSG:4554')([500_000, 4_052_006])[0]).toBeCloseTo(135, 9);
  });

  it('bring a corner to degrees and back within a tenth of a millimetre', () => {
    const corner = [535_012.027, 4_052_006.926] as const;
    const [east, north] = between('EPSG:4490', 'EPSG:4548')(toDegrees('EPSG:4548')(corner));
    expect(east).toBeCloseTo(corner[0], 4);
    expect(north).toBeCloseTo(corner[1], 4);
  });

  it('draw degrees on the plane of the nearest meridian, and a plane as it is', () => {
    expect(planeFor('EPSG:4490', 117.4)).toBe('EPSG:4548');
    expect(planeFor('EPSG:4490', 118.6)).toBe('EPSG:4549');
    expect(planeFor('EPSG:4527', 39_500_000)).toBe('EPSG:4527');
  });

  it('are those of CGCS2000 and no others', () => {
    expect(definitionOf('EPSG:3857')).toBeUndefined();
    expect(definitionOf('EPSG:4555')).toBeUndefined();
    expect(() => between('EPSG:3857', 'EPSG:4490')).toThrow('EPSG:3857');
  });
});
