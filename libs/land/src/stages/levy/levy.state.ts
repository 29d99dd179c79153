import type { Cost } from '#policy';
import { openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';
import type { LevyEvent, LevyPart } from './levy.events.js';
import type { Payment } from './levy.rules.js';

type Split = Readonly<{ split?: DealTerms['split'] }>;

type Assessed = Split & Readonly<{ subject: Subject; amountFen: FenText }>;

type Noticed = Assessed &
  Readonly<{
    noticeNo: string;
    issuedOn: Day;
    schedule: readonly LevyPart[];
    byPeriod: boolean;
    payments: readonly Payment[];
    lateFeeFen: FenText;
  }> &
  MayBeOpen;

type Stage =
  | Readonly<{ status: 'none' }>
  /** Waits for rules that have a row for it. */
  | Readonly<{ status: 'rate-missing'; subject: Subject; deal: DealTerms; incomeFen: FenText; on: Day }>
  /** Waits for an officer, because the only row that fits has expired or a cost is `missing`. */
  | Readonly<{
      status: 'deferred';
      subject: Subject;
      deal: DealTerms;
      incomeFen: FenText;
      on: Day;
      missing?: readonly Cost[];
    }>
  | (Assessed & Readonly<{ status: 'assessed'; periods?: readonly FenText[] }>)
  /** `overdue`: parts of which it was told, by their numbers. */
  | (Noticed & Readonly<{ status: 'noticed'; overdue: readonly number[]; firstPaid: boolean }>)
  | (Assessed &
      Readonly<{ status: 'settled'; payments: readonly Payment[]; lateFeeFen: FenText; settledOn: Day }>)
  | Readonly<{ status: 'cancelled' }>;

/**
 * `rules`: the version that the case was judged by after its row had been missing, instead of the one it
 * began with.
 */
export type Levy = Stage & Readonly<{ rules?: string }>;

export function evolve(state: Levy, event: LevyEvent): Levy {
  const { rules = state.rules } =
    event.type === 'LevyAssessed' || event.type === 'LevyAssessmentDeferred' ? event.data : {};
  return { ...stageAfter(state, event), ...(rules === undefined ? {} : { rules }) };
}

function stageAfter(state: Levy, { type, data }: LevyEvent): Stage {
  switch (type) {
    case 'LevyRateMissing': {
      const { subject, deal, incomeFen, on } = data;
      return { status: 'rate-missing', subject, deal, incomeFen, on };
    }
    case 'LevyAssessmentDeferred': {
      const { subject, deal, incomeFen, on, missing } = data;
      return { status: 'deferred', subject, deal, incomeFen, on, ...(missing ? { missing } : {}) };
    }
    case 'LevyAssessed': {
      const { subject, amountFen, periods, split } = data;
      return {
        status: 'assessed',
        subject,
        amountFen,
        ...(periods ? { periods } : {}),
        ...(split ? { split } : {}),
      };
    }
    case 'LevyNoticeIssued': {
      const { subject, amountFen, noticeNo, issuedOn, dueOn, schedule = [{ dueOn, amountFen }] } = data;
      const [split, byPeriod] =
        state.status === 'assessed' ? [state.split, state.periods !== undefined] : [undefined, false];
      return {
        status: 'noticed',
        subject,
        amountFen,
        noticeNo,
        issuedOn,
        schedule,
        byPeriod,
        payments: [],
        lateFeeFen: '0',
        overdue: [],
        firstPaid: false,
        ...(split ? { split } : {}),
        ...openOf(data),
      };
    }
    case 'LevyPaymentRecorded': {
      if (state.status !== 'noticed') return state;
      const { voucherNo, amountFen, paidOn } = data;
      return { ...state, payments: [...state.payments, { voucherNo, amountFen, paidOn }].sort(byDay) };
    }
    case 'LevyOverdue':
      return state.status === 'noticed' ? { ...state, overdue: [...state.overdue, data.part ?? 1] } : state;
    case 'LevyLateFeeCharged':
      return state.status === 'noticed' ? { ...state, lateFeeFen: data.feeFen } : state;
    case 'LevyFirstPeriodPaid':
      return state.status === 'noticed' ? { ...state, firstPaid: true } : state;
    case 'LevySettled': {
      const payments = state.status === 'noticed' ? state.payments : [];
      return {
        status: 'settled',
        subject: data.subject,
        amountFen: data.amountFen,
        payments,
        lateFeeFen: data.lateFeeFen,
        settledOn: data.settledOn,
      };
    }
    case 'LevyCancelled':
    case 'LevyRefunded':
      return { status: 'cancelled' };
  }
}

/** Kept sorted, so that the state does not remember in which order the vouchers came. */
const byDay = (a: Payment, b: Payment) =>
  `${a.paidOn} ${a.voucherNo}` < `${b.paidOn} ${b.voucherNo}` ? -1 : 1;
