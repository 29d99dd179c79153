import { Inject, Injectable } from '@nestjs/common';
import { placeOf } from './address.js';
import { Devices } from './devices.js';
import { Limits, secondsOf } from './limits.js';
import type { Limit } from './limits.js';
import { AccessRefused } from './refusals.js';
import { digest } from './secrets.js';
import { Turns } from './turns.js';

const WINDOW_SECONDS = 900;
/**
 * Failures that cost nothing but themselves; typing errors happen. As many passwords of one place are looked
 * at together.
 */
export const FREE_FAILURES = 3;
/** Wait after the last failure that is free; doubles with every further one. */
export const DELAY_SECONDS = 2;
/** No wait is longer; the count begins again as soon after its first failure. */
export const DELAY_SECONDS_MAX = WINDOW_SECONDS;
/** Attempts of one place that wait for those before them. */
const WAITING_MAX = 1_000;

/** By account and place together: whoever guesses slows down nobody but themselves. */
const FAILURES: Limit = { name: 'sign-in-failures', max: FREE_FAILURES, seconds: WINDOW_SECONDS };
const CLOSED: Limit = { name: 'sign-in-closed', max: 1, seconds: WINDOW_SECONDS };
/** Many names from one address, of strangers only: an office of thirty behind one address still gets in. */
export const ADDRESS_FAILURES: Limit = { name: 'sign-in-address', max: 100, seconds: WINDOW_SECONDS };
/**
 * One name from many addresses, of strangers only: at most so many guesses an hour, however many machines
 * guess.
 */
export const ACCOUNT_FAILURES: Limit = { name: 'sign-in-account', max: 1_000, seconds: 3_600 };

/** How long to wait after the n-th failure in a row, in seconds. */
export const delaySeconds = (failures: number) =>
  failures < FREE_FAILURES ? 0 : Math.min(DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), DELAY_SECONDS_MAX);

/** Whose password is tried, and from where. `version`: a password that was reset has no failures yet. */
export type Attempt = Readonly<{
  user: string;
  version: number;
  address: string;
  /** The device's own secret, where it has one. */ device?: string;
  /** An open session of this account. */ session?: string;
}>;

/**
 * Slows down guessing by account and place. A place is the device that signed in before, or else the address;
 * one that is known is never slowed by what others do. What is not wrong costs nothing, however many come
 * together.
 */
@Injectable()
export class Attempts {
  private readonly turns = new Turns(FREE_FAILURES, WAITING_MAX);

  constructor(
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Devices) private readonly devices: Devices,
  ) {}

  /**
   * Looks at a password, unless it is too soon. @throws AccessRefused `sign-in.too-soon`, `sign-in.locked`
   */
  async try<T>(attempt: Attempt, check: () => Promise<T | undefined>): Promise<T | undefined> {
    const knownDevice =
      attempt.session !== undefined || (await this.devices.knows(attempt.user, attempt.device));
    const place = attempt.session ?? (knownDevice ? attempt.device! : placeOf(attempt.address));
    const stranger = !knownDevice && !(await this.devices.knowsPlace(attempt.user, attempt.address));
    // What was typed as a user name may be a password: only digests are stored.
    const own = digest(`${attempt.user} ${attempt.version} ${place}`);
    const result = this.turns.run(own, async () => {
      await this.refuseTooSoon(attempt, own, stranger);
      const found = await check();
      await (found === undefined ? this.failed(attempt, own, stranger) : this.succeeded(own));
      return found;
    });
    if (!result) throw new AccessRefused('sign-in.too-soon', { seconds: 1 });
    return result;
  }

  private async refuseTooSoon(attempt: Attempt, own: string, stranger: boolean): Promise<void> {
    const soon = await this.limits.waitMs(CLOSED, own);
    if (soon > 0) throw new AccessRefused('sign-in.too-soon', { seconds: secondsOf(soon) });
    if (!stranger) return;
    const [account, address] = await Promise.all([
      this.limits.waitMs(ACCOUNT_FAILURES, accountOf(attempt)),
      this.limits.waitMs(ADDRESS_FAILURES, placeOf(attempt.address)),
    ]);
    const wait = Math.max(account, address);
    if (wait > 0) throw new AccessRefused('sign-in.locked', { seconds: secondsOf(wait) });
  }

  private async failed(attempt: Attempt, own: string, stranger: boolean): Promise<void> {
    const wide = stranger
      ? [
          this.limits.take(ACCOUNT_FAILURES, accountOf(attempt)),
          this.limits.take(ADDRESS_FAILURES, placeOf(attempt.address)),
        ]
      : [];
    const [{ count }] = await Promise.all([this.limits.take(FAILURES, own), ...wide]);
    const seconds = delaySeconds(count);
    if (seconds > 0) await this.limits.shut(CLOSED, own, seconds);
  }

  private async succeeded(own: string): Promise<void> {
    if ((await this.limits.waitMs(CLOSED, own)) > 0) await this.limits.forget(CLOSED, own);
    await this.limits.forget(FAILURES, own);
  }
}

const accountOf = ({ user, version }: Attempt) => digest(`${user} ${version}`);
