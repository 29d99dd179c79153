export { SYSTEMS, isCrs, nameOf } from './crs.js';
export type { Crs } from './crs.js';
export { CHINA, extentOn, gridOf } from './grid.js';
export type { Extent, Grid } from './grid.js';
export { areaOf, EXTENT_M_MAX, HOLES_MAX, POINTS_MAX, readBoundary } from './boundary.js';
export type { Boundary, MultiPolygon, Polygon } from './boundary.js';
export { LAYER_CRS, layersInForce } from './layers.js';
export type { LayerFeature, VersionedLayer } from './layers.js';
export { attributeOf, boxOfFeature, boxOn, overlapOf, sharesOf } from './overlay.js';
export type { Overlap, ValueShare } from './overlay.js';
export { commonOf, groundOf } from './common-area.js';
export { pointOf } from './crs.js';
export type { Ground } from './common-area.js';
export { checkBoundary } from './check.js';
export { JUDGEMENTS_MAX, checkJudged, judge, keepJudgement, readJudged } from './judged.js';
export type { Judgement } from './judged.js';
export type { BoundaryQuestion } from './judge.job.js';
export type { Finding, PlanningResult, Verdict } from './check.js';
export { layersFolder, loadLayers } from './load-layers.js';
export { DEMO_PARCELS_MAX, DEMO_VARIANTS_MAX, DEMO_VILLAGES, demoLayers, demoParcel } from './demo.js';
export type { DemoParcel, DemoVariant } from './demo.js';

import type { IntakeQuestion } from './intake.job.js';
import type { IntakeAnswer } from './intake.job.js';
import type { LayerAnswer } from './layer.job.js';
export type { Intake, IntakeOptions } from './intake/take-in.js';
export type { IntakeFeature } from './intake/assemble.js';
export { ISSUE_KINDS, hasErrors } from './intake/issues.js';
export { ISSUES_IN_ENGLISH } from './intake/issues-in-english.js';
export { INTAKE_REFUSALS } from './intake/refusals.js';
export type { Issue, IssueKind, Place, Severity } from './intake/issues.js';
export type { Reading, Recognition, Sureness } from './intake/recognise.js';
export { recognise } from './intake/recognise.js';
export { INTAKE_MEGABYTES_MAX, INTAKE_SECONDS_MAX, LIMITS } from './intake/limits.js';
export type { IntakeLimits } from './intake/limits.js';
export type { IntakeAnswer, IntakeQuestion } from './intake.job.js';

/** The program of a thread that takes files in. */
export const INTAKE_JOB = new URL('./intake.job.js', import.meta.url);
/** The same in this thread, for a process that was started from its sources. */
export const takeFileIn = async (question: IntakeQuestion): Promise<IntakeAnswer> =>
  (await import('./intake.job.js')).default(question);
export type { LayerAnswer, LayerIntake, FeatureRow } from './layer.job.js';
/** The program of a thread that takes layers in. */
export const LAYER_JOB = new URL('./layer.job.js', import.meta.url);
/** The same in this thread, for a process that was started from its sources. */
export const takeLayerIn = async (question: IntakeQuestion): Promise<LayerAnswer> =>
  (await import('./layer.job.js')).default(question);
/** The program of a thread that judges boundaries: there once the sources are compiled. */
export const JUDGE_JOB = new URL('./judge.job.js', import.meta.url);
export { isArchive } from './intake/archive.js';
export { plainArchive } from './intake/plain-archive.js';
export { decode } from './intake/text.js';
export { cutInto, placeIn, turnOf } from './tiles/cut.js';
export type { TilePoint, TileRing } from './tiles/cut.js';
export * from './tiles/tile-grid.js';
export {
  PLACE_KEY,
  boxOfCells,
  cellIn,
  cellsOf,
  clusterKey,
  namesFor,
  tileNames,
} from './tiles/tile-index.js';
