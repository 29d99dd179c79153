/**
 * What a thread for boundaries runs: a boundary and the rules of the day in, all that decisions ask about it
 * out.
 */
import type { LayerRow } from '#policy';
import type { Grid } from './grid.js';
import { judge } from './judged.js';
import type { Judgement } from './judged.js';
import { layersInForce } from './layers.js';
import { loadLayers } from './load-layers.js';

type Rules = readonly LayerRow[];
export type BoundaryQuestion = Readonly<{
  geojson: unknown;
  crs: string;
  on: string;
  rules: Rules;
  grid?: Grid;
}>;

const layers = loadLayers();

export default function judgement({ geojson, crs, on, rules, grid }: BoundaryQuestion): Judgement {
  return judge(geojson, crs, layersInForce(layers, on), rules, grid);
}
