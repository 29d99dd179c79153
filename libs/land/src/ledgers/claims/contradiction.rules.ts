import { isReceipt } from './claims.events.js';
import type { ClaimKind } from './claims.events.js';

/**
 * The refusals that mean: this contradicts what was accepted before. Every other one says that the report
 * itself is wrong, early or late, which the machine mends alone.
 */
const CONTRADICTIONS: readonly string[] = [
  // The same number, another content: a notice, a suspension, a refund, a voidance.
  'report.contradicts',
  'listing.result-contradicts',
  // A second notice for a round that has one.
  'listing.already-announced',
  // Sold and terminated cannot both be, in either order.
  'listing.sold',
  'listing.stopped',
  // Registered and refused, or registered for an entry that has ended.
  'registration.done',
  'registration.closed',
  // Sent back twice.
  'registration.returned-already',
];

/**
 * Of money these alone say that the report is wrong. Every other refusal leaves a sum in the treasury that
 * belongs to nothing, and it must not be lost from sight.
 */
const NO_MONEY_MOVED: readonly string[] = [
  'levy.amount-not-positive',
  'levy.date-in-future',
  'contract.amount-not-positive',
  'contract.date-in-future',
];

/** Whether a person has to look into it. */
export const isContradiction = ({ code }: Readonly<{ code: string }>, kind: ClaimKind): boolean =>
  isReceipt(kind) ? !NO_MONEY_MOVED.includes(code) : CONTRADICTIONS.includes(code);
