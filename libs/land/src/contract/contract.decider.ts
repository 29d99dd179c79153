import type { Decider } from '#kernel/messages';
import { addFen, civilDate, contractDue, due, fen, mulRate, NOTHING, smallerFen, subtractFen } from '#policy';
import type { Fen, Pack, Policies } from '#policy';
import type { Day, DealTerms, Subject } from '../terms.js';
import type { ContractCommand, PublishDeal, RecordPricePayment, RescindContract, SignContract } from './contract.commands.js';
import type { ContractEvent, ContractPaper, ContractStage } from './contract.events.js';
import { refuse } from './contract.refusals.js';

type Contract = Readonly<{
  stage: ContractStage;
  subject?: Subject;
  deal?: DealTerms;
  buyer?: Readonly<{ name: string; uscc: string }>;
  priceFen: Fen;
  paidFen: Fen;
  vouchers: readonly string[];
  confirmedOn: Day;
  signBy: Day;
  signedBy?: string;
  paper?: ContractPaper;
}>;

const NAMES: Readonly<Record<ContractStage, string>> = {
  none: '未成交', opened: '待公示', published: '公示中', confirmed: '待签订', signed: '待备案', filed: '已备案', ended: '已终结',
};

/** From the deal to the filed and paid contract (实施条例 Art. 41), with the agreement's public notice before it. */
export const contract = (policies: Policies): Decider<Contract, ContractCommand, ContractEvent> => ({
  initial: { stage: 'none', priceFen: NOTHING, paidFen: NOTHING, vouchers: [], confirmedOn: '', signBy: '' },

  decide(command, state): readonly ContractEvent[] {
    const pack = policies.of(command.meta.policy);
    const { stage } = state;
    switch (command.type) {
      case 'OpenDeal':
        return stage === 'none' ? [{ type: 'DealOpened', data: command.data }] : [];
      case 'ConfirmDeal': {
        const { subject, deal, buyer, priceFen, confirmedOn } = command.data;
        return stage === 'none' ? [confirmed(pack, subject, deal, buyer, priceFen, confirmedOn)] : [];
      }
      case 'CloseDeal':
        return state.subject && stage !== 'ended' ? [{ type: 'DealClosed', data: { subject: state.subject, reason: command.data.reason, stage } }] : [];
      default:
    }
    const { subject, deal } = state;
    if (!subject || !deal) throw refuse('contract.none', { entry: command.meta.correlation });
    switch (command.type) {
      case 'PublishDeal':
        expect(state, ['opened'], '公示意向成交');
        return [published(pack, subject, deal, command)];
      case 'ObjectDeal':
        expect(state, ['published'], '受理异议');
        return [{ type: 'DealObjected', data: { subject, reason: command.data.reason } }];
      case 'PassPublicity':
        if (stage !== 'published') return []; // An objection was upheld, or the entry ended meanwhile.
        return [confirmed(pack, subject, deal, state.buyer!, state.priceFen.toString(), civilDate(command.meta.at))];
      case 'PassSigningDeadline':
        return stage === 'confirmed' ? [{ type: 'SigningOverdue', data: { subject, signBy: state.signBy } }] : [];
      case 'SignContract':
        expect(state, ['confirmed'], '签订合同');
        checkPaper(state, command);
        return [{ type: 'ContractSigned', data: { subject, paper: command.data.paper, priceFen: state.priceFen.toString(), signedBy: command.meta.actor.person } }];
      case 'FileContract':
        expect(state, ['signed'], '备案');
        if (command.meta.actor.person === state.signedBy) throw refuse('four-eyes.preparer', { person: command.meta.actor.person });
        return [{ type: 'ContractFiled', data: { subject, ...command.data, deal, priceFen: state.priceFen.toString(), contractNo: state.paper!.contractNo } }];
      case 'RecordPricePayment':
        return paid(state, subject, command);
      case 'RescindContract':
        expect(state, ['confirmed', 'signed', 'filed'], '解除合同');
        return [rescinded(pack, state, subject, command)];
      case 'FulfilContract':
        return stage === 'ended' ? [] : [{ type: 'ContractFulfilled', data: { subject } }];
    }
  },

  evolve(state, { type, data }): Contract {
    switch (type) {
      case 'DealOpened':
        return { ...state, stage: 'opened', subject: data.subject, deal: data.deal };
      case 'DealPublished':
        return { ...state, stage: 'published', buyer: data.buyer, priceFen: fen(data.priceFen) };
      case 'DealConfirmed':
        return { ...state, stage: 'confirmed', subject: data.subject, deal: data.deal, buyer: data.buyer, priceFen: fen(data.priceFen), confirmedOn: data.confirmedOn, signBy: data.signBy };
      case 'SigningOverdue':
        return state;
      case 'ContractSigned':
        return { ...state, stage: 'signed', paper: data.paper, signedBy: data.signedBy };
      case 'ContractFiled':
        return { ...state, stage: 'filed' };
      case 'PricePaymentRecorded':
        return { ...state, paidFen: fen(data.paidFen), vouchers: [...state.vouchers, data.voucherNo] };
      case 'PriceSettled':
        return state;
      case 'DealObjected':
      case 'ContractRescinded':
      case 'ContractFulfilled':
      case 'DealClosed':
        return { ...state, stage: 'ended' };
    }
  },
});

function expect({ stage }: Contract, allowed: readonly ContractStage[], action: string): void {
  if (!allowed.includes(stage)) throw refuse('contract.state', { status: NAMES[stage], action });
}

function published(pack: Pack, subject: Subject, deal: DealTerms, { data }: PublishDeal): ContractEvent {
  if (fen(data.priceFen) < fen(deal.priceFen)) throw refuse('contract.price-below-scheme', { priceFen: data.priceFen, schemeFen: deal.priceFen });
  return { type: 'DealPublished', data: { subject, ...data, publicUntil: due(pack, 'procedure.deal-publication', data.publishedOn).value } };
}

function confirmed(pack: Pack, subject: Subject, deal: DealTerms, buyer: Readonly<{ name: string; uscc: string }>, priceFen: string, confirmedOn: Day): ContractEvent {
  return { type: 'DealConfirmed', data: { subject, deal, buyer, priceFen, confirmedOn, signBy: contractDue(pack, confirmedOn).value } };
}

const CONDITIONS = [['planningNo', '规划条件'], ['industryNo', '产业准入要求'], ['ecologyNo', '生态环境保护要求']] as const;

function checkPaper({ confirmedOn }: Contract, { data: { paper } }: SignContract): void {
  const missing = CONDITIONS.filter(([field]) => !paper[field]?.trim()).map(([, name]) => name);
  if (missing.length > 0) throw refuse('contract.void', { missing: missing.join('、') });
  const { signedOn, deliveryOn, startOn, completionOn } = paper;
  if (signedOn < confirmedOn || deliveryOn < signedOn || startOn < deliveryOn || completionOn < startOn) throw refuse('contract.dates', { signedOn, confirmedOn });
}

function paid(state: Contract, subject: Subject, { data }: RecordPricePayment): readonly ContractEvent[] {
  if (state.vouchers.includes(data.voucherNo)) return []; // The same voucher is the same money.
  expect(state, ['signed', 'filed'], '登记价款');
  const [amount, unpaid] = [fen(data.amountFen), subtractFen(state.priceFen, state.paidFen)];
  if (amount <= 0n) throw refuse('contract.payment-amount', { voucherNo: data.voucherNo });
  if (amount > unpaid) throw refuse('contract.overpayment', { amountFen: data.amountFen, unpaidFen: unpaid.toString() });
  const left = subtractFen(unpaid, amount);
  const recorded: ContractEvent = { type: 'PricePaymentRecorded', data: { subject, ...data, paidFen: addFen(state.paidFen, amount).toString(), unpaidFen: left.toString() } };
  return left === 0n ? [recorded, { type: 'PriceSettled', data: { subject, priceFen: state.priceFen.toString() } }] : [recorded];
}

/** What was paid goes back; a buyer at fault loses the earnest money (定金, 民法典 586 and 587) as far as it was paid. */
function rescinded(pack: Pack, state: Contract, subject: Subject, { data }: RescindContract): ContractEvent {
  const earnest = mulRate(state.priceFen, pack.text('contract.earnest-ratio-max').value);
  const forfeited = data.fault === 'buyer' ? smallerFen(earnest, state.paidFen) : NOTHING;
  const refund = subtractFen(state.paidFen, forfeited);
  return { type: 'ContractRescinded', data: { subject, ...data, refundFen: refund.toString(), forfeitedFen: forfeited.toString(), stage: state.stage } };
}

