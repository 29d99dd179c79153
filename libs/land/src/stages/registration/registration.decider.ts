import type { Given, Decider } from '#kernel/messages';
import { NOTHING, civilDate, deedTax, fen, formatYuan, isBlank, sameNo } from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { districtOf } from '../../shared/district.rules.js';
import { lastDays } from '../../clocks/open-days.rules.js';
import { BURDENS } from '../../shared/burdens.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day, FenText, Form } from '../../shared/terms.js';
import {
  acceptApplication,
  applyAgain,
  askCorrection,
  passDeadline,
  refuseRegistration,
  requirePast,
} from './application.rules.js';
import { allMet, gatesOpen } from './gates.rules.js';
import type { RegistrationCommand } from './registration.commands.js';
import type { DeedTax, RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';
import { deskOf, evolve, rightOf, roundOf, waitingOf } from './registration.state.js';
import type { Registration } from './registration.state.js';

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
    const pack = packs.of(command.meta.policy).on(today, districtOf(state, command.data));
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
      case 'AcceptApplication':
        return acceptApplication(command, state, pack, today);
      case 'AskCorrection':
        return askCorrection(command, state, pack, today);
      case 'RefuseRegistration':
        return refuseRegistration(command, state, pack, today);
      case 'ApplyAgain':
        return applyAgain(command, state, pack, today);
      case 'PassRegistrationDeadline':
        return passDeadline(state, pack, today);
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
        const { ready, returned } = waitingOf(state);
        const told = returned === null ? {} : { returned: true as const };
        return [
          {
            type: 'RegistrationClosed',
            data: { subject, reason, taskOpen: ready !== null, ...told, ...roundOf(deskOf(state).round) },
          },
        ];
      }
    }
  },

  evolve,
});

const isOver = ({ status }: Registration) => status === 'registered' || status === 'closed';

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
  if (before.ready || holds.length > 0 || !allMet(met)) return [fact];
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
  const { holds, ready } = waitingOf(state);
  const [burden] = holds;
  if (burden)
    throw refuse('registration.burdened', {
      kind: BURDENS[burden.kind].zh,
      organ: burden.organ,
      id: burden.id,
      reason: burden.reason,
    });
  if (state.status === 'none' || !ready) throw gatesOpen(state, pack);
  // What was to be corrected was met at the desk; after a refusal somebody must have applied again.
  if (state.returned === 'refusal') throw refuse('registration.refused');
  const { subject, distributed, returned, round } = state;
  requireDeedTax(data, ready.deedTax);
  if (!UNIT_NO.test(unitNo)) throw refuse('registration.unit-malformed', { unitNo });
  if (unitNo.slice(0, PARCEL_CODE_CHARS) !== subject.parcel)
    throw refuse('registration.unit-other-parcel', { unitNo, parcel: subject.parcel });
  if (!SUPERVISION_NO.test(supervisionNo))
    throw refuse('registration.supervision-malformed', { supervisionNo });
  if (isBlank(certificateNo)) throw refuse('registration.certificate-missing');
  requirePast(registeredOn, today);
  const told = returned === null ? {} : { returned: true as const };
  const registered: RegistrationEvent = {
    type: 'RightRegistered',
    data: { subject, ...data, ...told, ...roundOf(round) },
  };
  return distributed ? [registered, { type: 'EntryCompleted', data: { subject } }] : [registered];
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
