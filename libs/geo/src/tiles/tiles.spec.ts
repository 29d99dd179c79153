import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutInto, turnOf } from './cut.js';
import {
  TILE_LEVEL_MAX,
  TILE_LEVEL_MIN,
  TILE_MARGIN,
  TILE_STEPS,
  boxOfTile,
  levelOver,
  nameOfTile,
  resolutionOf,
  spanOf,
  tileAt,
  tileOf,
} from './tile-grid.js';
import type { Tile, TileBox } from './tile-grid.js';
import { cellIn, cellsOf, clusterKey, namesFor, tileNames } from './tile-index.js';

const [EAST, NORTH] = [547_000, 4_064_000] as const;
const level = fc.integer({ min: TILE_LEVEL_MIN, max: TILE_LEVEL_MAX });
const place = fc.record({
  x: fc.integer({ min: EAST, max: EAST + 20_000 }),
  y: fc.integer({ min: NORTH, max: NORTH + 20_000 }),
});
const box = fc
  .tuple(place, fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 9_000 }))
  .map(([{ x, y }, width, height]): TileBox => [x, y, x + width, y + height]);
const meet = (a: TileBox, b: TileBox) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
/** A star around its middle: never crosses itself, is concave as a rule. */
const star = fc
  .tuple(place, fc.array(fc.double({ min: 5, max: 4_000, noNaN: true }), { minLength: 3, maxLength: 40 }))
  .map(([{ x, y }, radii]) => {
    const ring = radii.map((radius, index) => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return [...ring, ring[0]!];
  });
/** Next to its middle, whichever the level. */
const tileBy = (ring: readonly (readonly number[])[], z: number): Tile =>
  tileOf(ring[0]![0]!, ring[0]![1]!, z);

describe('The grid of tiles', () => {
  it('has a tile for each address on it and for no other text', () => {
    expect(tileAt('11', '133', '1055')).toEqual({ z: 11, x: 133, y: 1055 });
    const odd = [
      ['4', '0', '0'],
      ['17', '0', '0'],
      ['11', '2048', '0'],
      ['11', '0', '2048'],
      ['11', '-1', '0'],
      ['11', '01', '0'],
      ['11.5', '0', '0'],
      ['1e1', '0', '0'],
      ['', '', ''],
      ['11', '99999999999', '0'],
    ] as const;
    expect(odd.filter(([z, x, y]) => tileAt(z, x, y))).toEqual([]);
  });

  it('lays every point in the one tile of a level whose box holds it', () => {
    fc.assert(
      fc.property(place, level, ({ x, y }, z) => {
        const [west, south, east, north] = boxOfTile(tileOf(x, y, z));
        const margin = (spanOf(z) * TILE_MARGIN) / TILE_STEPS;
        expect(x >= west + margin && x < east - margin && y > south + margin && y <= north - margin).toBe(
          true,
        );
      }),
    );
  });

  it('begins at the level of which few tiles are a county, and ends where a pixel is a quarter metre', () => {
    expect(levelOver({ west: 400_000, east: 560_000, south: 3_990_000, north: 4_160_000 })).toBe(5);
    expect(levelOver({ west: 0, east: 20_000, south: 0, north: 9_000 })).toBe(8);
    expect(levelOver({ west: 0, east: 1, south: 0, north: 1 })).toBe(TILE_LEVEL_MAX);
    expect(resolutionOf(TILE_LEVEL_MAX)).toBe(0.25);
  });
});

describe('What lies in a tile', () => {
  it('is found by the names of the tile, however large it is', () => {
    fc.assert(
      fc.property(box, place, level, (of, { x, y }, z) => {
        const tile = tileOf(x, y, z);
        const names = new Set(tileNames(of));
        const isFound = namesFor(tile).some((name) => names.has(name));
        if (meet(of, boxOfTile(tile))) expect(isFound).toBe(true);
      }),
    );
  });

  it('has few names, and where it is small is found in no tile that it does not touch', () => {
    fc.assert(
      fc.property(place, place, level, ({ x, y }, other, z) => {
        const of: TileBox = [x, y, x + 10, y + 10];
        const names = tileNames(of);
        expect(names.length).toBeLessThanOrEqual(4 * (TILE_LEVEL_MAX - TILE_LEVEL_MIN + 1));
        const tile = tileOf(other.x, other.y, z);
        expect(namesFor(tile).some((name) => names.includes(name))).toBe(meet(of, boxOfTile(tile)));
      }),
    );
  });

  it('is counted in one square of each level, within the tile that its middle lies in', () => {
    fc.assert(
      fc.property(place, level, ({ x, y }, z) => {
        const tile = tileOf(x, y, z);
        const name = cellsOf(x, y)[clusterKey(tile)]!;
        const cell = cellIn(tile, name);
        expect(cell && nameOfTile(cell)).toBe(name);
        expect(cellIn({ ...tile, x: tile.x + 1 }, name)).toBeUndefined();
      }),
    );
  });
});

describe('A polygon cut into a tile', () => {
  it('is closed rings on whole steps within the margin, with an area, the outer one clockwise', () => {
    fc.assert(
      fc.property(star, level, (ring, z) => {
        for (const cut of cutInto(tileBy(ring, z), [[ring]])) {
          expect(cut.at(0)).toEqual(cut.at(-1));
          expect(cut.length).toBeGreaterThanOrEqual(4);
          expect(turnOf(cut)).toBeGreaterThan(0);
          const [low, high] = [-TILE_MARGIN, TILE_STEPS + TILE_MARGIN];
          expect(cut.flat().every((at) => Number.isInteger(at) && at >= low && at <= high)).toBe(true);
          expect(cut.some(([x, y], at) => at > 0 && x === cut[at - 1]![0] && y === cut[at - 1]![1])).toBe(
            false,
          );
        }
      }),
    );
  });

  it('keeps its area where it lies inside, and all tiles together have no less', () => {
    const ring = [
      [EAST, NORTH],
      [EAST + 300, NORTH],
      [EAST + 300, NORTH + 300],
      [EAST + 150, NORTH + 100],
      [EAST, NORTH + 300],
      [EAST, NORTH],
    ];
    const [cut] = cutInto(tileOf(EAST, NORTH, 11), [[ring]]);
    const step = spanOf(11) / TILE_STEPS;
    // 300 by 300 less the notch of 300 by 200, halved; a step is a metre there.
    expect(Math.abs((turnOf(cut!) * step * step) / 2 - 60_000)).toBeLessThan(600);
  });

  it('has its holes the other way round, and none of them without it', () => {
    const square = (at: number, side: number) => [
      [EAST + at, NORTH + at],
      [EAST + at + side, NORTH + at],
      [EAST + at + side, NORTH + at + side],
      [EAST + at, NORTH + at + side],
      [EAST + at, NORTH + at],
    ];
    const tile = tileOf(EAST, NORTH, 11);
    const rings = cutInto(tile, [[square(0, 200), square(50, 50)]]);
    expect(rings.map((ring) => Math.sign(turnOf(ring)))).toEqual([1, -1]);
    expect(cutInto({ ...tile, x: tile.x + 9 }, [[square(0, 200), square(50, 50)]])).toEqual([]);
    expect(cutInto(tileOf(EAST, NORTH, 5), [[square(0, 20)]])).toEqual([]);
  });
});
