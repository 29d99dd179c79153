import type { Given, Decider } from '#kernel/messages';
import { NOTHING, civilDate, deedTax, fen, formatYuan, isBlank, sameNo } from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { dayOf, known, lastDays, openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { BURDENS } from '../../shared/burdens.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Burden, Day, FenText, Form, Subject } from '../../shared/terms.js';
import type { RegistrationCommand } from './registration.commands.js';
import { GATES } from './registration.events.js';
import type { DeedTax, Gate, RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';

type Known = Readonly<{ subject: Subject; distributed: boolean }>;
type Ready = Readonly<{ decideBy: Day | null; deedTax: DeedTax; overdue: boolean }> & MayBeOpen;
type Waiting = Readonly<{
  status: 'waiting';
  met: readonly Gate[];
  holds: readonly Burden[];
  form: Form | null;
  signedOn?: Day;
  priceFen: FenText | null;
  ready: Ready | null;
}>;

export type Registration =
  | Readonly<{ status: 'none' }>
  | (Known & Waiting)
  | (Known & Readonly<{ status: 'registered'; certificateNo: string; right: Report }>)
  | (Known & Readonly<{ status: 'closed' }>);

const EMPTY: Waiting = { status: 'waiting', met: [], holds: [], form: null, priceFen: null, ready: null };

/** Row of the pack that gives a gate its title and source, and its name in English. */
const GATE_ROWS: Readonly<Record<Gate, readonly [key: string, en: string]>> = {
  contract: ['contract-filed', 'filed contract'],
  price: ['price-paid', 'price paid in full'],
  levy: ['levy-settled', 'levy settled'],
};
const PARCEL_CODE_CHARS = 19;
/** 宗地代码, then 定着物 code: L stands for land without building. */
const UNIT_NO = /^[0-9A-Z]{19}[FLQW]\d{8}$/;
/** 16 characters in the old contract form, 19 since 一码管地. */
const SUPERVISION_NO = /^([0-9A-Z]{16}|[0-9A-Z]{19})$/;

/**
 * The right is registered when contract, price, levy and deed tax are done and nothing burdens the land; the
 * entry is complete when the income is shared as well.
 */
export const registration = (
  packs: RulePacks,
): Decider<Registration, RegistrationCommand, RegistrationEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide(command, state): readonly RegistrationEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today);
    switch (command.type) {
      case 'MeetGate': {
        // What arrives after the end, or twice, is ignored.
        if (isOver(state) || waitingOf(state).met.includes(command.data.gate)) return [];
        return readied(state, { type: 'GateMet', data: command.data }, pack, today);
      }
      case 'HoldRegistration': {
        const { burden } = command.data;
        if (isOver(state) || waitingOf(state).holds.some(({ id }) => id === burden.id)) return [];
        return [{ type: 'RegistrationHeld', data: command.data }];
      }
      case 'LiftRegistrationHold':
        if (isOver(state) || waitingOf(state).holds.every(({ id }) => id !== command.data.burdenId))
          return [];
        return readied(state, { type: 'RegistrationHoldLifted', data: command.data }, pack, today);
      case 'RegisterRight':
        return register(command, state, pack, today);
      case 'PassRegistrationDeadline': {
        const ready = state.status === 'waiting' ? state.ready : null;
        if (!ready || ready.overdue) return [];
        const decideBy = known(dayOf(pack, ready, 'decideBy', ready.decideBy));
        return today <= decideBy
          ? []
          : [{ type: 'RegistrationOverdue', data: { subject: command.data.subject, decideBy } }];
      }
      case 'NoteDistribution': {
        const { subject } = command.data;
        if (state.status === 'closed' || (state.status !== 'none' && state.distributed)) return [];
        const noted: RegistrationEvent = { type: 'DistributionNoted', data: { subject } };
        return state.status === 'registered'
          ? [noted, { type: 'EntryCompleted', data: { subject } }]
          : [noted];
      }
      case 'CloseRegistration': {
        if (state.status === 'closed') return [];
        if (state.status === 'registered')
          throw refuse('registration.done', { certificateNo: state.certificateNo });
        // Before anything came it is a fact all the same, so that no late gate opens a registration for a
        // dead entry.
        const { subject, reason } = command.data;
        return [
          {
            type: 'RegistrationClosed',
            data: { subject, reason, taskOpen: state.status === 'waiting' && state.ready !== null },
          },
        ];
      }
    }
  },

  evolve(state, { type, data }): Registration {
    const { subject } = data;
    const distributed = state.status !== 'none' && state.distributed;
    const known = { ...waitingOf(state), subject, distributed };
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
      case 'RightRegistered':
        return {
          status: 'registered',
          subject,
          distributed,
          certificateNo: data.certificateNo,
          right: rightOf(data),
        };
      case 'DistributionNoted':
        return state.status === 'none' ? { ...known, distributed: true } : { ...state, distributed: true };
      case 'RegistrationClosed':
        return { status: 'closed', subject, distributed };
      case 'EntryCompleted':
        return state;
    }
  },
});

const isOver = ({ status }: Registration) => status === 'registered' || status === 'closed';
const waitingOf = (state: Registration): Waiting => (state.status === 'waiting' ? state : EMPTY);

/** A fact, and the registrar's work if with it everything is there: all gates, and no burden. */
function readied(
  state: Registration,
  fact: Extract<RegistrationEvent, { type: 'GateMet' | 'RegistrationHoldLifted' }>,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  const { subject } = fact.data;
  const before = waitingOf(state);
  const met = fact.type === 'GateMet' ? [...before.met, fact.data.gate] : before.met;
  const holds =
    fact.type === 'GateMet' ? before.holds : before.holds.filter(({ id }) => id !== fact.data.burdenId);
  if (before.ready || holds.length > 0 || !GATES.every((gate) => met.includes(gate))) return [fact];
  const form = fact.type === 'GateMet' && fact.data.gate === 'contract' ? fact.data.form : before.form;
  const signedOn =
    fact.type === 'GateMet' && fact.data.gate === 'contract' ? fact.data.signedOn : before.signedOn;
  const priceFen =
    fact.type === 'GateMet' && fact.data.gate === 'price' ? fact.data.priceFen : before.priceFen;
  return [
    fact,
    {
      type: 'RegistrationReady',
      data: {
        subject,
        ...lastDays(pack, { decideBy: ['registration.decision', today] }),
        deedTax: deedTaxOf(pack.on(signedOn ?? today), form, priceFen ?? '0'),
      },
    },
  ];
}

/**
 * 契税法 Art. 2: a grant, a transfer and land put into a company are taxed, by the rate of the day of the
 * contract (Art. 9); whether a lease is, the pack says.
 */
function deedTaxOf(pack: PackOn, form: Form | null, priceFen: FenText): DeedTax {
  const onLease = pack.flag('registration.deed-tax-on-lease');
  if (!onLease.value && (form === 'lease' || form === 'lease-then-grant')) {
    const { key, source, confirmed } = onLease;
    return {
      amountFen: '0',
      explanation: { formula: '租赁不征契税', inputs: { form }, rule: key, source, confirmed },
    };
  }
  const { value, formula, inputs, rule, source, confirmed } = deedTax(pack, fen(priceFen));
  return { amountFen: value.toString(), explanation: { formula, inputs, rule, source, confirmed } };
}

function register(
  { data }: Given<RegistrationCommand, 'RegisterRight'>,
  state: Registration,
  pack: PackOn,
  today: Day,
): readonly RegistrationEvent[] {
  const { unitNo, certificateNo, supervisionNo, registeredOn } = data;
  if (state.status === 'registered') {
    if (
      sameNo(state.certificateNo, certificateNo) &&
      isRepeat(
        [`登记${state.certificateNo}`, `Registration ${state.certificateNo}`],
        state.right,
        rightOf(data),
      )
    )
      return [];
    throw refuse('registration.done', { certificateNo: state.certificateNo });
  }
  if (state.status === 'closed') throw refuse('registration.closed');
  const { met, holds, ready } = waitingOf(state);
  const [burden] = holds;
  if (burden)
    throw refuse('registration.burdened', {
      kind: BURDENS[burden.kind].zh,
      organ: burden.organ,
      id: burden.id,
      reason: burden.reason,
    });
  if (state.status === 'none' || !ready) {
    const missing = GATES.filter((gate) => !met.includes(gate)).map((gate) => GATE_ROWS[gate]);
    throw refuse('registration.gates-open', {
      missing: missing.map(([key]) => gateTitle(pack, key)).join('、'),
      missingEn: missing.map(([, en]) => en).join(', '),
    });
  }
  const { subject, distributed } = state;
  requireDeedTax(data, ready.deedTax);
  if (!UNIT_NO.test(unitNo)) throw refuse('registration.unit-malformed', { unitNo });
  if (unitNo.slice(0, PARCEL_CODE_CHARS) !== subject.parcel)
    throw refuse('registration.unit-other-parcel', { unitNo, parcel: subject.parcel });
  if (!SUPERVISION_NO.test(supervisionNo))
    throw refuse('registration.supervision-malformed', { supervisionNo });
  if (isBlank(certificateNo)) throw refuse('registration.certificate-missing');
  if (registeredOn > today) throw refuse('registration.date-in-future', { registeredOn, today });
  const registered: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...data } };
  return distributed ? [registered, { type: 'EntryCompleted', data: { subject } }] : [registered];
}

/** As the registrar entered it. */
const rightOf = ({
  unitNo,
  certificateNo,
  supervisionNo,
  deedTaxVoucher,
  deedTaxFen,
  deedTaxRelief,
  registeredOn,
}: Given<RegistrationCommand, 'RegisterRight'>['data']): Report => ({
  unitNo,
  certificateNo,
  supervisionNo,
  deedTaxVoucher,
  deedTaxFen,
  deedTaxRelief,
  registeredOn,
});

function gateTitle(pack: PackOn, key: string): string {
  const row = pack.gates.find((gate) => gate.key === key);
  return row ? `${row.title}（${row.source}）` : key;
}

/**
 * 契税法 Art. 11: no voucher, no registration; a voucher over less than the tax only with the paper of the
 * relief.
 */
function requireDeedTax(
  { deedTaxVoucher, deedTaxFen, deedTaxRelief = '' }: Given<RegistrationCommand, 'RegisterRight'>['data'],
  { amountFen, explanation }: DeedTax,
): void {
  const owed = fen(amountFen);
  if (owed === NOTHING) return;
  if (deedTaxVoucher.trim() === '')
    throw refuse('registration.deed-tax-missing', { formula: explanation.formula });
  const paid = fen(deedTaxFen);
  if (paid < owed && deedTaxRelief.trim() === '')
    throw refuse('registration.deed-tax-short', {
      paidYuan: formatYuan(paid),
      owedYuan: formatYuan(owed),
      formula: explanation.formula,
    });
}
