/** How an entry stands at the register after each of its facts. Pure. */
import type { Recorded } from '#kernel';
import { civilDate } from '#policy';
import { NOTHING_SEEN, needsAfter } from '../entry/registration-needs.js';
import type { Burden, Day } from '../shared/terms.js';
import { evolveTenure } from '../stages/tenure/life.rules.js';
import type {
  BurdenFact,
  BurdenHistory,
  Certificate,
  RegistrationFact,
  RegistrationView,
  TenureEvent,
} from './terms.js';

const FIRST_ROUND = 1;

export function deskAfter(before: RegistrationView, fact: RegistrationFact): RegistrationView {
  const view = { ...before, needs: needsAfter(before.needs, fact) };
  const { type, data } = fact;
  switch (type) {
    case 'DealConfirmed':
      return { ...view, state: view.state ?? 'waiting', buyer: data.buyer.name };
    case 'RegistrationReady': {
      const { decideBy, deedTax, round = FIRST_ROUND } = data;
      return { ...view, state: 'ready', round, decideBy, deedTax, overdue: false };
    }
    case 'RegistrationOverdue':
      return { ...view, overdue: true };
    case 'ApplicationAccepted': {
      const { round = FIRST_ROUND, applicationNo, acceptedOn } = data;
      return { ...view, applications: [...view.applications, { round, applicationNo, acceptedOn }] };
    }
    case 'CorrectionAsked': {
      const { round = FIRST_ROUND, documentNo, askedOn: on, items } = data;
      return sentBack(view, 'correction', { how: 'correction', round, documentNo, on, items });
    }
    case 'RegistrationRefused': {
      const { round = FIRST_ROUND, documentNo, refusedOn: on, reason, clause } = data;
      return sentBack(view, 'refused', { how: 'refusal', round, documentNo, on, reason, clause });
    }
    // It is the registrar's again when the fact comes that gives it a new last day.
    case 'AppliedAgain':
      return { ...view, state: 'waiting' };
    case 'RightRegistered': {
      const { unitNo, supervisionNo, deedTaxVoucher, deedTaxFen, deedTaxRelief } = data;
      const { certificateNo, registeredOn } = data;
      const holder = view.buyer ?? '';
      return {
        ...withoutDay(view),
        state: 'registered',
        right: {
          ...{ unitNo, supervisionNo, deedTaxVoucher, deedTaxFen },
          ...(deedTaxRelief === undefined ? {} : { deedTaxRelief }),
        },
        certificates: [{ by: 'registration', certificateNo, registeredOn, holder }],
      };
    }
    case 'ContractRescinded':
    case 'DealClosed':
    case 'RegistrationClosed':
      // Before a deal there was nothing that could end.
      return view.state === null ? view : { ...withoutDay(view), state: 'closed' };
    default:
      return view;
  }
}

const sentBack = (
  view: RegistrationView,
  state: 'correction' | 'refused',
  back: RegistrationView['returns'][number],
): RegistrationView => ({ ...withoutDay(view), state, returns: [...view.returns, back] });

/** Nobody decides any more, or not now. */
function withoutDay({ decideBy: _decideBy, ...view }: RegistrationView): RegistrationView {
  return { ...view, overdue: false };
}

/** @param on the day of the fact */
export function burdensAfter(
  known: readonly BurdenHistory[],
  { type, data }: BurdenFact,
  on: Day,
): readonly BurdenHistory[] {
  if (type === 'BurdenNoted') return [...known, data.burden];
  return known.map((burden) =>
    isOpen(burden) && burden.id === data.burdenId
      ? { ...burden, liftedOn: on, liftedBecause: data.reason }
      : burden,
  );
}

export const isOpen = ({ liftedOn }: Burden & Readonly<{ liftedOn?: Day }>): boolean =>
  liftedOn === undefined;

/** Of an entry that was just handed in. */
export const begun = (changedAt: string): Omit<RegistrationView, 'subject' | 'village' | 'owner'> => ({
  ...{ state: null, changedAt, needs: NOTHING_SEEN, round: 1, overdue: false },
  ...{ applications: [], returns: [], certificates: [], burdens: [], dividends: [] },
  tenure: { status: 'none', agreed: null, holds: [] },
});

export function livedOn(view: RegistrationView, event: Recorded<TenureEvent>): RegistrationView {
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
