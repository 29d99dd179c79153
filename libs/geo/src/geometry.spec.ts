import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import { loadPacks, parcelCode } from '#policy';
import type { LayerRow } from '#policy';
import { areaOf, EXTENT_M_MAX, HOLES_MAX, POINTS_MAX, readBoundary, toGeometry } from './boundary.js';
import type { Polygon, Position } from './boundary.js';
import { checkBoundary } from './check.js';
import type { Crs, Point } from './crs.js';
import { gridOf } from './grid.js';
import { snap as snapIn } from './snap.js';
import { DEMO_PARCELS_MAX, DEMO_VARIANTS_MAX, demoLayers, demoParcel } from './demo.js';
import { layersInForce } from './layers.js';
import type { VersionedLayer } from './layers.js';
import { layerFile, layersFolder, loadLayers } from './load-layers.js';
import { overlapOf } from './overlay.js';

const pack = loadPacks().of('jinan@2026.1').on('2026-03-02', 'any');
const layers = loadLayers();
const grid = gridOf(pack);
const snap = (x: number, y: number, crs: Crs) => snapIn(x, y, crs, grid);
const EAST = 547_354;
const NORTH = 4_064_459;

const polygon = (...rings: Position[][]): Polygon => ({ type: 'Polygon', coordinates: rings });
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const at = (x: number, y: number, side: number) =>
  readBoundary(polygon(square(EAST + x, NORTH + y, side)), 'EPSG:4548');
const code = (of: string) => expect.objectContaining({ code: of });
const layerOf = (...rings: Position[][][]): VersionedLayer => ({
  id: 'permanent-farmland',
  version: '1',
  validFrom: '2024-01-01',
  source: 'test',
  features: rings.map((coordinates, index) => ({
    type: 'Feature',
    properties: { name: `f${index}` },
    geometry: { type: 'Polygon', coordinates },
  })),
});

describe('coordinates (CGCS2000, zone 39)', () => {
  it.each([
    [117.0, 36.65, 500_000_000, 4_057_669_946],
    [117.53, 36.71, 547_354_937, 4_064_459_172],
  ])('%d, %d is %d, %d mm on the plane', (lon, lat, east, north) => {
    expect(snap(lon, lat, 'EPSG:4490')).toEqual([east, north]);
  });

  it('with the zone number are the same plane', () => {
    expect(snap(39_547_354.937, 4_064_459.172, 'EPSG:4527')).toEqual(
      snap(547_354.937, 4_064_459.172, 'EPSG:4548'),
    );
  });

  it.each([
    ['northing first, as surveys write it', NORTH, EAST, 'EPSG:4548', 'boundary.axis-swapped'],
    ['northing first with a zone number', NORTH, 39_000_000 + EAST, 'EPSG:4527', 'boundary.axis-swapped'],
    ['latitude first', 36.71, 117.53, 'EPSG:4490', 'boundary.axis-swapped'],
    ['a zone number that was not declared', 39_000_000 + EAST, NORTH, 'EPSG:4548', 'boundary.zone-prefix'],
    ['the neighbouring zone', 40_000_000 + EAST, NORTH, 'EPSG:4527', 'boundary.zone-prefix'],
    ['no zone number where one was declared', EAST, NORTH, 'EPSG:4527', 'boundary.crs-mismatch'],
    ['degrees declared as metres', 117.53, 36.71, 'EPSG:4548', 'boundary.crs-mismatch'],
    ['metres declared as degrees', EAST, NORTH, 'EPSG:4490', 'boundary.crs-mismatch'],
    ['another city', 121.47, 31.23, 'EPSG:4490', 'boundary.out-of-area'],
  ] as const)('say what is wrong: %s', (_, x, y, crs: Crs, reason) => {
    expect(() => snap(x, y, crs)).toThrow(code(reason));
  });
});

describe('a boundary', () => {
  it('is measured on the plane, holes taken out, to 0.01 m²', () => {
    const boundary = readBoundary(
      polygon(square(EAST, NORTH, 100), square(EAST + 10, NORTH + 10, 10.01)),
      'EPSG:4548',
    );
    expect(boundary.areaM2).toBe('9899.80');
    expect(boundary.areaCm2).toBe(98_997_999n);
  });

  it('has the same area in every system it may be declared in', () => {
    const zoned = polygon(square(39_000_000 + EAST, NORTH, 123.456));
    expect(readBoundary(zoned, 'EPSG:4527').areaM2).toBe(at(0, 0, 123.456).areaM2);
  });

  it('says that it merged points within a millimetre', () => {
    const [first, ...rest] = square(EAST, NORTH, 50);
    const { notes, areaM2 } = readBoundary(
      polygon([first as Position, [EAST + 0.0004, NORTH], ...rest]),
      'EPSG:4548',
    );
    expect([areaM2, notes.length]).toEqual(['2500.00', 1]);
  });

  it.each([
    ['a MultiPolygon', { type: 'MultiPolygon', coordinates: [] }, 'boundary.multipolygon'],
    ['a line', { type: 'LineString', coordinates: [] }, 'boundary.not-polygon'],
    ['nothing', null, 'boundary.not-polygon'],
    ['an open ring', polygon(square(EAST, NORTH, 9).slice(0, 4)), 'boundary.ring-open'],
    [
      'two points',
      polygon([
        [EAST, NORTH],
        [EAST + 1, NORTH],
        [EAST, NORTH],
      ]),
      'boundary.ring-short',
    ],
    [
      'text for a number',
      {
        type: 'Polygon',
        coordinates: [
          [
            ['1', 2],
            [1, 2],
            [1, 2],
            [1, 2],
          ],
        ],
      },
      'boundary.coordinate',
    ],
    [
      'not a number',
      polygon([
        [NaN, 2],
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      'boundary.coordinate',
    ],
    [
      'a bow tie',
      polygon([
        [EAST, NORTH],
        [EAST + 9, NORTH + 9],
        [EAST + 9, NORTH],
        [EAST, NORTH + 9],
        [EAST, NORTH],
      ]),
      'boundary.invalid',
    ],
    ['a hole outside', polygon(square(EAST, NORTH, 9), square(EAST + 20, NORTH, 2)), 'boundary.invalid'],
    [
      'a flat ring',
      polygon([
        [EAST, NORTH],
        [EAST + 1, NORTH],
        [EAST + 2, NORTH],
        [EAST, NORTH],
      ]),
      'boundary.invalid',
    ],
    [
      'a corner that lies in another county',
      polygon([
        [EAST, NORTH],
        [EAST + EXTENT_M_MAX + 1, NORTH],
        [EAST, NORTH + 10],
        [EAST, NORTH],
      ]),
      'boundary.too-large',
    ],
    [
      'too many points',
      polygon(Array.from({ length: POINTS_MAX + 1 }, () => [EAST, NORTH])),
      'boundary.too-many-points',
    ],
  ])('is refused when it is %s', (_, geojson, reason) => {
    expect(() => readBoundary(geojson, 'EPSG:4548')).toThrow(code(reason));
  });

  it('is refused in a system nobody declared', () => {
    expect(() => readBoundary(polygon(square(EAST, NORTH, 9)), 'EPSG:3857')).toThrow(
      code('boundary.crs-unknown'),
    );
  });

  it('has an area that does not depend on where the ring starts, which way it runs or where it lies', () => {
    const ring: Point[] = [
      [0, 0],
      [90_001, 3],
      [80_007, 70_003],
      [-5, 66_666],
    ];
    fc.assert(
      fc.property(fc.nat(3), fc.boolean(), fc.integer({ min: -1e8, max: 1e8 }), (turn, back, move) => {
        const turned = [...ring.slice(turn), ...ring.slice(0, turn)].map(([x, y]): Point => [
          x + move,
          y - move,
        ]);
        const closed = [...turned, turned[0] as Point];
        return areaOf([back ? closed.reverse() : closed]) === areaOf([[...ring, [0, 0]]]);
      }),
    );
  });
});

describe('the overlap with a layer', () => {
  it('counts land that two features cover once', () => {
    const layer = layerOf(
      [square(EAST, NORTH, 60)],
      [square(EAST + 30, NORTH, 60)],
      [square(EAST + 500, NORTH, 60)],
    );
    expect(overlapOf(at(0, 0, 100), layer)).toEqual({
      insideCm2: 54_000_000n,
      outsideCm2: 46_000_000n,
      features: ['f0', 'f1'],
    });
  });

  it('is nothing for a neighbour that only shares the line', () => {
    expect(overlapOf(at(0, 0, 100), layerOf([square(EAST + 100, NORTH, 60)])).insideCm2).toBe(0n);
  });

  it('keeps |A∩B| + |A−B| = |A| on parcels that lie within millimetres of each other', () => {
    const corner = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));
    fc.assert(
      fc.property(fc.tuple(corner, corner, corner, corner), (moves) => {
        const side = 80_000;
        const base = [
          [0, 0],
          [side, 0],
          [side, side],
          [0, side],
        ];
        const [east, north] = [EAST * 1_000, NORTH * 1_000];
        const ring = (shift: boolean): Point[] => {
          const points = base.map(([x = 0, y = 0], index): Point => [
            east + x + (shift ? (moves[index]?.[0] ?? 0) : 0),
            north + y + (shift ? (moves[index]?.[1] ?? 0) : 0),
          ]);
          return [...points, points[0] as Point];
        };
        const [a, b] = [toGeometry([[ring(false)]]), toGeometry([[ring(true)]])];
        const sum =
          SnapIfNeededOverlayOp.intersection(a, b).getArea() +
          SnapIfNeededOverlayOp.difference(a, b).getArea();
        // 1 cm² of 6 400 m².
        return Math.abs(sum - a.getArea()) < 100;
      }),
      { numRuns: 300 },
    );
  });
});

describe('the planning check', () => {
  const farmland = pack.layers.find(({ id }) => id === 'permanent-farmland') as LayerRow;

  it.each([
    ['allowed', 'pass', []],
    ['farmland', 'block', ['permanent-farmland']],
    ['redline', 'block', ['ecological-redline']],
    ['outside-plan', 'block', ['village-plan-commercial']],
  ] as const)('of a demo parcel %s says %s', (variant, verdict, hit) => {
    for (const n of [0, 1, 399, 400, DEMO_VARIANTS_MAX - 1]) {
      const result = checkBoundary(
        readBoundary(demoParcel(n, variant).boundary, 'EPSG:4548'),
        layers,
        pack.layers,
      );
      expect(result.verdict).toBe(verdict);
      for (const id of hit) expect(result.findings.map(({ layer }) => layer)).toContain(id);
      expect(result.checked).toHaveLength(pack.layers.length);
    }
  });

  it('names layer, version, area, share, rule and source (土地管理法第四十四条)', () => {
    const [finding] = checkBoundary(at(0, 0, 100), [layerOf([square(EAST, NORTH, 10)])], [farmland]).findings;
    expect(finding).toMatchObject({
      layer: 'permanent-farmland',
      layerVersion: '1',
      gate: 'block',
      tolerated: false,
      overlapM2: '100.00',
      ratio: '1.00%',
      rule: 'layer:permanent-farmland',
      features: ['f0'],
    });
    expect(finding?.message).toContain(
      '宗地与永久基本农田重叠 100.00 平方米（占 1.00%），不得入市。依据：土地管理法',
    );
  });

  it('says a sliver of two surveys and lets it pass', () => {
    const { verdict, findings } = checkBoundary(
      at(0, 0, 100),
      [
        layerOf([
          [
            [EAST - 1, NORTH],
            [EAST + 0.008, NORTH],
            [EAST + 0.008, NORTH + 100],
            [EAST - 1, NORTH + 100],
            [EAST - 1, NORTH],
          ],
        ]),
      ],
      [farmland],
    );
    expect(verdict).toBe('pass');
    expect(findings).toEqual([
      expect.objectContaining({ tolerated: true, overlapM2: '0.80', ratio: '0.01%' }),
    ]);
  });

  it('tolerates only what both limits allow: 0.9 m² of a 100 m² parcel is 0.9%', () => {
    const tiny = checkBoundary(at(0, 0, 10), [layerOf([square(EAST, NORTH, 0.95)])], [farmland]);
    expect(tiny.verdict).toBe('block');
  });

  it('never passes on a layer that nobody loaded', () => {
    expect(checkBoundary(at(0, 0, 100), [], [farmland])).toMatchObject({
      verdict: 'block',
      checked: [],
      findings: [{ layerVersion: '', gate: 'block' }],
    });
    expect(checkBoundary(at(0, 0, 100), [], [{ ...farmland, gate: 'consult' }]).verdict).toBe('consult');
  });

  it('uses the version of a layer in force on the day', () => {
    const versions = [
      { ...layerOf(), version: '2', validFrom: '2026-01-01' },
      layerOf(),
      { ...layerOf(), version: '3', validFrom: '2027-01-01' },
    ];
    expect(layersInForce(versions, '2026-06-01').map(({ version }) => version)).toEqual(['2']);
    expect(layersInForce(versions, '2023-01-01')).toEqual([]);
  });
});

describe('the demo county', () => {
  it('is what its files say', () => {
    for (const layer of demoLayers()) {
      expect(readFileSync(join(layersFolder(), 'demo', `${layer.id}.json`), 'utf8')).toBe(layerFile(layer));
    }
    expect(layers.map(({ id }) => id).sort()).toEqual(pack.layers.map(({ id }) => id).sort());
  });

  it('has parcels with valid, distinct codes that never overlap and always come out the same', () => {
    const numbers = Array.from({ length: 2_000 }, (_, n) => n);
    const parcels = numbers.map((n) => demoParcel(n));
    expect(new Set(parcels.map(({ code: text }) => parcelCode(text).code)).size).toBe(parcels.length);
    expect(demoParcel(7)).toEqual(demoParcel(7));
    expect(demoParcel(0).areaM2).not.toBe(demoParcel(1).areaM2);
    const neighbours = [0, 400, 3_200, 3_600].map((n) => demoParcel(n));
    for (const a of neighbours)
      for (const b of neighbours) {
        if (a !== b)
          expect(
            overlapOf(readBoundary(a.boundary, 'EPSG:4548'), layerOf(b.boundary.coordinates as Position[][]))
              .insideCm2,
          ).toBe(0n);
      }
  });

  it('knows the townships of the pack', () => {
    for (const county of ['370103', '370112', '370113', '370114']) {
      for (let n = 0; n < 40; n += 1)
        expect(pack.office(demoParcel(n, 'allowed', county).township).level).toBe('township');
    }
    const last = (county: string) => pack.district(county).townships.length;
    expect(['370103', '370112', '370113', '370114'].map(last)).toEqual([6, 8, 10, 17]);
  });

  it('ends', () => {
    expect(() => demoParcel(DEMO_PARCELS_MAX)).toThrow(code('demo.out-of-range'));
    expect(() => demoParcel(DEMO_VARIANTS_MAX, 'farmland')).toThrow(code('demo.out-of-range'));
    expect(() => demoParcel(0, 'allowed', '110101')).toThrow(code('demo.county-unknown'));
  });
});

describe('the worst boundary that may be handed in', () => {
  const [EAST_OF_LAYERS, NORTH_OF_LAYERS] = [547_350, 4_064_450];
  const closed = (ring: Position[]): Position[] => [...ring, ring[0]!];
  const rounded = (x: number, y: number): Position => [
    Number((EAST_OF_LAYERS + x).toFixed(3)),
    Number((NORTH_OF_LAYERS + y).toFixed(3)),
  ];
  /** Every second point half inside: as long and as thin as a line of so many points can be. */
  const star = (points: number, radius: number): Position[] =>
    closed(
      Array.from({ length: points - 1 }, (_, n) => {
        const [angle, length] = [(2 * Math.PI * n) / (points - 1), n % 2 ? radius : radius * 0.3];
        return rounded(length * Math.cos(angle), length * Math.sin(angle));
      }),
    );
  /** Every line crosses nearly every other one. */
  const crossing = (points: number): Position[] => {
    const corners = points % 2 === 0 ? points - 1 : points - 2;
    return closed(
      Array.from({ length: corners }, (_, n) => {
        const angle = (2 * Math.PI * n * ((corners - 1) / 2)) / corners;
        return rounded(200 * Math.cos(angle), 200 * Math.sin(angle));
      }),
    );
  };
  const holes = () =>
    Array.from({ length: HOLES_MAX }, () => star(Math.floor(POINTS_MAX / (HOLES_MAX * 2)), 20));

  it.each([
    ['a star over every layer', polygon(star(POINTS_MAX, 200))],
    ['a line that crosses itself everywhere', polygon(crossing(POINTS_MAX))],
    ['as many holes as there may be, one on the other', polygon(star(POINTS_MAX / 2, 300), ...holes())],
  ])('is judged in a moment, although nobody else is answered meanwhile: %s', (_, worst) => {
    const json = JSON.stringify(
      Object.fromEntries(Array.from({ length: 95_000 }, (__, key) => [`k${key}`, 1])),
    );
    const unitMs = best(() => JSON.parse(json) as unknown);
    const inForce = layersInForce(layers, '2026-03-02');
    const tookMs = best(() => {
      try {
        checkBoundary(readBoundary(worst, 'EPSG:4548'), inForce, pack.layers);
      } catch (error) {
        expect(error).toEqual(code('boundary.invalid'));
      }
    });
    expect(tookMs).toBeLessThan(unitMs * TIMES_THE_UNIT_MAX);
  });

  /**
   * Against parsing a body of a megabyte. Usual are 3 to 5; what grows out of hand, as a boundary without a
   * limit did, is a hundred times as slow.
   */
  const TIMES_THE_UNIT_MAX = 50;

  /** Of several times the shortest: what else this machine does is not what is measured. */
  function best(work: () => unknown): number {
    return Math.min(
      ...Array.from({ length: 7 }, () => {
        const began = performance.now();
        work();
        return performance.now() - began;
      }),
    );
  }
});
