import type { Event } from '#kernel/messages';
import type { Scheme } from '../../stages/scheme/index.js';
import type { SquareMetresText, Subject } from '../../shared/terms.js';

/** A neighbour that the boundary runs into. */
export type Overlap = Readonly<{ parcel: string; entry: string; overlapM2: SquareMetresText }>;

export type CadastreEvent =
  /** The boundary stands: `plane` is on the county's plane, metres. */
  | Event<'BoundaryPlaced', { subject: Subject; schemeVersion: number; plane: Scheme['boundary']['polygon'] }>
  /** It overlaps land of another active entry. `source` is the rule of the tolerance. */
  | Event<
      'BoundaryRefused',
      { subject: Subject; schemeVersion: number; overlaps: readonly Overlap[]; source: string }
    >
  | Event<'BoundaryRemoved', { subject: Subject }>;
