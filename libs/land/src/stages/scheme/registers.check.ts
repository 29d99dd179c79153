/** A scheme against what its district keeps: whose land it is, who has appraised it, of which grade it is. */
import type { PackOn } from '#policy';
import type { VersionedLayer } from '#geo';
import { appraiserProblems } from './appraiser.check.js';
import type { KnownAgency } from './appraiser.check.js';
import { registeredOwner } from './owner.check.js';
import type { KnownCollective } from './owner.check.js';
import { gradedScheme } from './graded.check.js';
import type { GradedScheme } from './graded.check.js';
import type { Scheme } from './scheme.events.js';

export type KnownRegisters = Readonly<{
  collectives: readonly KnownCollective[];
  agencies: readonly KnownAgency[];
}>;

/** What a scheme is held against: the registers, and the maps of grades with what lies near its boundary. */
export type KnownGround = KnownRegisters & Readonly<{ gradeMaps?: readonly VersionedLayer[] }>;

/** Whose registers, and the land whose grade is asked for. */
export type Asked = Pick<Scheme, 'district' | 'boundary'>;

/** Of a district that keeps none. */
export const NOBODY: KnownGround = { collectives: [], agencies: [] };

/** The scheme with what registers, maps and prices fill in, and what contradicts them. */
export function byRegisters(
  given: Scheme,
  { collectives, agencies, gradeMaps = [] }: KnownGround,
  pack: PackOn,
): GradedScheme {
  const owned = registeredOwner(given, collectives);
  const graded = gradedScheme(owned.scheme, gradeMaps, pack);
  return {
    ...graded,
    items: [...owned.items, ...appraiserProblems(owned.scheme, agencies), ...graded.items],
  };
}
