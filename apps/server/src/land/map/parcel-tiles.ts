import { Inject, Injectable } from '@nestjs/common';
import { TILE_STEPS, cellIn, clusterKey, cutInto, namesFor, placeIn, spanOf } from '#geo';
import type { Tile, TilePoint } from '#geo';
import { ReadModels } from '#kernel';
import { ParcelsOnMap } from '#land';
import type { ParcelOnMap } from '#land';
import type { Filter } from '../../http/scope.js';
import { tileOf } from './tile-writer.js';
import type { TileFeature } from './tile-writer.js';

/** So many things are drawn one by one. */
export const DRAWN_MAX = 4_000;
export const PARCELS = 'parcels';

/** Parcels of entries as tiles, by what their entries have come to. */
@Injectable()
export class ParcelTiles {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  /** @param scope what the caller may see; null is nothing */
  async tile(tile: Tile, scope: Filter | null): Promise<Buffer> {
    if (!scope) return tileOf(PARCELS, [], { shown: 0, clustered: false, leastM: 0 });
    const where = { ...scope, tile: namesFor(tile) };
    const count = await this.readModels.count(ParcelsOnMap, where);
    if (count > DRAWN_MAX) return this.clusters(tile, where);
    const { items } = await this.readModels.query(ParcelsOnMap, { where, limit: DRAWN_MAX });
    const features = items.flatMap((parcel) => featureOf(tile, parcel) ?? []);
    return tileOf(PARCELS, features, { shown: features.length, clustered: false, leastM: 0 });
  }

  /** Each parcel is counted once, in the square and so in the tile that its middle lies in. */
  private async clusters(tile: Tile, where: Filter & Readonly<{ tile: readonly string[] }>): Promise<Buffer> {
    const counts = await this.readModels.tally(ParcelsOnMap, clusterKey(tile), where);
    const features = [...counts].flatMap(([name, count]): TileFeature[] => {
      const cell = cellIn(tile, name);
      return cell ? [{ type: 1, geometry: [middleIn(tile, cell)], tags: { count } }] : [];
    });
    return tileOf(PARCELS, features, { shown: features.length, clustered: true, leastM: 0 });
  }
}

function featureOf(tile: Tile, { plane, ...parcel }: ParcelOnMap): TileFeature | undefined {
  if (!plane) return undefined;
  const { entry, parcel: code, village, stage, state, township } = parcel;
  const tags = { entry, parcel: code, village, stage, state, township };
  const geometry = cutInto(tile, [plane.coordinates]);
  if (geometry.length > 0) return { type: 3, geometry, tags };
  // Too small to have an area here: a point, so that no parcel vanishes from the map.
  const point = stepped(placeIn(tile)(plane.coordinates[0]?.[0] ?? []));
  return point.every((at) => at >= 0 && at < TILE_STEPS) ? { type: 1, geometry: [point], tags } : undefined;
}

function middleIn(tile: Tile, cell: Tile): TilePoint {
  const size = (spanOf(cell.z) * TILE_STEPS) / spanOf(tile.z);
  const columns = 2 ** (cell.z - tile.z);
  return stepped([(cell.x % columns) * size + size / 2, (cell.y % columns) * size + size / 2]);
}

const stepped = ([x, y]: TilePoint): TilePoint => [Math.round(x), Math.round(y)];
