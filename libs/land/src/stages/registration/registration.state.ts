import { openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Burden, Day, FenText, Form, Subject } from '../../shared/terms.js';
import type { RegisterRight } from './registration.commands.js';
import type { DeedTax, Gate, RegistrationEvent } from './registration.events.js';

type Ready = Readonly<{ decideBy: Day | null; deedTax: DeedTax; overdue: boolean }> & MayBeOpen;
/** 受理 of one application; the round is that of the registrar's task. */
export type Application = Readonly<{ round: number; applicationNo: string; acceptedOn: Day }>;
/** What sent an application back: 补正 asked for, or 不予登记. */
export type Return = Readonly<{ how: 'correction' | 'refusal'; round: number; report: Report }>;
type Desk = Readonly<{
  /** Which application is at the desk, from 1. */
  round: number;
  applications: readonly Application[];
  returns: readonly Return[];
}>;
type Known = Readonly<{ subject: Subject; distributed: boolean }> & Desk;
export type Waiting = Readonly<{
  status: 'waiting';
  met: readonly Gate[];
  holds: readonly Burden[];
  form: Form | null;
  signedOn?: Day;
  priceFen: FenText | null;
  ready: Ready | null;
  /** The application went back and was not made again. */
  returned: Return['how'] | null;
}>;

export type Registration =
  | Readonly<{ status: 'none' }>
  | (Known & Waiting)
  | (Known & Readonly<{ status: 'registered'; certificateNo: string; registeredOn: Day; right: Report }>)
  | (Known & Readonly<{ status: 'closed' }>);

const EMPTY: Waiting = {
  status: 'waiting',
  met: [],
  holds: [],
  form: null,
  priceFen: null,
  ready: null,
  returned: null,
};
const FIRST_ROUND = 1;
const NEW_DESK: Desk = { round: FIRST_ROUND, applications: [], returns: [] };

export const waitingOf = (state: Registration): Waiting => (state.status === 'waiting' ? state : EMPTY);
export const deskOf = (state: Registration): Desk => (state.status === 'none' ? NEW_DESK : state);
/** As facts say it: the first round goes without saying. */
export const roundOf = (round: number): Readonly<{ round?: number }> =>
  round === FIRST_ROUND ? {} : { round };

/** As the registrar entered it. */
export const rightOf = ({
  unitNo,
  certificateNo,
  supervisionNo,
  deedTaxVoucher,
  deedTaxFen,
  deedTaxRelief,
  registeredOn,
}: RegisterRight): Report => ({
  unitNo,
  certificateNo,
  supervisionNo,
  deedTaxVoucher,
  deedTaxFen,
  deedTaxRelief,
  registeredOn,
});

export function evolve(state: Registration, { type, data }: RegistrationEvent): Registration {
  const { subject } = data;
  const distributed = state.status !== 'none' && state.distributed;
  const { round, applications, returns } = deskOf(state);
  const desk = { round, applications, returns };
  const known = { ...desk, ...waitingOf(state), subject, distributed };
  switch (type) {
    case 'GateMet': {
      const met = [...known.met, data.gate];
      if (data.gate === 'contract')
        return {
          ...known,
          met,
          form: data.form,
          ...(data.signedOn === undefined ? {} : { signedOn: data.signedOn }),
        };
      return data.gate === 'price' ? { ...known, met, priceFen: data.priceFen } : { ...known, met };
    }
    case 'RegistrationHeld':
      return { ...known, holds: [...known.holds, data.burden] };
    case 'RegistrationHoldLifted':
      return { ...known, holds: known.holds.filter(({ id }) => id !== data.burdenId) };
    case 'RegistrationReady':
      return {
        ...known,
        ready: { decideBy: data.decideBy, deedTax: data.deedTax, overdue: false, ...openOf(data) },
      };
    case 'RegistrationOverdue':
      return known.ready ? { ...known, ready: { ...known.ready, overdue: true } } : state;
    case 'ApplicationAccepted': {
      const { round: of = FIRST_ROUND, applicationNo, acceptedOn } = data;
      if (state.status === 'none') return state;
      return { ...state, applications: [...applications, { round: of, applicationNo, acceptedOn }] };
    }
    case 'CorrectionAsked': {
      const { documentNo, askedOn, items } = data;
      return sentBack(known, 'correction', { documentNo, askedOn, items });
    }
    case 'RegistrationRefused': {
      const { documentNo, refusedOn, reason, clause } = data;
      return sentBack(known, 'refusal', { documentNo, refusedOn, reason, clause });
    }
    case 'AppliedAgain':
      return { ...known, returned: null, round: round + 1 };
    case 'RightRegistered': {
      const { certificateNo, registeredOn } = data;
      const right = rightOf(data);
      return { status: 'registered', subject, distributed, ...desk, certificateNo, registeredOn, right };
    }
    case 'DistributionNoted':
      return state.status === 'none' ? { ...known, distributed: true } : { ...state, distributed: true };
    case 'RegistrationClosed':
      return { status: 'closed', subject, distributed, ...desk };
    case 'EntryCompleted':
      return state;
  }
}

const sentBack = (known: Known & Waiting, how: Return['how'], report: Report): Registration => ({
  ...known,
  returned: how,
  returns: [...known.returns, { how, round: known.round, report }],
});
