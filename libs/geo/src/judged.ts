/**
 * What was found out about a boundary beside the thread that answers everybody, for the decision that asks
 * the same a moment later. Reading and laying over are pure: whoever finds nothing here computes it, and
 * gets the same.
 */
import { Rejected } from '#kernel/messages';
import type { RefusalParts } from '#kernel/messages';
import type { LayerRow } from '#policy';
import { readBoundary } from './boundary.js';
import type { Boundary } from './boundary.js';
import { checkBoundary } from './check.js';
import type { PlanningResult } from './check.js';
import { CHINA } from './grid.js';
import type { Grid } from './grid.js';
import type { VersionedLayer } from './layers.js';

type Layers = readonly VersionedLayer[];
type Rules = readonly LayerRow[];
/** Errors lose their class between threads, so a refusal goes over in parts. */
type Outcome<T> = Readonly<{ found: T }> | Readonly<{ refused: RefusalParts }>;

/**
 * `under`: the layers and rules that it was laid over, so that nobody takes it for an answer about others.
 */
export type Judgement = Readonly<{
  boundary: Outcome<Boundary>;
  planning?: Readonly<{ under: string; result: Outcome<PlanningResult> }>;
}>;

/** A few at a time are between the request and its decisions; one of 500 points is some tens of kilobytes. */
export const JUDGEMENTS_MAX = 64;

const kept = new Map<string, Judgement>();

/** Everything that a decision will ask about a boundary. */
export function judge(
  geojson: unknown,
  crs: string,
  layers: Layers,
  rules: Rules,
  grid: Grid = CHINA,
): Judgement {
  const boundary = outcomeOf(() => readBoundary(geojson, crs, grid));
  if ('refused' in boundary) return { boundary };
  const result = outcomeOf(() => checkBoundary(boundary.found, layers, rules));
  return { boundary, planning: { under: underOf(layers, rules), result } };
}

export function keepJudgement(geojson: unknown, crs: string, judgement: Judgement, grid: Grid = CHINA): void {
  const text = textOf(geojson, crs, grid);
  kept.delete(text);
  kept.set(text, judgement);
  for (const oldest of kept.keys()) {
    if (kept.size <= JUDGEMENTS_MAX) return;
    kept.delete(oldest);
  }
}

/** As {@link readBoundary}. */
export function readJudged(geojson: unknown, crs: string, grid: Grid = CHINA): Boundary {
  const judgement = kept.get(textOf(geojson, crs, grid));
  return judgement ? foundIn(judgement.boundary) : readBoundary(geojson, crs, grid);
}

/** As {@link checkBoundary} of {@link readBoundary}. */
export function checkJudged(
  geojson: unknown,
  crs: string,
  layers: Layers,
  rules: Rules,
  grid: Grid = CHINA,
): PlanningResult {
  const planning = kept.get(textOf(geojson, crs, grid))?.planning;
  if (planning?.under === underOf(layers, rules)) return foundIn(planning.result);
  return checkBoundary(readJudged(geojson, crs, grid), layers, rules);
}

const textOf = (geojson: unknown, crs: string, grid: Grid): string => JSON.stringify([crs, grid, geojson]);
const underOf = (layers: Layers, rules: Rules): string =>
  JSON.stringify([layers.map(({ id, version, digest }) => [id, version, digest]), rules]);

function outcomeOf<T>(work: () => T): Outcome<T> {
  try {
    return { found: work() };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: error.parts };
  }
}

function foundIn<T>(outcome: Outcome<T>): T {
  if ('found' in outcome) return outcome.found;
  throw new Rejected(outcome.refused);
}
