import type { Issue } from '../ground/layers.js';
import { ringsText } from '../form/rings.js';
import type { Ring } from '../form/rings.js';
import { withValue } from '../form/typed.js';
import type { TypedGroup } from '../form/typed.js';

/** How many there are of each kind. */
export const countsOf = (issues: readonly Issue[]): Readonly<Record<string, number>> =>
  issues.reduce<Record<string, number>>(
    (counts, { code }) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }),
    {},
  );

/** What is typed of a scheme, with this boundary in it. */
export const withBoundary = (typed: TypedGroup, crs: string, rings: readonly Ring[]): TypedGroup =>
  withValue(
    withValue(typed, ['boundary', 'crs'], crs),
    ['boundary', 'polygon', 'coordinates'],
    ringsText(rings),
  );
