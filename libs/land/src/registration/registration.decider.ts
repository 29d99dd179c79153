import type { Decider } from '#kernel/messages';
import type { Subject } from '../terms.js';
import type { RegisterRight, RegistrationCommand } from './registration.commands.js';
import { GATES } from './registration.events.js';
import type { Gate, RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';

type Registration = Readonly<{ subject?: Subject; met: readonly Gate[]; registered: boolean; distributed: boolean; closed: boolean }>;

const GATE_NAMES: Readonly<Record<Gate, string>> = { contract: '合同备案', price: '价款付清', levy: '调节金缴清' };
const UNIT_NO = /^[0-9A-Z]{28}$/;
const SUPERVISION_NO = /^([0-9A-Z]{16}|[0-9A-Z]{19})$/;

/** The end: the right is registered when every gate is met (实施条例 Art. 42), and the entry is complete when the income is shared too. */
export const registration: Decider<Registration, RegistrationCommand, RegistrationEvent> = {
  initial: { met: [], registered: false, distributed: false, closed: false },

  decide(command, state): readonly RegistrationEvent[] {
    switch (command.type) {
      case 'MeetGate': {
        const { subject, gate } = command.data;
        if (state.closed || state.met.includes(gate)) return [];
        const facts: RegistrationEvent[] = [{ type: 'GateMet', data: { subject, gate } }];
        if (GATES.every((wanted) => wanted === gate || state.met.includes(wanted))) facts.push({ type: 'RegistrationReady', data: { subject } });
        return facts;
      }
      case 'RegisterRight':
        return registered(state, command);
      case 'NoteDistribution': {
        const { subject } = command.data;
        if (state.distributed) return [];
        const noted: RegistrationEvent = { type: 'DistributionNoted', data: { subject } };
        return state.registered ? [noted, { type: 'EntryCompleted', data: { subject } }] : [noted];
      }
      case 'CloseRegistration':
        if (!state.subject || state.closed) return [];
        if (state.registered) throw refuse('registration.registered');
        return [{ type: 'RegistrationClosed', data: { subject: state.subject, reason: command.data.reason, taskOpen: state.met.length === GATES.length } }];
    }
  },

  evolve(state, { type, data }): Registration {
    switch (type) {
      case 'GateMet':
        return { ...state, subject: data.subject, met: [...state.met, data.gate] };
      case 'RightRegistered':
        return { ...state, registered: true };
      case 'DistributionNoted':
        return { ...state, distributed: true };
      case 'RegistrationClosed':
        return { ...state, closed: true };
      case 'RegistrationReady':
      case 'EntryCompleted':
        return state;
    }
  },
};

function registered({ subject, met, registered: done, distributed, closed }: Registration, { data }: RegisterRight): readonly RegistrationEvent[] {
  if (done || closed) throw refuse('registration.done');
  const missing = GATES.filter((gate) => !met.includes(gate));
  if (!subject || missing.length > 0) throw refuse('registration.gates', { missing: missing.map((gate) => GATE_NAMES[gate]).join('、') });
  if (!data.deedTaxVoucher.trim()) throw refuse('registration.deed-tax');
  if (!UNIT_NO.test(data.unitNo) || !data.unitNo.startsWith(subject.parcel)) throw refuse('registration.unit-no', { parcel: subject.parcel, unitNo: data.unitNo });
  if (!SUPERVISION_NO.test(data.supervisionNo)) throw refuse('registration.supervision-no', { supervisionNo: data.supervisionNo });
  const right: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...data } };
  return distributed ? [right, { type: 'EntryCompleted', data: { subject } }] : [right];
}
