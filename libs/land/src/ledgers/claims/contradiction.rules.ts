/**
 * The refusals that mean: this contradicts what was accepted before. Every other one says that the report
 * itself is wrong, early or late, which the platform mends alone.
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
];

/** Whether a person has to look into it. */
export const isContradiction = ({ code }: Readonly<{ code: string }>): boolean =>
  CONTRADICTIONS.includes(code);
