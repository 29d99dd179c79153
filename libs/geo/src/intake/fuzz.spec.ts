import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { areaOf, toGeometry } from '../boundary.js';
import { commonOf, groundOf } from '../common-area.js';
import type { Point } from '../crs.js';
import { gridOf } from '../grid.js';
import { dxfOf, geoJsonOf, geoPackageOf, shapefileOf, square, zipOf } from './files.fixture.js';
import { recognise } from './recognise.js';
import { INTAKE_REFUSALS } from './refusals.js';
import { takeIn } from './take-in.js';

const grid = gridOf(loadPacks().latest.on('2026-03-02', 'any'));
const lands = [
  { name: '地块一', rings: [square(0, 0, 100), square(40, 40, 10).toReversed()] },
  { name: '地块二', rings: [square(200, 0, 50)] },
];
const text = (content: string) => new TextEncoder().encode(content);
const golden = join(import.meta.dirname, '../../golden');
const files = shapefileOf(lands, { encoding: 'gbk', cpg: 'GBK' });
const changedIn = (name: string) => (bytes: Uint8Array) => zipOf({ ...files, [name]: bytes });

type Sample = readonly [
  name: string,
  bytes: Uint8Array,
  wrap: (bytes: Uint8Array) => Uint8Array,
  runs: number,
];
const as = (bytes: Uint8Array) => bytes;
const SAMPLES: readonly Sample[] = [
  ['GeoJSON', geoJsonOf(lands, 'EPSG:4548'), as, 400],
  ['an archive', zipOf(files), as, 400],
  ['.shp', files['layer.shp']!, changedIn('layer.shp'), 400],
  ['.dbf', files['layer.dbf']!, changedIn('layer.dbf'), 400],
  ['.prj', files['layer.prj']!, changedIn('layer.prj'), 200],
  ['.cpg', files['layer.cpg']!, changedIn('layer.cpg'), 50],
  ['a GeoPackage', geoPackageOf(lands), as, 120],
  ['a drawing', text(dxfOf({ closed: [square(0, 0, 9)], open: [square(9, 9, 9)], bulge: 0.5 })), as, 400],
  ...readdirSync(golden)
    .filter((name) => /^(03|07|14|15|18|20|24|31|33|36)-.*\.txt$/.test(name))
    .map((name): Sample => [name, new Uint8Array(readFileSync(join(golden, name))), as, 150]),
];

/** Bytes put in place of others, doubled, taken out, cut off. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('set', 'word', 'insert', 'remove', 'cut', 'double'),
  value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x22, 0x2c, 0x2e, 0x40), fc.nat(255)),
});

function mutated(
  bytes: Uint8Array,
  changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[],
) {
  let now = bytes.slice();
  for (const { at, how, value } of changes) {
    const index = Math.floor(at * Math.max(0, now.length - 1));
    const [head, tail] = [now.slice(0, index), now.slice(index)];
    if (how === 'set') now[index] = value;
    else if (how === 'word') now.fill(value, index, index + 4);
    else if (how === 'insert') now = Uint8Array.from([...head, value, ...tail]);
    else if (how === 'remove') now = Uint8Array.from([...head, ...tail.slice(1 + (value % 16))]);
    else if (how === 'cut') now = head;
    else now = Uint8Array.from([...head, ...tail.slice(0, 64), ...tail]);
  }
  return now;
}

/** Reads or refuses by its own words; what it reads is land. */
function survives(bytes: Uint8Array): true {
  try {
    const { features, issues, found, taken } = takeIn(bytes, 'file', { grid });
    expect(taken).toBe(features.length);
    expect(found).toBeGreaterThanOrEqual(taken);
    for (const { geometry } of features)
      expect(geometry.coordinates.flat(3).every((metres) => Number.isFinite(metres))).toBe(true);
    for (const { zh } of issues) expect(zh).not.toMatch(/[\0-\x1f]|\{\w+\}/);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    expect(Object.keys(INTAKE_REFUSALS)).toContain(error.code);
    expect(error.message).not.toMatch(/\{\w+\}/);
  }
  return true;
}

describe('whatever is done to a file', () => {
  it.each(SAMPLES)('%s is read or refused in words', (_, bytes, wrap, numRuns) => {
    expect(survives(wrap(bytes))).toBe(true);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) =>
        survives(wrap(mutated(bytes, changes))),
      ),
      { numRuns },
    );
  });

  it.each(SAMPLES.filter(([, bytes]) => bytes.length < 1_000))(
    '%s may be cut off anywhere',
    (_, bytes, wrap) => {
      for (let end = 0; end < bytes.length; end += 1) survives(wrap(bytes.slice(0, end)));
    },
  );

  it('bytes that are no file at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), survives), { numRuns: 300 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (content) => survives(text(content))),
      { numRuns: 300 },
    );
  });
});

describe('whatever the coordinates are', () => {
  it('they are said to be something, or nothing, in a sentence', () => {
    const pair = fc.tuple(fc.double(), fc.double());
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (points) => {
        const { reading, sure, zh } = recognise(points, {}, grid);
        return (reading === undefined) === (sure === 'none') && zh.endsWith('。');
      }),
    );
  });
});

describe('areas', () => {
  const corner = fc.tuple(fc.integer({ min: -60_000, max: 60_000 }), fc.integer({ min: 0, max: 50_000 }));
  /** A ring around a middle: its corners by their angle, so that it does not cross itself. */
  const star = fc
    .tuple(corner, fc.array(fc.integer({ min: 5_000, max: 80_000 }), { minLength: 3, maxLength: 12 }))
    .map(([[x, y], radii]): readonly Point[] => {
      const ring = radii.map((radius, index): Point => {
        const angle = (2 * Math.PI * index) / radii.length;
        return [
          547_000_000 + x + Math.round(radius * Math.cos(angle)),
          4_064_000_000 + y + Math.round(radius * Math.sin(angle)),
        ];
      });
      return [...ring, ring[0]!];
    });

  it('of what is common and of what is left are the whole: |A∩B| + |A\\B| = |A|', () => {
    fc.assert(
      fc.property(star, star, (one, other) => {
        const [a, b] = [toGeometry([[one]]), toGeometry([[other]])];
        const [common, left] = [
          SnapIfNeededOverlayOp.intersection(a, b).getArea(),
          SnapIfNeededOverlayOp.difference(a, b).getArea(),
        ];
        const whole = Number(areaOf([one]));
        // Square centimetres: each corner of a part is rounded to a millimetre's fraction at most.
        expect(Math.abs((common + left) / 100 - whole)).toBeLessThanOrEqual(1);
        const swept = Number(commonOf(groundOf([one]), groundOf([other])).areaCm2);
        expect(Math.abs(swept - common / 100)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
