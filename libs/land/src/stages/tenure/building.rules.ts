import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/** Building in time, or not: start, excuse, completion, idle land (城市房地产管理法 Art. 26). Pure. */
import { fen, formatYuan, isBlank, sameNo } from '#policy';
import type { PackOn } from '#policy';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { TenureEvent } from './tenure.events.js';
import { lifted } from './idle.rules.js';
import { refuse } from './tenure.refusals.js';
import { idleFee, moved } from './tenure.rules.js';
import type { Held, Tenure } from './tenure.state.js';

/** A delay of more than three years needs another contract, not an excuse. */
const EXCUSE_DAYS_MAX = 3 * 365;

export function startConstruction(
  { data }: Given<TenureCommand, 'StartConstruction'>,
  { subject, startedOn, beganOn, reports }: Held,
  today: Day,
): readonly TenureEvent[] {
  if (startedOn !== null)
    return recorded('开工', 'The start', startedOn, reports.start, {
      startedOn: data.startedOn,
      documentNo: data.documentNo,
    });
  requireDocument(data.documentNo);
  requirePast(data.startedOn, today);
  if (data.startedOn < beganOn) throw refuse('tenure.not-delivered', { on: data.startedOn, beganOn });
  return [{ type: 'ConstructionStarted', data: { subject, ...data } }];
}

/**
 * Once the land was found idle, a cause of the government only: it may undo the finding. The same document
 * counts once.
 */
export function excuse(
  { data }: Given<TenureCommand, 'ExcuseDelay'>,
  state: Held,
  pack: PackOn,
  today: Day,
): readonly TenureEvent[] {
  const { subject, startedOn, idle, excuses } = state;
  requireDocument(data.documentNo);
  const known = excuses.find(({ documentNo }) => sameNo(documentNo, data.documentNo));
  if (
    known &&
    isRepeat([`延期文件${known.documentNo}`, `Excuse ${known.documentNo}`], known, {
      documentNo: data.documentNo,
      excuse: data.excuse,
      days: data.days,
    })
  )
    return [];
  if (startedOn !== null && !idle) throw refuse('tenure.recorded', { on: startedOn });
  if (idle && data.excuse !== 'government') throw refuse('tenure.idle-declared');
  if (!Number.isSafeInteger(data.days) || data.days < 1 || data.days > EXCUSE_DAYS_MAX)
    throw refuse('tenure.excuse-days', { days: data.days, most: EXCUSE_DAYS_MAX });
  const schedule = moved(pack, state.schedule, data.days);
  return [
    { type: 'ConstructionExcused', data: { subject, ...data, schedule } },
    ...lifted(state, data, schedule, startedOn ?? today),
  ];
}

export function completeConstruction(
  { data }: Given<TenureCommand, 'CompleteConstruction'>,
  { subject, startedOn, completedOn, reports }: Held,
  today: Day,
): readonly TenureEvent[] {
  if (completedOn !== null)
    return recorded('竣工', 'The completion', completedOn, reports.completion, {
      completedOn: data.completedOn,
      documentNo: data.documentNo,
    });
  if (startedOn === null) throw refuse('tenure.not-started');
  requireDocument(data.documentNo);
  requirePast(data.completedOn, today);
  if (data.completedOn < startedOn)
    throw refuse('tenure.not-later', { on: data.completedOn, before: startedOn });
  return [{ type: 'ConstructionCompleted', data: { subject, ...data } }];
}

/** After a year a fee, after two the land may be taken back. The clock may ring late: then both follow. */
export function passIdleDay(state: Tenure, pack: PackOn, today: Day): readonly TenureEvent[] {
  if (state.status !== 'held' || state.startedOn !== null) return [];
  const { subject, schedule, idle, findings, returns } = state;
  const { startBy, idleFeeOn, idleReturnOn } = schedule;
  const due: TenureEvent[] = [];
  if (!idle && today > idleFeeOn)
    due.push({
      type: 'LandIdle',
      data: { subject, startBy, idleSince: idleFeeOn, fee: idleFee(pack, state), round: findings + 1 },
    });
  if (!idle?.returnable && today > idleReturnOn)
    due.push({
      type: 'IdleLandReturnable',
      data: { subject, startBy, source: pack.number('tenure.idle-return-years').source, round: returns + 1 },
    });
  return due;
}

/** Also after the end of the right: what was owed stays owed. */
export function payIdleFee(
  { data }: Given<TenureCommand, 'PayIdleFee'>,
  state: Tenure,
  today: Day,
): readonly TenureEvent[] {
  if (state.status === 'none' || !state.idle) throw refuse('tenure.not-idle');
  const { idle, subject } = state;
  if (idle.paid) {
    return paidBefore(idle.paid, data);
  }
  if (idle.voided) throw refuse('tenure.fee-voided', { documentNo: idle.voided.documentNo });
  requireDocument(data.voucherNo);
  requirePaymentDay(data, { fact: 'idle', on: idle.since }, today, requirePast);
  if (fen(data.amountFen) !== fen(idle.fee.value))
    throw refuse('tenure.amount', {
      paidYuan: formatYuan(fen(data.amountFen)),
      owedYuan: formatYuan(fen(idle.fee.value)),
      formula: idle.fee.formula,
    });
  return [{ type: 'IdleFeePaid', data: { subject, ...data, round: idle.round } }];
}

type Voucher = Readonly<{ voucherNo: string; amountFen: string; paidOn: Day }>;

/** What is paid is paid once: the same voucher changes nothing. @throws Rejected `tenure.paid` */
export function paidBefore(
  known: Voucher,
  { voucherNo, amountFen, paidOn }: Voucher,
): readonly TenureEvent[] {
  isRepeat(['缴款', 'The payment'], known, { voucherNo, amountFen, paidOn }, (found) =>
    refuse('tenure.paid', { voucherNo: known.voucherNo, ...found }),
  );
  return [];
}

function recorded(
  what: string,
  whatEn: string,
  on: Day,
  known: Report = {},
  again: Report,
): readonly TenureEvent[] {
  isRepeat([what, whatEn], known, again, (found) => refuse('tenure.recorded', { on, ...found }));
  return [];
}

export function requireDocument(documentNo: string): void {
  if (isBlank(documentNo)) throw refuse('tenure.document-missing');
}

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('tenure.date-in-future', { day, today });
}

type Named = readonly [zh: string, en: string, on: Day];

/**
 * What was done happened between what it follows upon and today: else the entry would wait by a day that
 * never was.
 */
export function requireBetween(
  [what, whatEn, on]: Named,
  [before, beforeEn, beforeOn]: Named,
  today: Day,
): void {
  requirePast(on, today);
  if (on < beforeOn)
    throw refuse('tenure.dates-disordered', { what, whatEn, on, before, beforeEn, beforeOn });
}

/**
 * Nothing that follows upon a right is older than its contract; the register may come before the delivery.
 */
export const contractDay = ({ signedOn }: Held): Named => [
  '合同签订之日',
  'the signing of the contract',
  signedOn,
];
