import type { Decider } from '#kernel/messages';
import { addFen, civilDate, daysBetween, due, fen, lateFee, levy as assess, NOTHING, smallerFen, subtractFen } from '#policy';
import type { Fen, Pack, Policies } from '#policy';
import { ruleForm, ruleUse } from '../rule-words.js';
import type { Day, Subject } from '../terms.js';
import type { AssessLevy, LevyCommand, RecordLevyPayment } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';
import { refuse } from './levy.refusals.js';

type Status = 'none' | 'assessed' | 'noticed' | 'settled' | 'cancelled';

type Levy = Readonly<{
  status: Status;
  subject?: Subject;
  amountFen: Fen;
  /** All late fees charged so far. */
  lateFeeFen: Fen;
  paidFen: Fen;
  vouchers: readonly string[];
  dueOn: Day;
  /** Up to when late fees are charged: the due day, then each late payment's day. */
  chargedTo: Day;
}>;

const NAMES: Readonly<Record<Status, string>> = { none: '未核定', assessed: '待开缴款通知', noticed: '待缴清', settled: '已缴清', cancelled: '已撤销' };

/** 土地增值收益调节金 (财税〔2016〕41号): assessed once, noticed, paid in parts, settled; undone once. */
export const levy = (policies: Policies): Decider<Levy, LevyCommand, LevyEvent> => ({
  initial: { status: 'none', amountFen: NOTHING, lateFeeFen: NOTHING, paidFen: NOTHING, vouchers: [], dueOn: '', chargedTo: '' },

  decide(command, state): readonly LevyEvent[] {
    const pack = policies.of(command.meta.policy);
    if (command.type === 'AssessLevy') return state.status === 'none' ? assessed(pack, command) : [];
    if (command.type === 'CancelLevy') return cancelled(state, command.data.reason);
    const { subject } = state;
    if (!subject) throw refuse('levy.none', { entry: command.meta.correlation });
    switch (command.type) {
      case 'IssueLevyNotice': {
        if (state.status !== 'assessed') throw refuse('levy.state', { status: NAMES[state.status], action: '开具缴款通知' });
        const { noticeNo, issuedOn } = command.data;
        return [{ type: 'LevyNoticeIssued', data: { subject, noticeNo, issuedOn, dueOn: due(pack, 'levy.due', issuedOn).value, amountFen: state.amountFen.toString() } }];
      }
      case 'RecordLevyPayment':
        return paid(pack, state, subject, command);
      case 'PassLevyDeadline':
        if (state.status !== 'noticed') return [];
        return [{ type: 'LevyOverdue', data: { subject, unpaidFen: subtractFen(state.amountFen, smallerFen(state.paidFen, state.amountFen)).toString(), dueOn: state.dueOn } }];
    }
  },

  evolve(state, { type, data }): Levy {
    switch (type) {
      case 'LevyAssessed':
        return { ...state, status: 'assessed', subject: data.subject, amountFen: fen(data.amountFen) };
      case 'LevyNoticeIssued':
        return { ...state, status: 'noticed', dueOn: data.dueOn, chargedTo: data.dueOn };
      case 'LevyLateFeeCharged':
        return { ...state, lateFeeFen: addFen(state.lateFeeFen, fen(data.feeFen)), chargedTo: data.chargedTo };
      case 'LevyPaymentRecorded':
        return { ...state, paidFen: fen(data.paidFen), vouchers: [...state.vouchers, data.voucherNo] };
      case 'LevySettled':
        return { ...state, status: 'settled' };
      case 'LevyCancelled':
      case 'LevyRefunded':
        return { ...state, status: 'cancelled' };
      case 'LevyOverdue':
        return state;
    }
  },
});

function assessed(pack: Pack, { data: { subject, deal, incomeFen }, meta }: AssessLevy): readonly LevyEvent[] {
  const [acquisitionFen, developmentFen] = [fen(deal.acquisitionFen), fen(deal.developmentFen)];
  // Costs of zero mean that they could not be established: then a share of the price is taken (41号, simplified).
  const costs = acquisitionFen > 0n || developmentFen > 0n ? { acquisitionFen, developmentFen } : {};
  const { value, formula, inputs, rule, source, confirmed } = assess(pack, {
    kind: '调节金', form: ruleForm(deal.form), use: ruleUse(pack, deal.use), grade: deal.grade, district: subject.district, incomeFen: fen(incomeFen), date: civilDate(meta.at), ...costs,
  });
  const facts: LevyEvent[] = [{ type: 'LevyAssessed', data: { subject, amountFen: value.toString(), explanation: { formula, inputs, rule, source, confirmed } } }];
  if (value === 0n) facts.push({ type: 'LevySettled', data: { subject, amountFen: '0', lateFeeFen: '0', settledOn: civilDate(meta.at) } });
  return facts;
}

/**
 * Money is taken for the principal first. A payment after the due day first charges the late fee on what was unpaid
 * since the last charge, capped by the principal over all charges, so that the order of payments of one day is nothing.
 */
function paid(pack: Pack, state: Levy, subject: Subject, { data }: RecordLevyPayment): readonly LevyEvent[] {
  if (state.vouchers.includes(data.voucherNo)) return []; // The same voucher is the same money.
  if (state.status !== 'noticed') throw refuse('levy.state', { status: NAMES[state.status], action: '登记缴款' });
  const amount = fen(data.amountFen);
  if (amount <= 0n) throw refuse('levy.payment-amount', { voucherNo: data.voucherNo });
  const facts: LevyEvent[] = [];
  const principal = subtractFen(state.amountFen, smallerFen(state.paidFen, state.amountFen));
  let fees = state.lateFeeFen;
  const days = data.paidOn > state.chargedTo ? daysBetween(state.chargedTo, data.paidOn) : 0;
  if (days > 0 && principal > 0n) {
    const { value, formula, inputs, rule, source, confirmed } = lateFee(pack, { unpaidFen: principal, days });
    const fee = smallerFen(value, subtractFen(state.amountFen, smallerFen(fees, state.amountFen)));
    fees = addFen(fees, fee);
    facts.push({ type: 'LevyLateFeeCharged', data: { subject, feeFen: fee.toString(), days, chargedTo: data.paidOn, explanation: { formula, inputs, rule, source, confirmed } } });
  }
  const open = subtractFen(addFen(state.amountFen, fees), state.paidFen);
  if (amount > open) throw refuse('levy.overpayment', { amountFen: data.amountFen, dueFen: open.toString() });
  const left = subtractFen(open, amount);
  facts.push({ type: 'LevyPaymentRecorded', data: { subject, ...data, paidFen: addFen(state.paidFen, amount).toString(), unpaidFen: left.toString() } });
  if (left === 0n) facts.push({ type: 'LevySettled', data: { subject, amountFen: state.amountFen.toString(), lateFeeFen: fees.toString(), settledOn: data.paidOn } });
  return facts;
}

function cancelled({ status, subject, paidFen }: Levy, reason: string): readonly LevyEvent[] {
  if (!subject || status === 'cancelled') return [];
  if (paidFen > 0n) return [{ type: 'LevyRefunded', data: { subject, amountFen: paidFen.toString(), reason } }];
  return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: status === 'assessed' } }];
}
