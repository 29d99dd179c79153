import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import proj4 from 'proj4';
import { loadPacks } from '#policy';
import { areaOf, readBoundary, ringsOn } from './boundary.js';
import { checkBoundary } from './check.js';
import { SYSTEMS, crsOf, crsOfZone, meridianAt, nameOf, planeOf, project, unproject } from './crs.js';
import type { Crs } from './crs.js';
import { CHINA, fits, gridOf } from './grid.js';
import type { Grid } from './grid.js';
import { snap } from './snap.js';
import type { VersionedLayer } from './layers.js';

/**
 * Krüger's series in the third flattening, to its fourth order: another way to the same plane than the
 * library's, right to less than a tenth of a millimetre within a zone.
 */
function kruger(lon: number, lat: number, meridian: number): [number, number] {
  const [a, f] = [6_378_137, 1 / 298.257222101];
  const n = f / (2 - f);
  const radius = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
    (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
    (49561 / 161280) * n ** 4,
  ];
  const [phi, lambda] = [(lat * Math.PI) / 180, ((lon - meridian) * Math.PI) / 180];
  const e = (2 * Math.sqrt(n)) / (1 + n);
  const t = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
  const [xi, eta] = [Math.atan2(t, Math.cos(lambda)), Math.atanh(Math.sin(lambda) / Math.hypot(1, t))];
  const sum = (term: (k: number) => number) =>
    alpha.reduce((all, factor, index) => all + factor * term(2 * (index + 1)), 0);
  return [
    500_000 + radius * (eta + sum((k) => Math.cos(k * xi) * Math.sinh(k * eta))),
    radius * (xi + sum((k) => Math.sin(k * xi) * Math.cosh(k * eta))),
  ];
}

const jinan = gridOf(loadPacks().latest.on('2026-03-02', 'any'));
const coast: Grid = {
  plane: 'EPSG:4549',
  extent: { west: 118, south: 24, east: 119.5, north: 25.5 },
  place: '云溪县',
};
const polygon = (...points: readonly (readonly [number, number])[]) => ({
  type: 'Polygon',
  coordinates: [[...points, points[0]!]],
});
const square = (east: number, north: number, side: number) =>
  polygon([east, north], [east + side, north], [east + side, north + side], [east, north + side]);

describe('the systems of CGCS2000', () => {
  it('are degrees and 64 planes, by the codes of the registry', () => {
    expect(SYSTEMS).toEqual(Array.from({ length: 65 }, (_, index) => `EPSG:${4490 + index}`));
    expect(SYSTEMS.slice(1).filter((crs) => planeOf(crs)?.crs !== crs)).toEqual([]);
  });

  it.each([
    ['EPSG:4491', { width: 6, meridian: 75, zone: 13 }],
    ['EPSG:4498', { width: 6, meridian: 117, zone: 20 }],
    ['EPSG:4501', { width: 6, meridian: 135, zone: 23 }],
    ['EPSG:4502', { width: 6, meridian: 75 }],
    ['EPSG:4509', { width: 6, meridian: 117 }],
    ['EPSG:4512', { width: 6, meridian: 135 }],
    ['EPSG:4513', { width: 3, meridian: 75, zone: 25 }],
    ['EPSG:4526', { width: 3, meridian: 114, zone: 38 }],
    ['EPSG:4527', { width: 3, meridian: 117, zone: 39 }],
    ['EPSG:4528', { width: 3, meridian: 120, zone: 40 }],
    ['EPSG:4533', { width: 3, meridian: 135, zone: 45 }],
    ['EPSG:4534', { width: 3, meridian: 75 }],
    ['EPSG:4547', { width: 3, meridian: 114 }],
    ['EPSG:4549', { width: 3, meridian: 120 }],
    ['EPSG:4554', { width: 3, meridian: 135 }],
  ])('%s is %j', (crs, plane) => expect(planeOf(crs)).toEqual({ crs, ...plane }));

  it('are found again by meridian and by zone', () => {
    for (const crs of SYSTEMS.slice(1)) {
      const { width, meridian, zone } = planeOf(crs)!;
      expect(crsOf(meridian, width, zone !== undefined)).toBe(crs);
      if (zone !== undefined) expect(crsOfZone(zone, width, true)).toBe(crs);
    }
    expect([crsOf(116, 3, false), crsOf(78, 6, true), crsOf(138, 3, true), crsOfZone(46, 3, true)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    [115.49, 114],
    [115.5, 117],
    [118.49, 117],
    [118.5, 120],
    [73, 75],
    [136, 135],
  ])('%d°E lies in the zone of %d°', (lon, meridian) => expect(meridianAt(lon)).toBe(meridian));

  it('have names that say width, zone and number', () => {
    expect(nameOf('EPSG:4527')).toBe('CGCS2000 3度带 39带（中央经线117°，东坐标带带号）');
    expect(nameOf('EPSG:4509')).toBe('CGCS2000 6度带 20带（中央经线117°，东坐标不带带号）');
  });
});

describe('a plane', () => {
  it('is that of another formula for it, in every zone, to a tenth of a millimetre', () => {
    const lats = [4, 18.3, 24.8, 31.2, 36.65, 45.7, 53.4];
    for (let meridian = 75; meridian <= 135; meridian += 3)
      for (const lat of lats)
        for (const off of [-3, -1.5, -0.3, 0, 0.7, 1.5, 3]) {
          const [east, north] = project(meridian + off, lat, meridian);
          const [otherEast, otherNorth] = kruger(meridian + off, lat, meridian);
          expect(Math.abs(east - otherEast)).toBeLessThan(1e-4);
          expect(Math.abs(north - otherNorth)).toBeLessThan(1e-4);
        }
  });

  it('is that of proj4 under the definition of the registry, zone number and all', () => {
    for (const crs of SYSTEMS.slice(1)) {
      const { meridian, zone = 0 } = planeOf(crs)!;
      const falseEasting = zone * 1_000_000 + 500_000;
      const definition =
        `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 ` + '+ellps=GRS80 +units=m';
      const [x = NaN, y = NaN] = proj4('+proj=longlat +ellps=GRS80', definition, [meridian + 0.4, 33.25]);
      const expected = [Math.round((x - zone * 1_000_000) * 1_000), Math.round(y * 1_000)];
      expect(snap(x, y, crs, CHINA, meridian)).toEqual(expected);
      expect(
        snap(meridian + 0.4, 33.25, 'EPSG:4490', { ...CHINA, plane: crsOf(meridian, 3, false)! }),
      ).toEqual(expected);
    }
  });

  it('gives back what it was given, within a hundredth of a millimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 73.5, max: 135.9, noNaN: true }),
        fc.double({ min: 3.5, max: 53.9, noNaN: true }),
        (lon, lat) => {
          const [east, north] = project(lon, lat, meridianAt(lon));
          const again = project(...unproject(east, north, meridianAt(lon)), meridianAt(lon));
          return Math.abs(again[0] - east) < 1e-5 && Math.abs(again[1] - north) < 1e-5;
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a parcel', () => {
  it('keeps every digit on its own plane, with and without the zone number, in any zone', () => {
    for (const crs of SYSTEMS.slice(1)) {
      const zone = planeOf(crs)!.zone ?? 0;
      const read = readBoundary(square(zone * 1_000_000 + 512_345.678, 3_456_789.012, 123.456), crs);
      expect([read.areaM2, read.plane.coordinates[0]![0], read.notes]).toEqual([
        '15241.38',
        [512_345.678, 3_456_789.012],
        [],
      ]);
    }
  });

  it('that lies in a neighbouring zone is measured on the plane of its own, and laid on the county’s', () => {
    // 118.3°E is zone 39; the county is on the plane of zone 40.
    const [east, north] = project(118.3, 24.8, 117).map(Math.round) as [number, number];
    const read = readBoundary(square(east, north, 100), 'EPSG:4548', coast);
    expect([read.areaM2, read.system, read.notes]).toEqual([
      '10000.00',
      'EPSG:4549',
      ['面积在宗地自己的分带上量算：CGCS2000 3度带 39带（中央经线117°，东坐标不带带号）。'],
    ]);
    // 1.7 degrees from its meridian the county's plane would have said some m² more.
    expect(areaOf(read.rings) - read.areaCm2).toBeGreaterThan(20_000n);
    expect(ringsOn(read, 'EPSG:4548')).toEqual(readBoundary(square(east, north, 100), 'EPSG:4548').rings);
  });

  it('across the border of two zones is measured on the county’s plane', () => {
    const [east, north] = project(118.5, 24.8, 120).map(Math.round) as [number, number];
    const read = readBoundary(square(east - 50, north, 100), 'EPSG:4549', coast);
    expect([read.areaM2, read.notes]).toEqual(['10000.00', []]);
    expect(readBoundary(square(east - 150, north, 100), 'EPSG:4549', coast).areaM2).not.toBe('10000.00');
  });

  it('wholly inside a layer of another plane is inside with all of its area', () => {
    const [east, north] = project(118.3, 24.8, 117).map(Math.round) as [number, number];
    const read = readBoundary(square(east, north, 100), 'EPSG:4548', coast);
    const layer: VersionedLayer = {
      id: 'permanent-farmland',
      version: '1',
      validFrom: '2024-01-01',
      source: 'test',
      crs: 'EPSG:4548',
      features: [
        {
          type: 'Feature',
          properties: { name: '农田' },
          geometry: square(east, north - 10, 200) as never,
        },
      ],
    };
    const rules = loadPacks()
      .latest.on('2026-03-02', 'any')
      .layers.filter(({ id }) => id === layer.id);
    expect(checkBoundary(read, [layer], rules).findings).toMatchObject([
      { overlapM2: '10000.00', ratio: '100.00%' },
    ]);
  });

  it.each([
    ['a neighbour’s plane', 'EPSG:4548', 547_354, 4_064_459, coast, 'boundary.out-of-area', '云溪县'],
    [
      'no zone where the county has one',
      'EPSG:4550',
      547_354,
      4_064_459,
      jinan,
      'boundary.crs-mismatch',
      'EPSG:4548',
    ],
    ['another zone number', 'EPSG:4548', 38_547_354, 4_064_459, jinan, 'boundary.zone-prefix', '38'],
    [
      'a 6-degree zone number',
      'EPSG:4548',
      20_547_354,
      4_064_459,
      jinan,
      'boundary.zone-prefix',
      'EPSG:4498',
    ],
    [
      'metres as degrees, where nobody knows the zone',
      'EPSG:4490',
      547_354,
      4_064_459,
      CHINA,
      'boundary.crs-mismatch',
      '分带',
    ],
  ] as const)('is refused with advice: %s', (_, crs: Crs, x, y, grid, code, word) => {
    expect(() => snap(x, y, crs, grid)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(word) }),
    );
  });

  it('may lie anywhere in China where a pack says nothing', () => {
    expect(gridOf({ find: () => undefined })).toEqual(CHINA);
    expect([fits(87.6, 43.8, 'EPSG:4490', CHINA), fits(139.7, 35.7, 'EPSG:4490', CHINA)]).toEqual([
      true,
      false,
    ]);
    expect(readBoundary(square(547_354, 4_853_000, 100), 'EPSG:4538')).toMatchObject({
      areaM2: '10000.00',
      system: 'EPSG:4538',
    });
  });
});
