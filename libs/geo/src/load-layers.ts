/** Reads layers from the disk. The only file of the geometry that does I/O. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemOf } from './boundary.js';
import { planeOf } from './crs.js';
import { LAYER_CRS } from './layers.js';
import type { LayerFeature, VersionedLayer } from './layers.js';
import { ringsOf } from './overlay.js';

/** Found from the package root, because this file runs both from its source and from `dist`. */
export function layersFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const layers = join(folder, 'libs', 'geo', 'layers');
    if (existsSync(layers)) return layers;
    if (dirname(folder) === folder)
      throw new Error('The folder libs/geo/layers was not found above this library.');
  }
}

/**
 * Every `*.json` of a folder: a GeoJSON FeatureCollection on a plane of CGCS2000, named as its `crs`, with
 * `id`, `version`, `validFrom` and `source` beside its features. The value is frozen.
 * @throws Error that names the file and the feature when a layer is malformed: a check against it would say
 *   nothing.
 */
export function loadLayers(folder: string = join(layersFolder(), 'demo')): readonly VersionedLayer[] {
  return Object.freeze(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => layerOf(readFileSync(join(folder, name), 'utf8'), name)),
  );
}

/** The same text is read and proven once: of a thousand features that takes a third of a second. */
const known = new Map<string, VersionedLayer>();
const KNOWN_MAX = 100;

function layerOf(text: string, name: string): VersionedLayer {
  const layer = known.get(text) ?? readLayer(text, name);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, layer);
  return layer;
}

function readLayer(text: string, name: string): VersionedLayer {
  const { id, version, validFrom, source, crs, features } = JSON.parse(text) as Partial<VersionedLayer> & {
    crs?: string;
  };
  if (!id || !version || !validFrom || !source || !Array.isArray(features))
    throw new Error(`${name}: a layer needs id, version, validFrom, source and features.`);
  const plane = planeOf(crs ?? '');
  if (!plane || plane.zone !== undefined)
    throw new Error(`${name}: a layer must be on a plane such as EPSG:4548, this says ${crs}.`);
  for (const feature of features as readonly LayerFeature[]) {
    const problem = problemOf(ringsOf(feature));
    if (problem)
      throw new Error(
        `${name}: feature ${feature.properties.name} is not valid: ${problem.text} ${problem.at}.`,
      );
  }
  return frozen({
    id,
    version,
    validFrom,
    source,
    crs: plane.crs,
    features: features as readonly LayerFeature[],
  });
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** A layer as its file: one feature a line, so that a change shows as the lines that changed. */
export function layerFile({ id, version, validFrom, source, crs, features }: VersionedLayer): string {
  const head = JSON.stringify({
    type: 'FeatureCollection',
    id,
    version,
    validFrom,
    source,
    crs: crs ?? LAYER_CRS,
  }).slice(0, -1);
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  return `${head},"features":[${lines ? `\n${lines}\n` : ''}]}\n`;
}
