/** What a notice repeats of earlier facts of its entry: out of the log before a place, so always the same. */
import { distributionOf, listingOf, planningOf, schemeOf } from '#land';
import type { Condition, LandEvent, Scheme } from '#land';
import type { EventStore, Position, Recorded } from '#kernel';

type FactOf<F extends LandEvent['type']> = Extract<LandEvent, { type: F }>['data'];

export type Before = Readonly<{
  /** Absent where the log does not say it; then there is nothing to publish. */
  scheme?: Scheme;
  approvalNo?: string;
  conditions: readonly Condition[];
  sales: readonly FactOf<'ListingSold'>[];
  plans: readonly FactOf<'DistributionPlanned'>[];
}>;

export async function factsBefore(store: EventStore, entry: string, at: Position): Promise<Before> {
  const streams = [schemeOf(entry), planningOf(entry), listingOf(entry), distributionOf(entry)];
  const facts = (await Promise.all(streams.map((stream) => store.read(stream)))).flat();
  return (facts as Recorded<LandEvent>[])
    .filter(({ position }) => position <= at)
    .reduce<Before>(noted, { conditions: [], sales: [], plans: [] });
}

function noted(before: Before, { type, data }: Recorded<LandEvent>): Before {
  switch (type) {
    case 'SchemeSubmitted':
    case 'SchemeRevised':
      return { ...before, scheme: data.scheme };
    case 'SchemeApproved':
      return { ...before, approvalNo: data.documentNo };
    case 'PlanningPassed':
      return { ...before, conditions: data.conditions };
    case 'ListingSold':
      return { ...before, sales: [...before.sales, data] };
    case 'DistributionPlanned':
      return { ...before, plans: [...before.plans, data] };
    default:
      return before;
  }
}
