export * from './shared/terms.js';
export * from './shared/initials.js';
export { METHOD_NAMES, ROUTE_NAMES } from './shared/choice-names.js';
export * from './procedure.js';
export * from './entry/stages.js';
export { DEPARTMENTS } from './stages/approval/departments.js';
export * from './work/work.js';
export * from './work/works.js';
export * from './work/published-terms.js';
export * from './work/task/countdown.js';
export * from './work/work-of-facts.js';
export * from './shared/offices.rules.js';
export * from './shared/refusal.js';
export * from './shared/refusals.js';
export * from './land.module.js';
export * from './land.upcasting.js';
export {
  Anything,
  Choice,
  Choices,
  Contact,
  DESCRIBED,
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
export { toldOf } from './shared/told.rules.js';
export type { Described } from './body/fields.js';
export { exampleBody } from './body/example-body.js';
export { FAULTS_MAX, readBody, readingBody } from './body/read-body.js';
export type { FieldFault, ReadBody } from './body/read-body.js';
export * from './body/common.bodies.js';
export * from './stages/planning/planning.bodies.js';
export * from './stages/approval/approval.bodies.js';
export * from './stages/listing/listing.bodies.js';
export * from './stages/contract/contract.bodies.js';
export * from './stages/levy/levy.bodies.js';
export * from './stages/distribution/distribution.bodies.js';
export * from './stages/registration/registration.bodies.js';
export * from './stages/tenure/tenure.bodies.js';
export * from './work/decisions.js';
export * from './entry/entry.projection.js';
export * from './entry/states.js';
export * from './entry/registration-needs.js';
export { quotaDemandsOf } from './entry/quota-demands.js';
export * from './clocks/deadline-names.js';
export * from './work/task/task.projection.js';
export * from './ledgers/quota/quota.projection.js';
export { QuotaYears } from './ledgers/quota/quota-years.js';
export type * from './ledgers/quota/quota-year.rules.js';
export * from './news/news.projection.js';
export { NEWS_NAMES, audiencesOf } from './news/terms.js';
export type { NewsKind } from './news/terms.js';
export * from './map/parcels.projection.js';
export * from './statistics/journey.projection.js';
export * from './statistics/statistics.js';
export type { Journey } from './statistics/terms.js';
export { MoneyAccounts, MoneyProjection } from './money/money.projection.js';
export type * from './money/terms.js';
export * from './money/standing.rules.js';
export { RENT_STATES, rentTotals, rentsByYear, rentsDue, yearOf } from './money/rents.rules.js';
export type { RentRow, RentState, RentTotals, RentsOfYear } from './money/rents.rules.js';
export { RegistrationProjection, Registrations } from './registrations/registrations.projection.js';
export { CERTIFIED_BY, REGISTRATION_STATES } from './registrations/terms.js';
export type {
  AcceptedApplication,
  BurdenHistory,
  Certificate,
  DeedTaxDue,
  RegisteredRight,
  RegistrationState,
  RegistrationView,
  SentBack,
} from './registrations/terms.js';
export { TENURE_DAY_NAMES, tenureDaysOf } from './registrations/tenure-days.rules.js';
export type { TenureDay, TenureDayKind } from './registrations/tenure-days.rules.js';
export { matchReceipts, PAYABLE_KINDS, RECEIPT_STATES, vouchersOf } from './money/matching.rules.js';
export type { Booked, Candidate, MatchedLine, PayableKind, ReceiptState } from './money/matching.rules.js';
export { RECEIPT_COLUMNS, readReceipts, SERIAL_MAX } from './money/receipt-rows.rules.js';
export type { ReadLine, Receipt } from './money/receipt-rows.rules.js';
export { refuse as refuseReceipt } from './money/receipts.refusals.js';
export { levyDueOn } from './stages/levy/dues.rules.js';
export type { LevyDue } from './stages/levy/dues.rules.js';
export { levyDecider } from './stages/levy/levy.decider.js';
export { inQueueOrder } from './entry/queue.js';
export type { Queued } from './entry/queue.js';
export * from './stages/listing/defaulters.projection.js';
export * from './ledgers/claims/claims.projection.js';
export { claims, judgementOf, waitingOf } from './ledgers/claims/claims.decider.js';
export { waitsFor } from './ledgers/claims/early.rules.js';
export { refusalOf } from './ledgers/claims/refusal-of.js';
export { judgedBy } from './ledgers/claims/waiting-claims.js';
export * from './ledgers/claims/index.js';
export * from './ledgers/objections/index.js';
export * from './ledgers/objections/objections.projection.js';
export { OBJECTIONS_OPEN_MAX, objectionOf, objections } from './ledgers/objections/objections.decider.js';
export * from './ledgers/official/index.js';
export * from './ledgers/official/official.projection.js';
export { official } from './ledgers/official/official.decider.js';
export { contentOf, draftOf, streamsOfPaper } from './ledgers/official/content.js';
export { OFFICIAL_NAMES } from './ledgers/official/official-names.js';
export { paperOfWork } from './ledgers/official/paper-of-work.js';
export type { PaperFact } from './ledgers/official/basis.rules.js';
export { refuse as refuseOfficial } from './ledgers/official/official.refusals.js';
export type { OfficialContent } from './ledgers/official/content.js';
export * from './ledgers/papers/index.js';
export * from './ledgers/papers/checklist.rules.js';
export * from './ledgers/papers/papers.projection.js';
export { OTHER_PAPER, PAPERS_AN_ENTRY_MAX, papers } from './ledgers/papers/papers.decider.js';
export * from './ledgers/oversight/index.js';
export * from './ledgers/oversight/oversight.projection.js';
export { OVERSIGHT_AN_ENTRY_MAX, oversight } from './ledgers/oversight/oversight.decider.js';
export * from './ledgers/comments/index.js';
export * from './ledgers/comments/comments.projection.js';
export { COMMENTS_AN_ENTRY_MAX, comments } from './ledgers/comments/comments.decider.js';
export { ANNEXES, CLAUSES } from './stages/contract/contract.events.js';
export { VAULT, VAULT_KEY_BYTES, aesVault } from './stages/listing/aes-vault.js';
export { STOP_CAUSES, VOID_CAUSES } from './stages/listing/listing.events.js';
export type { Vault } from './stages/listing/vault.js';
export type * from './stages/planning/planning.events.js';
export type * from './stages/scheme/scheme.events.js';
export { problemsOf } from './stages/scheme/scheme.check.js';
export { doubtsOf } from './stages/scheme/plausible.check.js';
export type * from './ledgers/quota/quota.events.js';
export type * from './stages/listing/listing.events.js';
export type * from './stages/contract/contract.events.js';
export type * from './stages/levy/levy.events.js';
export type * from './stages/distribution/distribution.events.js';
export type * from './stages/registration/registration.events.js';
export type * from './stages/approval/approval.events.js';
export type * from './ledgers/parcel/parcel.events.js';
export type * from './work/task/task.events.js';
export type * from './rules/rules.events.js';
export * from './rules/rules.commands.js';
export { requireDistrictsKept } from './rules/districts.rules.js';
export * from './ledgers/layers/index.js';
export { adoptedOn, versionIn } from './ledgers/layers/layers.state.js';
export type { LayerVersion, Layers } from './ledgers/layers/layers.state.js';
export { LayersNear } from './ledgers/layers/layers-near.js';
export { LayerWindows } from './ledgers/layers/layer-windows.js';
export type { DrawnLayer } from './ledgers/layers/layer-windows.js';
export * from './ledgers/registers/index.js';
export { COLUMNS, REGISTER_NAMES } from './ledgers/registers/columns.rules.js';
export type { Cell, Column, FieldProblem } from './ledgers/registers/columns.rules.js';
export { ROWS_MAX, linesOf } from './ledgers/registers/table.rules.js';
export { changesBy, readRows } from './ledgers/registers/changes.rules.js';
export type { Line as RegisterLine, RowProblem } from './ledgers/registers/changes.rules.js';
export { importOf, keptBy, keptIn, keyOfRecord } from './ledgers/registers/registers.state.js';
export type { Kept, Registers } from './ledgers/registers/registers.state.js';
export { refuse as refuseRegister } from './ledgers/registers/registers.refusals.js';
export { GradesAround, RegistersAround } from './stages/scheme/held-registers.js';
export { gradeSaid } from './stages/scheme/graded.check.js';
export { byRegisters } from './stages/scheme/registers.check.js';
export { RegistersKept } from './ledgers/registers/registers-kept.js';
export type { RegisterChange } from './ledgers/registers/registers-kept.js';
export * from './stages/scheme/scheme.commands.js';
export * from './stages/listing/listing.commands.js';
export * from './stages/contract/contract.commands.js';
export * from './stages/levy/levy.commands.js';
export * from './stages/registration/registration.commands.js';
export * from './ledgers/quota/quota.commands.js';
export * from './stages/tenure/tenure.commands.js';
export { ACTS, EXCUSES, RETURN_GROUNDS } from './stages/tenure/tenure.events.js';
export type { TenureEvent, Transfer } from './stages/tenure/tenure.events.js';
export { evolveTenure } from './stages/tenure/life.rules.js';
export type { Tenure } from './stages/tenure/tenure.state.js';
export { QUOTA_KINDS } from './ledgers/quota/quota.ledger.js';
export { answerObjection, objectToDistribution } from './stages/distribution/distribution.commands.js';
export * from './work/task/task.commands.js';
export { refusalNaming, requireUnbarred, whoIsIn } from './work/task/task.refusals.js';
export * from './entry/event-names.js';
export * from './entry/name-of.js';
export * from './entry/grounds.js';
export * from './calculate/index.js';
export * from './ledgers/parcel/parcel.commands.js';
export { parcel } from './ledgers/parcel/parcel.decider.js';
export type { Parcel } from './ledgers/parcel/parcel.decider.js';
export { BURDENS, blocks } from './shared/burdens.rules.js';
export * from './entry/stream-deciders.js';
export * from './shared/choice-names.js';
export { exampleAt, lineOfItem, nameAt } from './shared/field-names.js';
