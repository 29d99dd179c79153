import type { Decider } from '#kernel/messages';
import { civilDate } from '#policy';
import type { Day, Subject } from '../terms.js';
import type { RegisterRight, RegistrationCommand } from './registration.commands.js';
import { GATES } from './registration.events.js';
import type { Gate, RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';

type Known = Readonly<{ subject: Subject; distributed: boolean }>;

export type Registration =
  | Readonly<{ status: 'none' }>
  | (Known & Readonly<{ status: 'waiting'; met: readonly Gate[] }>)
  | (Known & Readonly<{ status: 'registered'; certificateNo: string }>)
  | (Known & Readonly<{ status: 'closed' }>);

const GATE_NAMES: Readonly<Record<Gate, readonly [zh: string, en: string]>> = {
  contract: ['合同备案', 'filed contract'],
  price: ['价款付清', 'price paid in full'],
  levy: ['调节金缴清', 'levy settled'],
};
const PARCEL_CODE_CHARS = 19;
/** 宗地代码, then 定着物 code: L stands for land without building. */
const UNIT_NO = /^[0-9A-Z]{19}[FLQW]\d{8}$/;
/** 16 characters in the old contract form, 19 since 一码管地. */
const SUPERVISION_NO = /^([0-9A-Z]{16}|[0-9A-Z]{19})$/;

/** The right is registered when contract, price and levy are done; the entry is complete when the income is shared as well. */
export const registration: Decider<Registration, RegistrationCommand, RegistrationEvent> = {
  initial: { status: 'none' },
  keepsPolicy: true,

  decide(command, state): readonly RegistrationEvent[] {
    switch (command.type) {
      case 'MeetGate': {
        const { subject, gate } = command.data;
        // What arrives after the end, or twice, is ignored.
        if (state.status === 'registered' || state.status === 'closed') return [];
        const met = state.status === 'waiting' ? state.met : [];
        if (met.includes(gate)) return [];
        const passed: RegistrationEvent = { type: 'GateMet', data: { subject, gate } };
        return met.length + 1 === GATES.length ? [passed, { type: 'RegistrationReady', data: { subject } }] : [passed];
      }
      case 'RegisterRight':
        return register(command, state, civilDate(command.meta.at));
      case 'NoteDistribution': {
        const { subject } = command.data;
        if (state.status === 'closed' || (state.status !== 'none' && state.distributed)) return [];
        const noted: RegistrationEvent = { type: 'DistributionNoted', data: { subject } };
        return state.status === 'registered' ? [noted, { type: 'EntryCompleted', data: { subject } }] : [noted];
      }
      case 'CloseRegistration':
        if (state.status === 'none' || state.status === 'closed') return [];
        if (state.status === 'registered') throw refuse('registration.done', { certificateNo: state.certificateNo });
        return [{ type: 'RegistrationClosed', data: { subject: state.subject, reason: command.data.reason, taskOpen: isReady(state.met) } }];
    }
  },

  evolve(state, { type, data }): Registration {
    const { subject } = data;
    const distributed = state.status !== 'none' && state.distributed;
    switch (type) {
      case 'GateMet':
        return { status: 'waiting', subject, distributed, met: [...(state.status === 'waiting' ? state.met : []), data.gate] };
      case 'RightRegistered':
        return { status: 'registered', subject, distributed, certificateNo: data.certificateNo };
      case 'DistributionNoted':
        return state.status === 'none' ? { status: 'waiting', subject, distributed: true, met: [] } : { ...state, distributed: true };
      case 'RegistrationClosed':
        return { status: 'closed', subject, distributed };
      case 'RegistrationReady':
      case 'EntryCompleted':
        return state;
    }
  },
};

const isReady = (met: readonly Gate[]) => GATES.every((gate) => met.includes(gate));

function register({ data }: RegisterRight, state: Registration, today: Day): readonly RegistrationEvent[] {
  const { unitNo, certificateNo, supervisionNo, deedTaxVoucher, registeredOn } = data;
  if (state.status === 'registered') {
    if (state.certificateNo === certificateNo) return [];
    throw refuse('registration.done', { certificateNo: state.certificateNo });
  }
  if (state.status === 'closed') throw refuse('registration.closed');
  const met = state.status === 'waiting' ? state.met : [];
  if (state.status === 'none' || !isReady(met)) {
    const missing = GATES.filter((gate) => !met.includes(gate)).map((gate) => GATE_NAMES[gate]);
    throw refuse('registration.gates-open', { missing: missing.map(([zh]) => zh).join('、'), missingEn: missing.map(([, en]) => en).join(', ') });
  }
  const { subject, distributed } = state;
  if (deedTaxVoucher.trim() === '') throw refuse('registration.deed-tax-missing');
  if (!UNIT_NO.test(unitNo)) throw refuse('registration.unit-malformed', { unitNo });
  if (unitNo.slice(0, PARCEL_CODE_CHARS) !== subject.parcel) throw refuse('registration.unit-other-parcel', { unitNo, parcel: subject.parcel });
  if (!SUPERVISION_NO.test(supervisionNo)) throw refuse('registration.supervision-malformed', { supervisionNo });
  if (certificateNo.trim() === '') throw refuse('registration.certificate-missing');
  if (registeredOn > today) throw refuse('registration.date-in-future', { registeredOn, today });
  const registered: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...data } };
  return distributed ? [registered, { type: 'EntryCompleted', data: { subject } }] : [registered];
}
