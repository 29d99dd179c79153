import { Inject, Injectable } from '@nestjs/common';
import { boxOfTile, cutInto, nameOfTile, resolutionOf } from '#geo';
import type { LayerFeature, Tile } from '#geo';
import { LayerWindows } from '#land';
import type { DrawnLayer } from '#land';
import { DRAWN_MAX } from './parcel-tiles.js';
import { tileOf } from './tile-writer.js';

/** Tiles that are kept as they were written: a version of a layer never changes. */
const KEPT_MAX = 256;
/** Where there are too many features, those of fewer pixels go first. */
const GROWTH = 2;

/** Planning layers as tiles. */
@Injectable()
export class LayerTiles {
  private readonly kept = new Map<string, Buffer>();

  constructor(@Inject(LayerWindows) private readonly windows: LayerWindows) {}

  /** What a tile of these versions is, in words for its tag. */
  nameOf(drawn: readonly DrawnLayer[], tile: Tile): string {
    const versions = drawn.map(({ layer, version, digest }) => digest ?? `${layer} ${version}`);
    return [...versions, nameOfTile(tile)].join(' ');
  }

  /** @param drawn the versions of one layer, on the plane of the tiles */
  async tile(layer: string, drawn: readonly DrawnLayer[], tile: Tile): Promise<Buffer> {
    const name = this.nameOf(drawn, tile);
    const known = this.kept.get(name);
    if (known) return known;
    const made = await this.make(layer, drawn, tile);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= KEPT_MAX) this.kept.delete(oldest);
    this.kept.set(name, made);
    return made;
  }

  private async make(layer: string, drawn: readonly DrawnLayer[], tile: Tile): Promise<Buffer> {
    const { found, side } = await this.most(drawn, tile);
    const features = found.flatMap(({ properties: { name }, geometry }) => {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      const rings = cutInto(tile, polygons);
      return rings.length > 0 ? [{ type: 3 as const, geometry: rings, tags: { name } }] : [];
    });
    return tileOf(layer, features, { shown: features.length, clustered: false, leastM: side });
  }

  /** All features of a window, or the largest of them where there are more than are drawn. */
  private async most(
    drawn: readonly DrawnLayer[],
    tile: Tile,
  ): Promise<Readonly<{ found: readonly LayerFeature[]; side: number }>> {
    for (let side = 0; ; side = side === 0 ? resolutionOf(tile.z) : side * GROWTH) {
      const limits = { side, most: DRAWN_MAX + 1 };
      const found = await this.windows.features(drawn, boxOfTile(tile), limits);
      if (found.length <= DRAWN_MAX) return { found, side };
    }
  }
}
