/** A scheme against the registers of its district: whose land it is, and who has appraised it. */
import type { ReturnItem } from '../../shared/terms.js';
import { appraiserProblems } from './appraiser.check.js';
import type { KnownAgency } from './appraiser.check.js';
import { registeredOwner } from './owner.check.js';
import type { KnownCollective } from './owner.check.js';
import type { Scheme } from './scheme.events.js';

export type KnownRegisters = Readonly<{
  collectives: readonly KnownCollective[];
  agencies: readonly KnownAgency[];
}>;

/** Of a district that keeps none. */
export const NOBODY: KnownRegisters = { collectives: [], agencies: [] };

/** The scheme with what the registers fill in, and what contradicts them. */
export function byRegisters(
  given: Scheme,
  { collectives, agencies }: KnownRegisters,
): Readonly<{ scheme: Scheme; items: readonly ReturnItem[] }> {
  const { scheme, items } = registeredOwner(given, collectives);
  return { scheme, items: [...items, ...appraiserProblems(scheme, agencies)] };
}
