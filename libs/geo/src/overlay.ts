/** How much of a parcel lies in a layer. */
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import type { Geometry } from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import { Rejected } from '#kernel/messages';
import { divideHalfUp, squareCm } from '#policy';
import type { SquareCm } from '#policy';
import { areaOf, ringsOn, toGeometry } from './boundary.js';
import type { Boundary, Rings } from './boundary.js';
import { pointOf } from './crs.js';
import type { Crs } from './crs.js';
import { LAYER_CRS } from './layers.js';
import type { LayerFeature, VersionedLayer } from './layers.js';

export type Overlap = Readonly<{
  insideCm2: SquareCm;
  outsideCm2: SquareCm;
  /** Names of the features that were touched with area, in the layer's order. */
  features: readonly string[];
}>;

const MM2_PER_CM2 = 100;
const MM_PER_M = 1_000;
/** Features are converted once, and only where a parcel comes near: a layer is asked thousands of times. */
const geometries = new WeakMap<LayerFeature, Geometry>();

/** West, south, east and north, in millimetres. */
export type Box = readonly [number, number, number, number];
const boxes = new WeakMap<VersionedLayer, readonly Box[]>();

/**
 * Parts of a boundary inside and outside a layer. Features are taken away from the parcel one after the
 * other, so land that two features of a layer both cover counts once.
 * @throws {@link Rejected} `planning.overlay-failed` when a feature of the layer is broken beyond repair.
 */
export function overlapOf(boundary: Boundary, layer: VersionedLayer): Overlap {
  const rings = ringsOn(boundary, layer.crs ?? LAYER_CRS);
  const total = Number(areaOf(rings));
  let rest = toGeometry([rings]);
  let outside = total;
  const touched: string[] = [];
  for (const feature of near(rings, layer)) {
    if (rest.isEmpty()) break;
    rest = difference(rest, geometryOf(feature), layer, feature);
    const left = Math.min(outside, Math.round(rest.getArea() / MM2_PER_CM2));
    if (left < outside) touched.push(feature.properties.name);
    outside = left;
  }
  const insideCm2 = scaled(BigInt(total - outside), boundary.areaCm2, BigInt(total));
  return { insideCm2, outsideCm2: squareCm(boundary.areaCm2 - insideCm2), features: touched };
}

/** How much of a boundary lies in the features of each value of an attribute. */
export type ValueShare = Readonly<{ value: string; insideCm2: SquareCm }>;

/**
 * Parts of a boundary by what its layer says of them, the largest first and without those that have none of
 * it. Where features of two values cover the same land, it counts in both.
 * @throws {@link Rejected} as {@link overlapOf} does
 */
export function sharesOf(
  boundary: Boundary,
  layer: VersionedLayer,
  attribute: string,
): readonly ValueShare[] {
  const groups = new Map<string, LayerFeature[]>();
  for (const feature of near(ringsOn(boundary, layer.crs ?? LAYER_CRS), layer)) {
    const value = attributeOf(feature.properties, attribute);
    groups.set(value, [...(groups.get(value) ?? []), feature]);
  }
  return [...groups]
    .map(([value, features]) => ({
      value,
      insideCm2: overlapOf(boundary, { ...layer, features }).insideCm2,
    }))
    .filter(({ insideCm2 }) => insideCm2 > 0n)
    .sort((a, b) => (a.insideCm2 === b.insideCm2 ? 0 : a.insideCm2 < b.insideCm2 ? 1 : -1));
}

/** An attribute as text, by its name in any case; empty where there is none. */
export function attributeOf(properties: Readonly<Record<string, unknown>>, attribute: string): string {
  const wanted = attribute.toLowerCase();
  const name = Object.keys(properties).find((key) => key.toLowerCase() === wanted);
  const value = name === undefined ? undefined : properties[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFKC').trim() : '';
}

/** A part of a parcel on the layer's plane as that part of its area; the same where the planes are one. */
const scaled = (part: bigint, areaCm2: SquareCm, planeCm2: bigint): SquareCm =>
  planeCm2 === 0n || planeCm2 === areaCm2 ? squareCm(part) : squareCm(divideHalfUp(part * areaCm2, planeCm2));

/** The box around a boundary on the plane of a system, with a margin, in metres. */
export const boxOn = (boundary: Boundary, crs: Crs, marginM: number): Box => {
  const [west, south, east, north] = boxOf([ringsOn(boundary, crs)]);
  return [
    west / MM_PER_M - marginM,
    south / MM_PER_M - marginM,
    east / MM_PER_M + marginM,
    north / MM_PER_M + marginM,
  ];
};

/** The features whose boxes the parcel's box meets, in the layer's order. */
function near(rings: Rings, layer: VersionedLayer): readonly LayerFeature[] {
  const [west, south, east, north] = boxOf([rings]);
  const others = boxes.get(layer) ?? layer.features.map((feature) => boxOf(ringsOf(feature)));
  boxes.set(layer, others);
  return layer.features.filter((_, index) => {
    const box = others[index]!;
    return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
  });
}

const featureBoxes = new WeakMap<LayerFeature, Box>();

/** The box around a feature, metres. */
export function boxOfFeature(feature: LayerFeature): Box {
  const known = featureBoxes.get(feature);
  if (known) return known;
  const [west, south, east, north] = boxOf(ringsOf(feature));
  const box: Box = [west / MM_PER_M, south / MM_PER_M, east / MM_PER_M, north / MM_PER_M];
  featureBoxes.set(feature, box);
  return box;
}

export function boxOf(polygons: readonly Rings[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [shell = []] of polygons)
    for (const [x, y] of shell) {
      [west, south] = [Math.min(west, x), Math.min(south, y)];
      [east, north] = [Math.max(east, x), Math.max(north, y)];
    }
  return [west, south, east, north];
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

/** A feature of a layer as the geometry that jsts computes with. */
function geometryOf(feature: LayerFeature): Geometry {
  const known = geometries.get(feature) ?? toGeometry(ringsOf(feature));
  geometries.set(feature, known);
  return known;
}

/** The polygons of a feature, snapped to 1 mm. */
export function ringsOf({ geometry }: LayerFeature): readonly Rings[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(pointOf)));
}
