/** What a lease pays: the rent of each of its years, and shares of a sum by it. Pure. */
import { NOTHING, addFen, fen, split } from '#policy';
import type { Fen } from '#policy';
import type { DealTerms, FenText, Lease } from './terms.js';

/** The rent of each year, step by step, as the scheme has it. */
export function yearlyRents({ years, annualRentFen, stepUps = [] }: Lease): readonly Fen[] {
  const rentOfYear = (year: number) => stepUps.findLast(({ fromYear }) => fromYear <= year)?.annualRentFen;
  return Array.from({ length: years }, (_, index) => fen(rentOfYear(index + 1) ?? annualRentFen));
}

/** An amount in parts of these weights, to the 分; the first part takes what does not divide. */
export function apportioned(amount: Fen, weights: readonly bigint[]): readonly Fen[] {
  const named = Object.fromEntries(weights.map((weight, index) => [`y${index}`, weight]));
  const parts = split<string>(amount, named, 'y0');
  return weights.map((_, index) => parts[`y${index}`] ?? NOTHING);
}

/**
 * The rents of a deal. The bidding for a lease is about the rent of all its years, so the years share what it
 * came to; of 先租后让 and 租让结合 the bidding is about the granted land, and the rents are those of the scheme.
 */
export function rentsOf({ form, lease }: Pick<DealTerms, 'form' | 'lease'>, price: Fen): readonly Fen[] {
  if (!lease) return [];
  return form === 'lease' ? apportioned(price, yearlyRents(lease)) : yearlyRents(lease);
}

/** All that a schedule asks to be paid. */
export const totalOf = (schedule: readonly Readonly<{ amountFen: FenText }>[]): Fen =>
  addFen(...schedule.map(({ amountFen }) => fen(amountFen)));
