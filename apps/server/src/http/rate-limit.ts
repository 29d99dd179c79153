import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS, RealTime } from '#access';
import { Problem } from './problems.js';

/** Sign-ins from one address per minute: an office of thirty behind one address still gets in. */
export const SIGN_INS_PER_MINUTE_MAX = 30;
/** Addresses remembered; beyond it everything is forgotten rather than memory filled. */
const ADDRESSES_MAX = 10_000;

/** Each process counts for itself; the lock per user holds across processes. */
@Injectable()
export class SignInLimit {
  private minute = 0;
  private readonly counts = new Map<string, number>();

  constructor(@Inject(RealTime) private readonly time: RealTime) {}

  /** @throws Problem `rate.limited` */
  count(address: string): void {
    const minute = Math.floor(this.time.ms() / MINUTE_MS);
    if (minute !== this.minute || this.counts.size >= ADDRESSES_MAX) this.counts.clear();
    this.minute = minute;
    const count = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, count);
    if (count > SIGN_INS_PER_MINUTE_MAX) throw new Problem('rate.limited', { retryAfterSeconds: MINUTE_MS / 1_000 });
  }
}
