/** GeoJSON: features of polygons, also in systems of China, as `crs` still names them. */
import { isCrs } from '../crs.js';
import { propertiesOf } from './draft.js';
import type { Draft, DraftFeature, Hints, Pair, Ring, Tally } from './draft.js';
import { RINGS_MAX } from './limits.js';
import { refuse } from './refusals.js';

const broken = (reason: string) => refuse('intake.broken', { format: 'GeoJSON', reason });
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws Rejected `intake.broken` */
export function readGeoJson(text: string, tally: Tally): Draft {
  const root = parsed(text);
  const features = featuresIn(root);
  if (features.length > tally.limits.features)
    throw refuse('intake.too-many-features', { max: tally.limits.features });
  return {
    format: 'geojson',
    hints: hintsOf(root, tally),
    features: features.map((one) => featureOf(one, tally)),
  };
}

function parsed(text: string): Record<string, unknown> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw broken('不是完整的 JSON');
  }
  if (!isObject(root)) throw broken('最外层不是对象');
  return root;
}

function featuresIn(root: Record<string, unknown>): readonly unknown[] {
  if (root.type === 'FeatureCollection') {
    if (!Array.isArray(root.features)) throw broken('缺少 features');
    return root.features as unknown[];
  }
  if (root.type === 'Feature') return [root];
  if (typeof root.type === 'string' && ('coordinates' in root || 'geometries' in root))
    return [{ type: 'Feature', properties: {}, geometry: root }];
  throw broken('不是 FeatureCollection、Feature 或者图形');
}

function hintsOf({ crs }: Record<string, unknown>, { findings }: Tally): Hints {
  if (crs === undefined || crs === null) return {};
  const named = isObject(crs) && isObject(crs.properties) ? crs.properties.name : crs;
  const said = typeof named === 'string' ? named : (JSON.stringify(named) ?? '');
  const code = /EPSG:{1,2}(?:[\d.]*:)?(\d{4,6})$/i.exec(said)?.[1];
  if (code && isCrs(`EPSG:${code}`)) return { crs: `EPSG:${Number(code)}`, said };
  const foreign = /CRS84|4326|3857/.test(said) || /^(2\d{3}|4214|4610|21\d{3})$/.test(code ?? '');
  findings.add(foreign ? 'crs-foreign' : 'crs-unknown', {}, { said });
  return { said };
}

function featureOf(feature: unknown, tally: Tally): DraftFeature {
  const { findings } = tally;
  const place = { feature: tally.feature() };
  const { properties, geometry } = isObject(feature) ? feature : {};
  const draft = {
    place,
    properties: propertiesOf(isObject(properties) ? Object.entries(properties) : []),
  };
  if (!isObject(geometry)) {
    findings.add('geometry-missing', place);
    return { ...draft, polygons: [] };
  }
  const { type, coordinates } = geometry;
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (polygons === undefined || !Array.isArray(polygons)) {
    const code = polygons === undefined ? 'geometry-not-polygon' : 'geometry-broken';
    findings.add(code, place, { said: typeof type === 'string' ? type : '' });
    return { ...draft, polygons: [] };
  }
  const rings = polygons.reduce<number>((sum, one) => sum + (Array.isArray(one) ? one.length : 0), 0);
  if (rings > RINGS_MAX) {
    findings.add('rings-too-many', place, { max: RINGS_MAX });
    return { ...draft, polygons: [] };
  }
  const read = (polygons as unknown[]).flatMap((polygon) => {
    const one = Array.isArray(polygon) ? polygon.flatMap((ring) => ringOf(ring, place, tally) ?? []) : [];
    if (Array.isArray(polygon) && one.length === polygon.length && one.length > 0) return [one];
    findings.add('geometry-broken', place);
    return [];
  });
  return { ...draft, polygons: read };
}

/** In an array of its own, since a ring is one too. */
function ringOf(ring: unknown, place: { feature: number }, tally: Tally): [Ring] | undefined {
  if (!Array.isArray(ring)) return undefined;
  const { findings } = tally;
  tally.take(ring.length);
  const pairs: Pair[] = [];
  for (const [index, position] of (ring as unknown[]).entries()) {
    const [x, y, z] = (Array.isArray(position) ? position : []) as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
      const said = JSON.stringify(position) ?? '';
      findings.add('point-not-number', { ...place, point: index + 1 }, { said });
      return undefined;
    }
    if (z !== undefined) findings.addOnce('height-dropped', place);
    pairs.push([x, y]);
  }
  return [pairs];
}
