import { Inject, Injectable } from '@nestjs/common';
import { EventStore, isOneOf } from '#kernel';
import { quotaOf } from '../../shared/terms.js';
import type { QuotaEvent } from './quota.events.js';
import { EMPTY } from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { evolve } from './quota.state.js';
import { yearOf } from './quota-year.rules.js';
import type { QuotaYear } from './quota-year.rules.js';

const isOfQuota = isOneOf<QuotaEvent>(
  'QuotaIssued',
  'QuotaAdjusted',
  'QuotaBatchOpened',
  'QuotaReserved',
  'QuotaWaitlisted',
  'QuotaReservationExpired',
  'QuotaOccupied',
  'QuotaWrittenOff',
  'QuotaReleased',
  'QuotaYearClosed',
  'QuotaYearSettled',
  'QuotaCarriedOver',
);
/** Accounts that are kept to go on from: the districts of a city in the years that people look at. */
const KEPT_MAX = 64;
type Kept = Readonly<{ ledger: Ledger; next: number }>;

/** The account of a district and plan year as the log has it now, for whoever looks at it. */
@Injectable()
export class QuotaYears {
  private readonly kept = new Map<string, Kept>();

  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** Reads what is new since it was last asked; `undefined` where nothing was ever written. */
  async find(district: string, planYear: number): Promise<QuotaYear | undefined> {
    const stream = quotaOf(district, planYear);
    const before = this.kept.get(stream) ?? { ledger: EMPTY, next: 0 };
    const facts = await this.store.read(stream, before.next);
    const last = facts.at(-1);
    if (!last && before.next === 0) return undefined;
    const ledger = facts.filter(isOfQuota).reduce(evolve, before.ledger);
    this.keep(stream, { ledger, next: last ? last.version + 1 : before.next });
    return yearOf(ledger);
  }

  private keep(stream: string, now: Kept): void {
    this.kept.delete(stream);
    this.kept.set(stream, now);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_MAX && oldest !== undefined) this.kept.delete(oldest);
  }
}
