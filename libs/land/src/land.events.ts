import type { ApprovalEvent } from './stages/approval/approval.events.js';
import type { CadastreEvent } from './ledgers/cadastre/cadastre.events.js';
import type { ClockEvent } from './clocks/clocks.events.js';
import type { ContractEvent } from './stages/contract/contract.events.js';
import type { DistributionEvent } from './stages/distribution/distribution.events.js';
import type { LevyEvent } from './stages/levy/levy.events.js';
import type { ListingEvent } from './stages/listing/listing.events.js';
import type { ParcelEvent } from './ledgers/parcel/parcel.events.js';
import type { PlanningEvent } from './stages/planning/planning.events.js';
import type { QuotaEvent } from './ledgers/quota/quota.events.js';
import type { AwaitedEvent } from './awaited/awaited.events.js';
import type { RegistrationEvent } from './stages/registration/registration.events.js';
import type { RulesEvent } from './rules/rules.events.js';
import type { SchemeEvent } from './stages/scheme/scheme.events.js';
import type { TaskEvent } from './work/task/task.events.js';
import type { TenureEvent } from './stages/tenure/tenure.events.js';

/** Every fact of the procedure. */
export type LandEvent =
  | SchemeEvent
  | ParcelEvent
  | CadastreEvent
  | PlanningEvent
  | ApprovalEvent
  | QuotaEvent
  | ListingEvent
  | ContractEvent
  | LevyEvent
  | DistributionEvent
  | RegistrationEvent
  | TenureEvent
  | RulesEvent
  | AwaitedEvent
  | ClockEvent
  | TaskEvent;
