import type { ContractCommand } from './contract.commands.js';
import type { Given } from '#kernel/messages';
/**
 * A lease after its signature: what secures it, what is called for and paid year by year, and how the rents
 * end. Pure.
 */
import {
  NOTHING,
  addDays,
  addFen,
  addYears,
  daysBetween,
  divideHalfUp,
  fen,
  formatYuan,
  isBlank,
  notBelowZero,
  sameNo,
  signOf,
  smallerFen,
  subtractFen,
} from '#policy';
import type { Fen, PackOn } from '#policy';
import { settledDay } from '../../clocks/open-days.rules.js';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { ContractEvent, ContractTerms, Due, ExplainedFen } from './contract.events.js';
import { requirePast, tooOld } from './contract.paper.js';
import { refuse } from './contract.refusals.js';
import { openCalls, paidOf } from './contract.state.js';
import type { Contract, PricePayment, Rents, UnderContract } from './contract.state.js';
import { totalOf } from '../../shared/rents.rules.js';
import { dueOf, missingOf } from './instalments.rules.js';
import { requirePaidFor } from './paid-for.rules.js';

type Leasing = UnderContract &
  Readonly<{ rents: Rents; terms: ContractTerms & Required<Pick<ContractTerms, 'rents'>> }>;
export const isLeasing = (state: Contract): state is Leasing => 'terms' in state && state.rents !== undefined;

/** @throws Rejected `contract.not-signed`, `contract.no-rents`, `contract.ended` */
function leasing(state: Contract): Leasing {
  if (state.status === 'ended') throw refuse('contract.ended');
  if (!('terms' in state)) throw refuse('contract.not-signed');
  if (!isLeasing(state)) throw refuse('contract.no-rents');
  return state;
}

/** The guarantee is paid in one sum, because it secures nothing until it is whole. */
export function payGuarantee(
  { data }: Given<ContractCommand, 'PayGuarantee'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  const lease = leasing(state);
  const { subject, rents, terms, payments } = lease;
  const { contractNo, ...told } = data;
  const { amountFen, paidOn, voucherNo } = told;
  const known = rents.guarantee;
  if (
    known &&
    sameNo(known.voucherNo, voucherNo) &&
    isRepeat(['保证金', 'The guarantee'], known, { amountFen, paidOn, voucherNo })
  )
    return [];
  if (known) throw refuse('contract.guarantee-paid', { voucherNo: known.voucherNo });
  if (isBlank(voucherNo) || payments.some((payment) => sameNo(payment.voucherNo, voucherNo)))
    throw refuse('contract.voucher-taken', { voucherNo });
  requirePaidFor(lease, { contractNo });
  requirePaymentDay(data, { fact: 'contract', on: terms.signedOn }, today, requirePast);
  const { value, formula } = terms.rents.guarantee;
  if (fen(amountFen) !== fen(value))
    throw refuse('contract.guarantee-amount', {
      paidYuan: formatYuan(fen(amountFen)),
      owedYuan: formatYuan(fen(value)),
      formula,
    });
  return [{ type: 'GuaranteePaid', data: { subject, ...told } }, ...secured(lease, payments, true)];
}

/** What a payment completes: each instalment once, and with the first rent the lease itself. */
export function settledBy(state: UnderContract, payments: readonly PricePayment[]): readonly ContractEvent[] {
  if (!isLeasing(state)) return [];
  const {
    subject,
    rents,
    terms: { schedule },
  } = state;
  const paid = addFen(paidOf(payments), fen(rents.keptFen ?? '0'));
  const done = schedule.filter(
    ({ no }) => !rents.settled.includes(no) && missingOf(schedule, no, paid) === NOTHING,
  );
  const settled = done.map(({ no, amountFen, rentYear, conversion }): ContractEvent => ({
    type: 'InstalmentSettled',
    data: {
      subject,
      no,
      amountFen,
      ...(rentYear === undefined ? {} : { rentYear }),
      ...(conversion ? { conversion } : {}),
      called: openCalls(rents).includes(no),
    },
  }));
  return [...settled, ...secured(state, payments, rents.guarantee !== null)];
}

/**
 * The first period and the guarantee open the register; what is no rent has to be paid as for a grant. A
 * guarantee of nothing is paid.
 */
function secured(
  { subject, deal, rents, terms }: Leasing,
  payments: readonly PricePayment[],
  guaranteed: boolean,
): readonly ContractEvent[] {
  const {
    schedule,
    rents: { guarantee },
  } = terms;
  if (rents.secured || (!guaranteed && fen(guarantee.value) > NOTHING)) return [];
  const first = schedule.find(({ rentYear }) => rentYear !== undefined);
  const price = schedule.filter(({ rentYear }) => rentYear === undefined);
  const paid = paidOf(payments);
  if ([...price, ...(first ? [first] : [])].some(({ no }) => missingOf(schedule, no, paid) > NOTHING))
    return [];
  // Of a part that is granted the tax asks the price; whether a rent is taxed, the pack says.
  const priceFen = totalOf(deal.form === 'part-lease' ? price : schedule);
  return [
    { type: 'LeaseSecured', data: { subject, priceFen: priceFen.toString(), guaranteeFen: guarantee.value } },
  ];
}

/** The notice of a rent is somebody's work from its day on, unless the rent is paid already. */
export function callRent(
  { data: { no } }: Given<ContractCommand, 'PassRentCall'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  if (!isLeasing(state) || state.rents.ended || state.rents.called.includes(no)) return [];
  const {
    subject,
    payments,
    terms: { schedule },
  } = state;
  const due = dueOf(schedule, no);
  if (due?.callOn === undefined || due.rentYear === undefined || today < due.callOn) return [];
  const missing = smallerFen(fen(due.amountFen), missingOf(schedule, no, paidOf(payments)));
  if (missing === NOTHING) return [];
  return [
    {
      type: 'RentCalled',
      data: { subject, no, rentYear: due.rentYear, dueOn: due.dueOn, unpaidFen: missing.toString() },
    },
  ];
}

export function issueRentNotice(
  { data: { no, noticeNo, issuedOn } }: Given<ContractCommand, 'IssueRentNotice'>,
  state: Contract,
  today: Day,
): readonly ContractEvent[] {
  const { subject, rents, terms } = leasing(state);
  const known = rents.notices.find((notice) => notice.no === no);
  if (known && isRepeat(['租金缴款通知书', 'The rent notice'], known, { no, noticeNo, issuedOn })) return [];
  if (!openCalls(rents).includes(no)) throw refuse('contract.rent-not-called');
  if (isBlank(noticeNo)) throw refuse('contract.number-missing');
  requirePast(issuedOn, today);
  const { callOn } = dueOf(terms.schedule, no) ?? {};
  if (callOn !== undefined && issuedOn < callOn)
    throw tooOld(['通知日', 'The notice', issuedOn], ['应通知之日', 'the day of its call', callOn]);
  return [{ type: 'RentNoticeIssued', data: { subject, no, noticeNo, issuedOn } }];
}

/**
 * The price falls due as a first payment does. Rents of years that begin after the signature fall away; what
 * was paid towards them counts for the price, and a rent that is paid whole goes back when the lease ends.
 */
export function priceConversion(
  { data: { subject, priceFen, signedOn } }: Given<ContractCommand, 'PriceConversion'>,
  state: Contract,
  pack: PackOn,
): readonly ContractEvent[] {
  if (!isLeasing(state) || state.rents.ended) return [];
  const {
    overdue,
    rents,
    terms: { schedule },
  } = state;
  if (schedule.some(({ rentYear }) => rentYear === undefined)) return [];
  const dueOn = settledDay(pack.on(signedOn).last([{ clock: 'contract.first-payment' }], signedOn), {
    what: '转让价款的付款期限',
    whatEn: 'The day on which the price is due',
  });
  const stopped = schedule
    .filter(({ no, dueOn: rentOn }) => rentOn > signedOn && !rents.settled.includes(no))
    .map(({ no }) => no);
  const no = Math.max(...schedule.map((due) => due.no)) + 1;
  const arrears = overdue
    .filter((item) => stopped.includes(item.no))
    .map((item) => ({ no: item.no, defaulted: item.defaulted }));
  const calls = openCalls(rents).filter((called) => stopped.includes(called));
  return [
    {
      type: 'ConversionPriced',
      data: { subject, due: { no, dueOn, amountFen: priceFen, conversion: true }, stopped, arrears, calls },
    },
  ];
}

/**
 * What was due by the end stays owed, what was paid beyond it goes back, and the guarantee covers what is
 * missing.
 */
export function endRents(
  { data }: Given<ContractCommand, 'EndRents'>,
  state: Contract,
): readonly ContractEvent[] {
  return isLeasing(state) && !state.rents.ended && state.status === 'fulfilled'
    ? [leaseEnded(state, data)]
    : [];
}

type End = Omit<Given<ContractCommand, 'EndRents'>['data'], 'subject'>;

export function leaseEnded(
  { subject, deal, rents, terms, payments, overdue }: Leasing,
  { how, reason, endedOn, unusedToo }: End,
): ContractEvent {
  // The price of a grant that did not come about is not owed, and what was paid towards it goes back.
  const price =
    deal.form === 'lease-then-grant' && how !== 'converted'
      ? terms.schedule.filter(({ rentYear }) => rentYear === undefined)
      : [];
  const stopped = [
    ...terms.schedule.filter(({ dueOn, rentYear }) => rentYear !== undefined && dueOn > endedOn),
    ...price,
  ];
  const owed = terms.schedule.filter((due) => !stopped.includes(due));
  const unpaid = notBelowZero(subtractFen(totalOf(owed), paidOf(payments)));
  const guarantee = rents.guarantee === null ? NOTHING : fen(rents.guarantee.amountFen);
  const kept = smallerFen(guarantee, unpaid);
  return {
    type: 'LeaseEnded',
    data: {
      subject,
      how,
      reason,
      endedOn,
      unpaidFen: unpaid.toString(),
      rentBack: rentBack(terms, owed, payments, endedOn, unusedToo, price.length > 0),
      guaranteeBackFen: subtractFen(guarantee, kept).toString(),
      keptFen: kept.toString(),
      stopped: stopped.map(({ no }) => no),
      arrears: overdue.map(({ no, defaulted }) => ({ no, defaulted })),
      calls: openCalls(rents),
    },
  };
}

/**
 * Rents of years that did not begin; and where the public took the land, the days of the running year that
 * were paid and are left (民法典 Art. 358).
 */
function rentBack(
  { deliveryOn }: ContractTerms,
  owed: readonly Due[],
  payments: readonly PricePayment[],
  endedOn: Day,
  unusedToo: boolean,
  priced: boolean,
): ExplainedFen {
  const ahead = notBelowZero(subtractFen(paidOf(payments), totalOf(owed)));
  const running = unusedToo ? runningYear(deliveryOn, owed, payments, endedOn) : null;
  const value = addFen(ahead, running?.value ?? NOTHING);
  const words = [
    `预付租金${priced ? '和转让价款' : ''} ${formatYuan(ahead)} 元`,
    ...(running ? [running.formula] : []),
  ];
  return {
    value: value.toString(),
    formula: `${words.join(' + ')} ${signOf(running?.exact ?? true)} ${formatYuan(value)} 元`,
    inputs: { aheadYuan: formatYuan(ahead), endedOn, ...(running?.inputs ?? {}) },
    rule: 'contract.rent-back',
    source: unusedToo ? '民法典第三百五十八条；土地管理法第六十六条' : '民法典第五百六十六条',
    confirmed: true,
  };
}

function runningYear(
  deliveryOn: Day,
  owed: readonly Due[],
  payments: readonly PricePayment[],
  endedOn: Day,
): Readonly<{
  value: Fen;
  exact: boolean;
  formula: string;
  inputs: Readonly<Record<string, string>>;
}> | null {
  const last = owed.findLast(({ rentYear }) => rentYear !== undefined);
  if (last?.rentYear === undefined || endedOn < deliveryOn) return null;
  const rents = owed.filter(({ rentYear }) => rentYear === last.rentYear);
  const paid = notBelowZero(subtractFen(totalOf(rents), missingOf(owed, last.no, paidOf(payments))));
  const [from, to] = [addYears(deliveryOn, last.rentYear - 1), addYears(deliveryOn, last.rentYear)];
  const [days, left] = [daysBetween(from, to), Math.max(0, daysBetween(addDays(endedOn, 1), to))];
  const value = divideHalfUp(paid * BigInt(left), BigInt(days)) as Fen;
  return {
    value,
    exact: value * BigInt(days) === paid * BigInt(left),
    formula: `第 ${last.rentYear} 年已付租金 ${formatYuan(paid)} × ${left} 日 ÷ ${days} 日`,
    inputs: { paidYuan: formatYuan(paid), daysLeft: String(left), daysOfYear: String(days) },
  };
}
