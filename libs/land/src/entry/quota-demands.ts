/** What an entry asks of the plan of its year, before it has got it. Pure. */
import { needOf } from '../shared/need.rules.js';
import type { Demand } from '../shared/need.rules.js';
import type { SchemeEvent } from '../stages/scheme/scheme.events.js';

/** As far as the facts of a scheme are read for it. */
type Read = Readonly<{ type: string; data: object }>;
type HandedIn = Extract<SchemeEvent, { type: 'SchemeSubmitted' | 'SchemeRevised' }>;

const isHandedIn = (fact: Read): fact is HandedIn =>
  fact.type === 'SchemeSubmitted' || fact.type === 'SchemeRevised';

/**
 * By the scheme as it was handed in last; what the plan office counts besides it (总量控制) comes with its own
 * answer. Nothing of a stream without a scheme.
 */
export function quotaDemandsOf(facts: readonly Read[]): readonly Demand[] {
  const last = facts.filter(isHandedIn).at(-1);
  return last ? needOf(last.data.scheme).demands : [];
}
