import { planningOf, schemeOf } from '#land';
import type { Condition, LandEvent, Scheme } from '#land';
import type { EventStore, Position, Recorded } from '#kernel';

/** What earlier facts of an entry said, which a notice repeats. */
export type Known = Readonly<{ scheme: Scheme; approvalNo: string; conditions: readonly Condition[] }>;

/** The history does not hold what a publication looks back to. */
export class NotKnown extends Error {
  constructor(entry: string, what: string) {
    super(`No fact of ${entry} says ${what}.`);
    this.name = 'NotKnown';
  }
}

/**
 * What is known of an entry at a place of the log, out of the facts before it: the same whenever it is asked.
 * @throws NotKnown
 */
export async function knownAt(store: EventStore, entry: string, at: Position): Promise<Known> {
  const [scheme, planning] = await Promise.all([store.read(schemeOf(entry)), store.read(planningOf(entry))]);
  const before = [...scheme, ...planning].filter(({ position }) => position <= at) as Recorded<LandEvent>[];
  let known: Partial<Known> = {};
  for (const { type, data } of before) {
    if (type === 'SchemeSubmitted' || type === 'SchemeRevised') known = { ...known, scheme: data.scheme };
    if (type === 'SchemeApproved') known = { ...known, approvalNo: data.documentNo };
    if (type === 'PlanningPassed') known = { ...known, conditions: data.conditions };
  }
  const { scheme: latest, approvalNo, conditions } = known;
  if (!latest) throw new NotKnown(entry, 'its scheme');
  if (approvalNo === undefined) throw new NotKnown(entry, 'that it is approved');
  if (!conditions) throw new NotKnown(entry, 'its planning conditions');
  return { scheme: latest, approvalNo, conditions };
}
