import { Inject, Injectable } from '@nestjs/common';
import { Records } from '#kernel';
import { AccessRefused } from './refusals.js';
import { digest } from './secrets.js';
import { MINUTE_MS, RealTime, SECOND_MS, iso } from './time.js';

const SPACE = 'sign-in-attempts';
/** Failures in a row after which a user cannot sign in until the first of them is {@link LOCK_MS} old. */
export const FAILURES_MAX = 8;
export const LOCK_MS = 15 * MINUTE_MS;
/** Failures that cost nothing but themselves; typing errors happen. */
export const FREE_FAILURES = 3;
/** Wait after the first failure that is not free; doubles with every further one. */
export const DELAY_MS = 2 * SECOND_MS;

/** How long to wait after the n-th failure in a row. */
export const delayMs = (failures: number) => (failures < FREE_FAILURES ? 0 : DELAY_MS * 2 ** (failures - FREE_FAILURES));

type Attempt = Readonly<{ at: number }>;

/**
 * Counts sign-ins per user name. An attempt takes one of {@link FAILURES_MAX} places before the password is looked at
 * and only success gives the places back, so guesses side by side, also in several processes, cannot outrun the count.
 */
@Injectable()
export class Attempts {
  constructor(
    @Inject(Records) private readonly records: Records,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** @throws AccessRefused `sign-in.locked`, `sign-in.too-soon` */
  async begin(user: string): Promise<void> {
    const now = this.time.ms();
    let last: Attempt | undefined;
    for (let place = 1; place <= FAILURES_MAX; place++) {
      const key = keyOf(user, place);
      if (await this.records.insert(SPACE, key, { at: now }, iso(now + LOCK_MS))) {
        const wait = (last?.at ?? 0) + delayMs(place - 1) - now;
        if (wait <= 0) return;
        await this.records.remove(SPACE, key);
        throw new AccessRefused('sign-in.too-soon', { seconds: Math.ceil(wait / SECOND_MS) });
      }
      const taken = await this.records.get<Attempt>(SPACE, key);
      if (taken && taken.at >= (last?.at ?? 0)) last = taken;
    }
    throw new AccessRefused('sign-in.locked', { seconds: Math.ceil(LOCK_MS / SECOND_MS) });
  }

  /** Success, or the operator unlocking. */
  async forget(user: string): Promise<void> {
    for (let place = 1; place <= FAILURES_MAX; place++) await this.records.remove(SPACE, keyOf(user, place));
  }
}

/** What was typed as a user name may be a password: only its digest is stored. */
const keyOf = (user: string, place: number) => `${digest(user)}/${place}`;
