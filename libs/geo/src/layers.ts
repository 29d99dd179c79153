/** Planning layers as versioned data: a check names the version it was made with, so it can be made again. */
import type { MultiPolygon, Polygon } from './boundary.js';
import type { Crs } from './crs.js';

/** What a layer is in that does not say it: all of the first releases are. */
export const LAYER_CRS: Crs = 'EPSG:4548';

export type LayerFeature = Readonly<{
  type: 'Feature';
  /** `name`: whatever the layer's owner calls the feature; shown in findings. The others as the file says. */
  properties: Readonly<{ name: string } & Record<string, unknown>>;
  /** On the layer's plane, metres. */
  geometry: Polygon | MultiPolygon;
}>;

export type VersionedLayer = Readonly<{
  /** Id of the pack's layer rule: `permanent-farmland`. */
  id: string;
  version: string;
  /** First day of validity: a later version replaces this one from its own first day. */
  validFrom: string;
  /** Whose data. */
  source: string;
  /** The plane of its features, without a zone number; {@link LAYER_CRS} where it is not said. */
  crs?: Crs;
  /** Of what an adopted layer holds; `features` may then be those near a parcel and no others. */
  digest?: string;
  /** Of a grade map: which attribute of its features is the grade. */
  gradeAttribute?: string;
  features: readonly LayerFeature[];
}>;

/** Of each layer, the version in force on a day. */
export function layersInForce(layers: readonly VersionedLayer[], on: string): readonly VersionedLayer[] {
  const latest = new Map<string, VersionedLayer>();
  for (const layer of layers) {
    const known = latest.get(layer.id);
    if (layer.validFrom <= on && (!known || known.validFrom <= layer.validFrom)) latest.set(layer.id, layer);
  }
  return [...latest.values()];
}
