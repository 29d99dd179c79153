import type { ApprovalEvent } from './approval/approval.events.js';
import type { CadastreEvent } from './cadastre/cadastre.events.js';
import type { ClockEvent } from './clocks/clocks.events.js';
import type { ContractEvent } from './contract/contract.events.js';
import type { DistributionEvent } from './distribution/distribution.events.js';
import type { LevyEvent } from './levy/levy.events.js';
import type { ListingEvent } from './listing/listing.events.js';
import type { ParcelEvent } from './parcel/parcel.events.js';
import type { PlanningEvent } from './planning/planning.events.js';
import type { QuotaEvent } from './quota/quota.events.js';
import type { AwaitedEvent } from './awaited/awaited.events.js';
import type { RegistrationEvent } from './registration/registration.events.js';
import type { RulesEvent } from './rules/rules.events.js';
import type { SchemeEvent } from './scheme/scheme.events.js';
import type { TaskEvent } from './task/task.events.js';
import type { TenureEvent } from './tenure/tenure.events.js';

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
