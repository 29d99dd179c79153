import { overriddenRows } from '#policy';
import type { CivilDate, PackChange } from '#policy';
import { refuse } from './rules.refusals.js';

/**
 * Holds a version to its districts, however it comes in: adopted with a document, or put into the folder
 * before a start. @throws Rejected `rules.district-overridden`
 */
export function requireDistrictsKept(changes: readonly PackChange[], validFrom: CivilDate): void {
  const [taken, ...more] = overriddenRows(changes, validFrom);
  if (taken) throw refuse('rules.district-overridden', { row: taken.row, count: more.length + 1 });
}
