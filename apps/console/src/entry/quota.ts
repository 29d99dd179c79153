/** The land of the plan that a case takes. */
import type { Fact } from '../api/types.js';

export type Take = Readonly<{ kind: string; areaM2: string }>;
const QUOTA = 'quota-';

const isTake = (value: unknown): value is Take =>
  typeof value === 'object' && value !== null && 'kind' in value && 'areaM2' in value;

/** What the ledger of the plan wrote last about the case: kinds of land with their areas in m². */
export function takenBy(facts: readonly Pick<Fact, 'stream' | 'data'>[]): readonly Take[] {
  const demands = facts.findLast(({ stream, data }) => stream.startsWith(QUOTA) && 'demands' in data)?.data
    .demands;
  return Array.isArray(demands) ? demands.filter(isTake) : [];
}
