import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate } from '#policy';
import { NOTHING_SEEN } from '../entry/registration-needs.js';
import { withInitials } from '../shared/initials.js';
import type { TenureEvent } from '../stages/tenure/index.js';
import { evolveTenure } from '../stages/tenure/life.rules.js';
import { burdensAfter, deskAfter } from './desk.rules.js';
import { BURDEN_FACTS, REGISTRATION_FACTS, TENURE_FACTS } from './terms.js';
import type {
  BurdenFact,
  Certificate,
  DaySet,
  RegistrationFact,
  RegistrationView,
  SchemeFact,
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
    return deskAfter(changed, event as RegistrationFact);
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

const begun = (changedAt: string): Omit<RegistrationView, 'subject' | 'village' | 'owner'> => ({
  ...{ state: null, changedAt, needs: NOTHING_SEEN, round: 1, overdue: false },
  ...{ applications: [], returns: [], certificates: [], burdens: [], dividends: [] },
  tenure: { status: 'none', agreed: null, holds: [] },
});

function livedOn(view: RegistrationView, event: Recorded<TenureEvent>): RegistrationView {
  const next = { ...view, tenure: evolveTenure(view.tenure, event) };
  const { type, data } = event;
  const { policy, occurredAt } = event.meta;
  switch (type) {
    case 'TenureAgreed':
      return { ...next, contractNo: data.contractNo };
    case 'TenureOpened':
      return {
        ...next,
        dividends: data.dividends ?? [],
        countedBy: { schedule: policy, opened: policy, openedOn: civilDate(occurredAt) },
      };
    case 'ConstructionExcused':
      return view.countedBy ? { ...next, countedBy: { ...view.countedBy, schedule: policy } } : next;
    case 'TenureRenewed':
      return { ...next, contractNo: data.contractNo };
    case 'TransferRegistered':
      // 出租 leaves the right where it was.
      return data.act === 'lease' ? next : certified(next, { by: 'transfer', ...data, holder: data.to.name });
    case 'LeaseConverted': {
      const { tenure } = view;
      const holder = tenure.status === 'held' ? tenure.holder.name : '';
      const approved = tenure.status === 'held' ? tenure.conversion?.approved : undefined;
      const contractNo = approved?.report.contractNo;
      return {
        ...certified(next, { by: 'conversion', ...data, holder }),
        ...(typeof contractNo === 'string' ? { contractNo } : {}),
      };
    }
    default:
      return next;
  }
}

const certified = (
  view: RegistrationView,
  { by, certificateNo, registeredOn, holder }: Certificate,
): RegistrationView => ({
  ...view,
  certificates: [...view.certificates, { by, certificateNo, registeredOn, holder }],
});
