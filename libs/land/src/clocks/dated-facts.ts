import type { Recorded } from '#kernel/messages';
import type { ApprovalEvent } from '../stages/approval/approval.events.js';
import type { ContractEvent } from '../stages/contract/contract.events.js';
import type { DistributionEvent } from '../stages/distribution/distribution.events.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import type { ListingEvent } from '../stages/listing/listing.events.js';
import type { QuotaEvent } from '../ledgers/quota/quota.events.js';
import type { RegistrationEvent } from '../stages/registration/registration.events.js';
import type { TaskEvent } from '../work/task/task.events.js';
import type { OpenFact } from './clocks.events.js';
import type { OpenDay } from './open-days.rules.js';

type Staged =
  | ApprovalEvent
  | ContractEvent
  | DistributionEvent
  | LevyEvent
  | ListingEvent
  | QuotaEvent
  | RegistrationEvent
  | TaskEvent;
/** Every fact that may leave a day open. */
export type DatedFact = Extract<Staged, { data: { readonly provisional?: readonly OpenDay[] } }>;

const TYPES = {
  ReviewOpened: true,
  QuotaReserved: true,
  ListingSold: true,
  ListingFailed: true,
  ListingTerminated: true,
  DealPublished: true,
  DealConfirmed: true,
  PriceOverdue: true,
  LevyNoticeIssued: true,
  DistributionPublished: true,
  RegistrationReady: true,
  TaskOpened: true,
} as const satisfies Record<DatedFact['type'], true>;
export const DATED_FACTS = Object.keys(TYPES) as readonly DatedFact['type'][];

type Plain = Readonly<Record<string, unknown>>;

/**
 * What a deadline is made of: plain values, the subject and the parts. Bids, parties and prices in parts stay
 * where they are.
 */
export function openFactOf({ id, type, stream, data }: Recorded<DatedFact>): OpenFact {
  const kept = Object.entries(data as Plain).filter(
    ([key, value]) => key === 'subject' || key === 'schedule' || value === null || typeof value !== 'object',
  );
  return { id, type, stream, data: Object.fromEntries(kept) };
}

/** The fact as it would have been, had the day been known. */
export function dated(data: Plain, field: string, part: number | undefined, dueOn: string): Plain {
  if (part === undefined) return { ...data, [field]: dueOn };
  return {
    ...data,
    [field]: (data[field] as readonly Plain[]).map((item, index) =>
      index === part - 1 ? { ...item, dueOn } : item,
    ),
  };
}
