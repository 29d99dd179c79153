/** What a thread for boundaries runs: a boundary and the rules of the day in, all that the decisions will ask about it out. */
import type { LayerRow } from '#policy';
import { judge } from './judged.js';
import type { Judgement } from './judged.js';
import { layersInForce } from './layers.js';
import { loadLayers } from './load-layers.js';

export type BoundaryQuestion = Readonly<{ geojson: unknown; crs: string; on: string; rules: readonly LayerRow[] }>;

const layers = loadLayers();

export default function judgement({ geojson, crs, on, rules }: BoundaryQuestion): Judgement {
  return judge(geojson, crs, layersInForce(layers, on), rules);
}
