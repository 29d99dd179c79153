/**
 * What a thread for boundaries runs: a boundary and the rules of the day in, all that decisions ask about it
 * out.
 */
import type { LayerRow } from '#policy';
import type { Grid } from './grid.js';
import { judge } from './judged.js';
import type { Judgement } from './judged.js';
import { layersInForce } from './layers.js';
import type { VersionedLayer } from './layers.js';

type Rules = readonly LayerRow[];
export type BoundaryQuestion = Readonly<{
  geojson: unknown;
  crs: string;
  on: string;
  rules: Rules;
  grid?: Grid;
  /** Those in force, with what lies near the boundary. */
  layers: readonly VersionedLayer[];
}>;

export default function judgement({ geojson, crs, on, rules, grid, layers }: BoundaryQuestion): Judgement {
  return judge(geojson, crs, layersInForce(layers, on), rules, grid);
}
