/** How much of a parcel lies in a layer. */
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import type { Geometry } from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import { Rejected } from '#kernel/messages';
import { squareCm } from '#policy';
import type { SquareCm } from '#policy';
import { toGeometry } from './boundary.js';
import type { Boundary, Rings } from './boundary.js';
import { pointOf } from './crs.js';
import type { LayerFeature, VersionedLayer } from './layers.js';

export type Overlap = Readonly<{
  insideCm2: SquareCm;
  outsideCm2: SquareCm;
  /** Names of the features that were touched with area, in the layer's order. */
  features: readonly string[];
}>;

const MM2_PER_CM2 = 100;
/** Features are converted once: a layer is read at start and asked thousands of times. */
const geometries = new WeakMap<LayerFeature, Geometry>();

/**
 * Parts of a boundary inside and outside a layer. Features are taken away from the parcel one after the
 * other, so land that two features of a layer both cover counts once.
 * @throws {@link Rejected} `planning.overlay-failed` when a feature of the layer is broken beyond repair.
 */
export function overlapOf(boundary: Boundary, layer: VersionedLayer): Overlap {
  const parcel = toGeometry([boundary.rings]);
  const box = parcel.getEnvelopeInternal();
  const total = Number(boundary.areaCm2);
  let rest = parcel;
  let outside = total;
  const touched: string[] = [];
  for (const feature of layer.features) {
    const geometry = geometryOf(feature);
    if (rest.isEmpty() || !geometry.getEnvelopeInternal().intersects(box)) continue;
    rest = difference(rest, geometry, layer, feature);
    const left = Math.min(outside, Math.round(rest.getArea() / MM2_PER_CM2));
    if (left < outside) touched.push(feature.properties.name);
    outside = left;
  }
  return {
    insideCm2: squareCm(BigInt(total - outside)),
    outsideCm2: squareCm(BigInt(outside)),
    features: touched,
  };
}

function difference(a: Geometry, b: Geometry, layer: VersionedLayer, feature: LayerFeature): Geometry {
  try {
    return SnapIfNeededOverlayOp.difference(a, b);
  } catch (error) {
    throw new Rejected({
      code: 'planning.overlay-failed',
      zh: `图层 ${layer.id}（${layer.version}）的图斑“${feature.properties.name}”拓扑有误，无法叠加，请修复图层后重试。`,
      details: {
        layer: layer.id,
        version: layer.version,
        feature: feature.properties.name,
        reason: error instanceof Error ? error.message : String(error),
      },
    });
  }
}

/** A feature of a layer as the geometry that jsts computes with, snapped to 1 mm. */
export function geometryOf(feature: LayerFeature): Geometry {
  const known = geometries.get(feature);
  if (known) return known;
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const made = toGeometry(polygons.map((rings): Rings => rings.map((ring) => ring.map(pointOf))));
  geometries.set(feature, made);
  return made;
}
