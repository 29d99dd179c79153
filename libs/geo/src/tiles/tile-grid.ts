/**
 * The grid of the map's tiles: one for every Gauss–Krüger plane, so that the address of a tile follows from
 * metres alone and no county stands in it. Level 0 is one square of 2^23 m whose upper left corner is the
 * origin; each level halves the side.
 */
import type { Extent } from '../grid.js';

/** West and north of all tiles, metres: eastings and northings in China lie between 0 and it. */
export const TILE_ORIGIN = [0, 2 ** 23] as const;
export const TILE_PX = 512;
/** Steps of a tile's own coordinates, and how far beyond its edges its content goes. */
export const TILE_STEPS = 4_096;
export const TILE_MARGIN = 64;
/** From a square of 262 km, in which a city lies, to one of 128 m, a quarter of a metre to the pixel. */
export const [TILE_LEVEL_MIN, TILE_LEVEL_MAX] = [5, 16] as const;

export type Tile = Readonly<{ z: number; x: number; y: number }>;
/** West, south, east and north, metres. */
export type TileBox = readonly [west: number, south: number, east: number, north: number];

export const spanOf = (z: number): number => TILE_ORIGIN[1] / 2 ** z;
/** Metres to a pixel. */
export const resolutionOf = (z: number): number => spanOf(z) / TILE_PX;
export const nameOfTile = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;

/** The tile of an address as it stands in a path; undefined where there is none. */
export function tileAt(z: string, x: string, y: string): Tile | undefined {
  if (![z, x, y].every((text) => /^(0|[1-9]\d{0,5})$/.test(text))) return undefined;
  const tile = { z: Number(z), x: Number(x), y: Number(y) };
  const many = 2 ** tile.z;
  const isThere = tile.z >= TILE_LEVEL_MIN && tile.z <= TILE_LEVEL_MAX && tile.x < many && tile.y < many;
  return isThere ? tile : undefined;
}

/** What a tile shows, its margin included. */
export function boxOfTile({ z, x, y }: Tile): TileBox {
  const span = spanOf(z);
  const margin = (span * TILE_MARGIN) / TILE_STEPS;
  const [west, north] = [TILE_ORIGIN[0] + x * span, TILE_ORIGIN[1] - y * span];
  return [west - margin, north - span - margin, west + span + margin, north + margin];
}

/** The tiles of a level whose boxes meet a box; undefined where they are more than `most`. */
export function tilesOver([west, south, east, north]: TileBox, z: number, most: number) {
  const span = spanOf(z);
  const margin = (span * TILE_MARGIN) / TILE_STEPS;
  const column = (at: number) => Math.floor((at - TILE_ORIGIN[0]) / span);
  const row = (at: number) => Math.floor((TILE_ORIGIN[1] - at) / span);
  const [left, right] = [column(west - margin), column(east + margin)];
  const [top, bottom] = [row(north + margin), row(south - margin)];
  if ((right - left + 1) * (bottom - top + 1) > most) return undefined;
  const tiles: Tile[] = [];
  for (let y = top; y <= bottom; y += 1) for (let x = left; x <= right; x += 1) tiles.push({ z, x, y });
  return tiles;
}

/** The tile of a level that a point lies in. */
export const tileOf = (x: number, y: number, z: number): Tile => ({
  z,
  x: Math.floor((x - TILE_ORIGIN[0]) / spanOf(z)),
  y: Math.floor((TILE_ORIGIN[1] - y) / spanOf(z)),
});

/** The tile of a lower level that holds a tile. */
export const aboveTile = ({ z, x, y }: Tile, level: number): Tile => ({
  z: level,
  x: x >> (z - level),
  y: y >> (z - level),
});

/** The highest level of which one tile is as wide as an extent, so that few tiles show all of it. */
export function levelOver({ west, south, east, north }: Extent): number {
  const level = Math.floor(Math.log2(TILE_ORIGIN[1] / Math.max(east - west, north - south, 1)));
  return Math.min(TILE_LEVEL_MAX, Math.max(TILE_LEVEL_MIN, level));
}
