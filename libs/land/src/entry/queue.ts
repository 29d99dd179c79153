/** The order in which entries wait for quota, as the ledger of the quota gives land to them. */
import { byReadiness } from '../shared/need.rules.js';
import type { Needing } from '../shared/need.rules.js';
import type { Subject } from '../shared/terms.js';

/** What it asks for since it began to wait, and the global position of that fact. */
export type Queued = Needing & Readonly<{ position: string }>;
type Waiting = Readonly<{ subject: Pick<Subject, 'entry' | 'district' | 'planYear'>; queued?: Queued }>;

/**
 * By district and year, then the readiest first; of equals whoever waited earlier. One whose place is not
 * known stands last.
 */
export const inQueueOrder = <W extends Waiting>(waiting: readonly W[]): readonly W[] =>
  waiting.toSorted(
    (one, other) =>
      compare(one.subject.district, other.subject.district) ||
      one.subject.planYear - other.subject.planYear ||
      byReadiness(one.queued?.need, other.queued?.need) ||
      compare(BigInt(one.queued?.position ?? '0'), BigInt(other.queued?.position ?? '0')),
  );

const compare = <T extends string | bigint>(one: T, other: T): number =>
  one < other ? -1 : one > other ? 1 : 0;
