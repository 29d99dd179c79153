import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate } from '#policy';
import { withInitials } from '../shared/initials.js';
import { begun, burdensAfter, deskAfter, livedOn } from './states.js';
import { BURDEN_FACTS, REGISTRATION_FACTS, TENURE_FACTS } from './terms.js';
import type {
  BurdenFact,
  DaySet,
  RegistrationFact,
  RegistrationView,
  SchemeFact,
  TenureEvent,
} from './terms.js';

type Seen = SchemeFact | RegistrationFact | BurdenFact | TenureEvent | DaySet;

export const Registrations = readModel<RegistrationView>('registrations');

/** One document an entry: what its registration waits for, what stands in the register, what became of it. */
@Injectable()
export class RegistrationProjection extends Projection<RegistrationView, Seen> {
  readonly model = Registrations;
  readonly handles: readonly Seen['type'][] = [
    ...['SchemeSubmitted' as const, 'SchemeRevised' as const, 'LastDaySet' as const],
    ...[...REGISTRATION_FACTS, ...BURDEN_FACTS, ...TENURE_FACTS],
  ];

  ids({ type, data }: Recorded<Seen>): readonly string[] {
    if (type === 'LastDaySet' && data.fact.type !== 'RegistrationReady') return [];
    return data.subject ? [data.subject.entry] : [];
  }

  evolve(view: RegistrationView | undefined, event: Recorded<Seen>): RegistrationView | undefined {
    const { occurredAt } = event.meta;
    if (event.type === 'SchemeSubmitted' || event.type === 'SchemeRevised') {
      const { subject, scheme } = event.data;
      return { ...(view ?? begun(occurredAt)), subject, village: scheme.village, owner: scheme.owner.name };
    }
    // What came before its scheme is not of an entry that anybody registers.
    if (!view) return undefined;
    if (event.type === 'LastDaySet')
      return view.decideBy === null ? { ...view, decideBy: event.data.dueOn } : view;
    if (isOne(BURDEN_FACTS, event))
      return { ...view, burdens: burdensAfter(view.burdens, event, civilDate(occurredAt)) };
    const changed = { ...view, changedAt: occurredAt };
    if (isOne(TENURE_FACTS, event)) return livedOn(changed, event);
    return deskAfter(changed, event);
  }

  override index(
    { subject, village, owner, buyer, state, changedAt, ...view }: RegistrationView,
    id: string,
  ) {
    const numbers = [
      ...view.certificates.map(({ certificateNo }) => certificateNo),
      ...view.applications.map(({ applicationNo }) => applicationNo),
      ...(view.right ? [view.right.unitNo] : []),
    ];
    const holders = view.certificates.map(({ holder }) => holder);
    const names = [village, owner, ...(buyer === undefined ? [] : [buyer]), ...holders];
    return {
      keys: {
        ...{ district: subject.district, township: subject.township },
        state: state ?? 'none',
        tenure: view.tenure.status,
      },
      words: [subject.entry, ...withInitials([...new Set(names)]), ...numbers],
      sort: `${changedAt} ${id}`,
    };
  }
}

const isOne = <Type extends string, Event extends Readonly<{ type: string }>>(
  types: readonly Type[],
  event: Event,
): event is Extract<Event, { type: Type }> => (types as readonly string[]).includes(event.type);
