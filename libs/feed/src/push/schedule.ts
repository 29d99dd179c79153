import { createHash } from 'node:crypto';

const [SECOND_MS, MINUTE_MS, HOUR_MS] = [1_000, 60_000, 3_600_000];

/** How long is waited before each try, as Standard Webhooks proposes: 75 hours in all. */
export const RETRY_DELAYS_MS: readonly number[] = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
/** A delay is longer by up to this part, so that a receiver that comes back is not met by all at once. */
export const RETRY_JITTER_MAX = 0.2;
/** A receiver may ask for no more. */
export const RETRY_AFTER_MS_MAX = 24 * HOUR_MS;

const DICE_BYTES = 4;

/**
 * How long to wait after so many tries that failed, in milliseconds; nothing where that was the last. The
 * jitter follows from the delivery, so every process finds the same.
 * @param askedMs what the receiver's `Retry-After` asks for: it makes the wait longer, never shorter
 */
export function waitAfter(tries: number, delivery: string, askedMs = 0): number | undefined {
  const delay = RETRY_DELAYS_MS[tries];
  if (delay === undefined) return undefined;
  const jitter = 1 + RETRY_JITTER_MAX * chance(`${delivery} ${tries}`);
  return Math.max(Math.round(delay * jitter), Math.min(askedMs, RETRY_AFTER_MS_MAX));
}

/** From 0 to less than 1. */
const chance = (occasion: string): number =>
  createHash('sha256').update(occasion).digest().readUIntBE(0, DICE_BYTES) / 2 ** (8 * DICE_BYTES);

/** `Retry-After` in seconds or as a date, in milliseconds from now; 0 where there is no such thing. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  const asked = /^\d{1,9}$/.test(header) ? Number(header) * SECOND_MS : Date.parse(header) - nowMs;
  return Number.isFinite(asked) ? Math.max(0, asked) : 0;
}
