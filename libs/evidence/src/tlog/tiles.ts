/**
 * C2SP tlog-tiles: the tree is kept in tiles of 256 hashes. Tile `N` of level `L` has the hashes of level
 * `8 L` of the tree, from `256 N` on; a full one never changes.
 */
import { LEVELS_OF_A_TILE, rootOfPerfect } from './tree.js';
import type { ReadHash } from './tree.js';

export const TILE_HASHES = 256;
const DIGITS = 3;

export type TileId = Readonly<{ level: number; index: number }>;

/** `x001/x234/067`: a number in groups of three digits. */
export function tileNumber(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / DIGITS) * DIGITS, '0');
  const groups = padded.match(/\d{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** `<L>/<N>` or `<L>/<N>.p/<W>`. Undefined where it is no path of a tile. */
export function tileIn(path: string): (TileId & Readonly<{ width: number }>) | undefined {
  const match = /^(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!match) return undefined;
  const [level, index] = [Number(match[1]), Number(match[2]!.replaceAll(/[x/]/g, ''))];
  const width = match[3] === undefined ? TILE_HASHES : Number(match[3]);
  const isOwn =
    tileNumber(index) === match[2] && width <= TILE_HASHES && !(match[3] && width === TILE_HASHES);
  return isOwn && Number.isSafeInteger(index) ? { level, index, width } : undefined;
}

/** The hashes of a tile, as many as it has. */
export type ReadTile = (tile: TileId) => Promise<readonly Uint8Array[]>;

/** Reads any hash of a tree from its tiles, each of them once. */
export function hashesIn(readTile: ReadTile): ReadHash {
  const read = new Map<string, Promise<readonly Uint8Array[]>>();
  return async (level, index) => {
    const [tileLevel, above] = [Math.floor(level / LEVELS_OF_A_TILE), level % LEVELS_OF_A_TILE];
    const many = 2 ** above;
    const first = index * many;
    const tile = { level: tileLevel, index: Math.floor(first / TILE_HASHES) };
    const key = `${tile.level}/${tile.index}`;
    const hashes = await (read.get(key) ?? read.set(key, readTile(tile)).get(key)!);
    const at = first % TILE_HASHES;
    return together(hashes.slice(at, at + many), many, key);
  };
}

function together(hashes: readonly Uint8Array[], many: number, tile: string): Uint8Array {
  if (hashes.length !== many) throw new RangeError(`Tile ${tile} does not have the hashes asked for.`);
  return rootOfPerfect(hashes);
}
