export * from './terms.js';
export * from './procedure.js';
export * from './offices.rules.js';
export * from './refusal.js';
export * from './refusals.js';
export * from './land.events.js';
export * from './land.module.js';
export {
  Anything,
  Choice,
  Choices,
  District,
  Day,
  DocumentNo,
  FORMS,
  Fen,
  Flag,
  LINE_MAX,
  Line,
  Lines,
  Nested,
  NestedList,
  Numeric,
  Optional,
  Paragraph,
  Pattern,
  Percent,
  RequiredWhen,
  Rings,
  Secret,
  SomeFen,
  SquareMetres,
  SquareMetresChange,
  TEXT_MAX,
  TextsByName,
  Uscc,
  Usccs,
  WITHIN,
  WebAddress,
  Whole,
  WholeInAddress,
} from './body/fields.js';
export { FAULTS_MAX, readBody, readingBody } from './body/read-body.js';
export type { FieldFault } from './body/read-body.js';
export * from './decision/decision.bodies.js';
export * from './decision/decisions.js';
export * from './entry/entry.projection.js';
export * from './task/task.projection.js';
export * from './quota/quota.projection.js';
export * from './listing/defaulters.projection.js';
export { ANNEXES, CLAUSES } from './contract/contract.events.js';
export { VAULT_KEY_BYTES, aesVault } from './listing/aes-vault.js';
export { STOP_CAUSES, VOID_CAUSES } from './listing/listing.events.js';
export type { Vault } from './listing/vault.js';
export {
  DEMO_PARCELS_MAX,
  JUDGE_JOB,
  POINTS_MAX,
  checkBoundary,
  demoLayers,
  demoParcel,
  keepJudgement,
  loadLayers,
  readBoundary,
} from './planning/geometry/index.js';
export type { BoundaryQuestion, Judgement, VersionedLayer } from './planning/geometry/index.js';
export type * from './planning/planning.events.js';
export type * from './scheme/scheme.events.js';
export { problemsOf } from './scheme/scheme.check.js';
export { doubtsOf } from './scheme/plausible.check.js';
export type * from './quota/quota.events.js';
export type * from './listing/listing.events.js';
export type * from './contract/contract.events.js';
export type * from './levy/levy.events.js';
export type * from './distribution/distribution.events.js';
export type * from './registration/registration.events.js';
export type * from './approval/approval.events.js';
export type * from './parcel/parcel.events.js';
export type * from './task/task.events.js';
export type * from './rules/rules.events.js';
export * from './rules/rules.commands.js';
export * from './scheme/scheme.commands.js';
export * from './listing/listing.commands.js';
export * from './contract/contract.commands.js';
export * from './levy/levy.commands.js';
export * from './quota/quota.commands.js';
export * from './tenure/tenure.commands.js';
export { ACTS, EXCUSES, RETURN_GROUNDS } from './tenure/tenure.events.js';
export type { TenureEvent, Transfer } from './tenure/tenure.events.js';
export { evolveTenure } from './tenure/tenure.state.js';
export type { Tenure } from './tenure/tenure.state.js';
export { QUOTA_KINDS } from './quota/quota.ledger.js';
export { answerObjection, objectToDistribution } from './distribution/distribution.commands.js';
export * from './task/task.commands.js';
export { requireUnbarred } from './task/task.refusals.js';
export * from './simulation/simulation.js';
export * from './simulation/scheme-maker.js';
export * from './simulation/random.js';
export * from './simulation/people.js';
export * from './simulation/report.js';
export * from './simulation/invariants.js';
export * from './simulation/stream-deciders.js';
export * from './entry/event-names.js';
export * from './entry/grounds.js';
export * from './calculate/index.js';
export * from './parcel/parcel.commands.js';
export { parcel } from './parcel/parcel.decider.js';
export type { Parcel } from './parcel/parcel.decider.js';
export { BURDENS, blocks } from './parcel/burden.rules.js';
