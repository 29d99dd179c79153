/** By which texts a thing is found that lies in many tiles, or in few. */
import {
  TILE_LEVEL_MAX,
  TILE_LEVEL_MIN,
  TILE_ORIGIN,
  aboveTile,
  nameOfTile,
  spanOf,
  tileOf,
  tilesOver,
} from './tile-grid.js';
import type { Tile, TileBox } from './tile-grid.js';

/** Beyond so many tiles of a level a thing is found by those of the level above. */
const TILES_MAX = 4;
/** A cluster stands for a square whose side is a 16th of its tile's, as far as levels go. */
const CLUSTER_LEVELS = 4;
const CELL_LEVELS = Array.from(
  { length: TILE_LEVEL_MAX - TILE_LEVEL_MIN - CLUSTER_LEVELS + 1 },
  (_, index) => TILE_LEVEL_MIN + CLUSTER_LEVELS + index,
);
const cellKey = (level: number): string => `cell${level}`;
/** Of the last level that says all tiles of a thing: it lies in some tiles below this one. */
const andBelow = (tile: Tile): string => `${nameOfTile(tile)}/*`;

/** All tiles of a box, level by level, as long as they are few. */
export function tileNames(box: TileBox): readonly string[] {
  const names: string[] = [];
  let last: readonly Tile[] = [];
  for (let z: number = TILE_LEVEL_MIN; z <= TILE_LEVEL_MAX; z += 1) {
    const tiles = tilesOver(box, z, z === TILE_LEVEL_MIN ? Infinity : TILES_MAX);
    if (!tiles) return [...names, ...last.map(andBelow)];
    names.push(...tiles.map(nameOfTile));
    last = tiles;
  }
  return names;
}

/** What everything is named by that may lie in a tile, and little else. */
export const namesFor = (tile: Tile): readonly string[] => [
  nameOfTile(tile),
  ...Array.from({ length: tile.z - TILE_LEVEL_MIN }, (_, index) =>
    andBelow(aboveTile(tile, TILE_LEVEL_MIN + index)),
  ),
];

/** The squares that a point is counted in, by the key of their level. */
export const cellsOf = (x: number, y: number): Readonly<Record<string, string>> =>
  Object.fromEntries(CELL_LEVELS.map((level) => [cellKey(level), nameOfTile(tileOf(x, y, level))]));

const clusterLevel = (z: number): number => Math.min(TILE_LEVEL_MAX, z + CLUSTER_LEVELS);
/** The key by which the clusters of a tile are counted. */
export const clusterKey = ({ z }: Tile): string => cellKey(clusterLevel(z));

/** The square of a name, where it lies in a tile. */
export function cellIn(tile: Tile, name: string): Tile | undefined {
  const [z = 0, x = 0, y = 0] = name.split('/').map(Number);
  const above = aboveTile({ z, x, y }, tile.z);
  return above.x === tile.x && above.y === tile.y ? { z, x, y } : undefined;
}

/** Squares of two kilometres: few in a city, and fine enough to open a map on them. */
export const PLACE_KEY = cellKey(12);

/** What some squares lie in, by their names; undefined where there are none. */
export function boxOfCells(names: readonly string[]): TileBox | undefined {
  if (names.length === 0) return undefined;
  const cells = names.map((name) => name.split('/').map(Number));
  const span = spanOf(cells[0]![0]!);
  const [columns, rows] = [cells.map(([, x = 0]) => x), cells.map(([, , y = 0]) => y)];
  return [
    TILE_ORIGIN[0] + Math.min(...columns) * span,
    TILE_ORIGIN[1] - (Math.max(...rows) + 1) * span,
    TILE_ORIGIN[0] + (Math.max(...columns) + 1) * span,
    TILE_ORIGIN[1] - Math.min(...rows) * span,
  ];
}
