import { Inject, Injectable } from '@nestjs/common';
import { Outlines } from '#kernel';
import type { OutlineBox, OutlineLimits } from '#kernel';
import { LAYER_CRS, boxOfFeature, layersInForce } from '#geo';
import type { LayerFeature, VersionedLayer } from '#geo';
import type { PackOn } from '#policy';
import { LayersNear, PACKAGED_LAYERS } from './layers-near.js';
import { adoptedOn } from './layers.state.js';

/** A version of a layer as a map draws it. */
export type DrawnLayer = Readonly<{
  layer: string;
  name: string;
  version: string;
  source: string;
  /** Whose; a layer that came with the software is everybody's. */
  district?: string;
  /** The plane of its features. */
  system: string;
  features: number;
  /** By which its features are kept; of those that came with the software there is none. */
  digest?: string;
}>;

/** Layers as maps look at them: those in force, and what of one lies in a window. */
@Injectable()
export class LayerWindows {
  constructor(
    @Inject(LayersNear) private readonly layers: LayersNear,
    @Inject(Outlines) private readonly outlines: Outlines,
    @Inject(PACKAGED_LAYERS) private readonly packaged: readonly VersionedLayer[],
  ) {}

  /** The layers that count on the pack's day in some districts, in the pack's order. */
  async inForce(districts: readonly string[], pack: PackOn): Promise<readonly DrawnLayer[]> {
    const adopted = await Promise.all(districts.map((district) => this.adoptedIn(district, pack)));
    // As a check does: what every one of them has itself stands before what came with the software.
    const isReplaced = (id: string) =>
      adopted.length > 0 && adopted.every((own) => own.some(({ layer }) => layer === id));
    const rows = [...pack.layers, ...pack.gradeMaps];
    const packaged = layersInForce(this.packaged, pack.day)
      .filter(({ id }) => !isReplaced(id))
      .map((layer) => packagedAs(layer, rows.find(({ id }) => id === layer.id)?.name ?? layer.id));
    const place = ({ layer }: DrawnLayer) => rows.findIndex(({ id }) => id === layer);
    return [...adopted.flat(), ...packaged].toSorted((one, other) => place(one) - place(other));
  }

  /** The features of some versions of one layer whose boxes meet a box, within limits. */
  async features(
    drawn: readonly DrawnLayer[],
    box: OutlineBox,
    limits: OutlineLimits,
  ): Promise<readonly LayerFeature[]> {
    const collections = drawn.flatMap(({ digest }) => digest ?? []);
    const kept = await this.outlines.near(collections, box, limits);
    const packaged = this.packaged
      .filter(({ id, version }) =>
        drawn.some((one) => one.digest === undefined && one.layer === id && one.version === version),
      )
      .flatMap(({ features }) => features.filter((feature) => isIn(feature, box, limits.side)));
    return [...kept.map(({ value }) => JSON.parse(value) as LayerFeature), ...packaged].slice(0, limits.most);
  }

  private async adoptedIn(district: string, { day }: PackOn): Promise<readonly DrawnLayer[]> {
    return adoptedOn(await this.layers.versions(district), day).map(({ imported }) => ({
      layer: imported.layer,
      name: imported.name,
      version: imported.version,
      source: imported.source,
      district,
      system: imported.content.system,
      features: imported.content.taken,
      digest: imported.content.features,
    }));
  }
}

const packagedAs = ({ id, version, source, crs, features }: VersionedLayer, name: string): DrawnLayer => ({
  ...{ layer: id, name, version, source, features: features.length },
  system: crs ?? LAYER_CRS,
});

function isIn(feature: LayerFeature, [west, south, east, north]: OutlineBox, side: number): boolean {
  const box = boxOfFeature(feature);
  return (
    box[0] <= east &&
    box[2] >= west &&
    box[1] <= north &&
    box[3] >= south &&
    Math.max(box[2] - box[0], box[3] - box[1]) >= side
  );
}
