import type { Event } from '#kernel/messages';
import type { Subject } from '../shared/terms.js';

export const AWAITED = 'awaited-rates';

/**
 * Which entries wait for a row that the rules do not have yet. One register for the installation: they are
 * few.
 */
export type AwaitedEvent =
  | Event<'RateAwaited', { subject: Subject; rules: string }>
  /** Of one entry, in its own correlation: it is judged again by the rules that were adopted. */
  | Event<'AwaitedRateAsked', { subject: Subject; rules: string }>
  | Event<'RateAwaitEnded', { subject: Subject }>
  /** Kept although nobody waited: whoever comes to the register a moment later is asked as well. */
  | Event<'RatesBroughtIn', { rules: string; districts: readonly string[] }>;
