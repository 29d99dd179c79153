import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { TILE_STEPS } from '#geo';
import type { TilePoint, TileRing } from '#geo';

/** Mapbox Vector Tile 2.1. */
const MVT_VERSION = 2;
export const TILE_TYPE = 'application/vnd.mapbox-vector-tile';

type Tags = Readonly<Record<string, string | number | boolean>>;
export type TileFeature = Readonly<{ tags: Tags }> &
  (
    | Readonly<{ type: 1; geometry: readonly TilePoint[] }>
    | Readonly<{ type: 3; geometry: readonly TileRing[] }>
  );

/** What a tile says of itself, as the attributes of the one point of its layer `about`. */
export type AboutTile = Readonly<{
  /** Things that are drawn. */
  shown: number;
  /** Whether points stand for many things each, with their `count`. */
  clustered: boolean;
  /** Things narrower and lower than so many metres are left out, because there are too many. */
  leastM: number;
}>;

/** A tile of one layer. */
export function tileOf(layer: string, features: readonly TileFeature[], about: AboutTile): Buffer {
  const middle: TilePoint = [TILE_STEPS / 2, TILE_STEPS / 2];
  const layers = {
    [layer]: { features },
    about: { features: [{ type: 1, geometry: [middle], tags: { ...about } }] },
  };
  // Its types are those of another library that cuts tiles, of which it takes no more than these fields.
  const bytes = fromGeojsonVt(layers as never, { version: MVT_VERSION, extent: TILE_STEPS });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
