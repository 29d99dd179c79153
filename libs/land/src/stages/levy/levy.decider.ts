import type { Given, Decider } from '#kernel/messages';
import { Rejected } from '#kernel/messages';
import { NOTHING, addFen, civilDate, daysBetween, fen, isBlank, sameNo, subtractFen } from '#policy';
import type { Cost, Pack, PackOn, RulePacks } from '#policy';
import { known, openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';
import type { LevyCommand } from './levy.commands.js';
import type { LevyEvent, LevyPart, RateConfirmation } from './levy.events.js';
import type { Costs } from '../../shared/levy-question.rules.js';
import { refuse } from './levy.refusals.js';
import { assess } from '../../shared/levy-assessment.rules.js';
import type { Case } from '../../shared/levy-assessment.rules.js';
import { datedParts, lastDayOf, lateFeeOf, openOn, scheduleOf, sharesOf, sumOf } from './levy.rules.js';
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

/** 调节金 of one entry, from its assessment to the last 分, or to the last 分 back. */
export const levyDecider = (packs: RulePacks): Decider<Levy, LevyCommand, LevyEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide(command, state): readonly LevyEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(state.rules ?? command.meta.policy).on(today);
    switch (command.type) {
      case 'AssessLevy': {
        if (state.status !== 'none') return [];
        const { subject, deal, incomeFen } = command.data;
        return judged(pack, { subject, deal, incomeFen, date: today }, today);
      }
      case 'AssessLevyAgain': {
        if (state.status !== 'rate-missing') return [];
        const { subject, deal, incomeFen, on } = state;
        const again = { awaited: true, rules: command.data.rules } as const;
        // Judged by its own day: that the rules came later changes neither the rate nor whether there is one.
        return judged(
          installed(packs, command.data.rules).on(on),
          { subject, deal, incomeFen, date: on },
          today,
        ).map((event) =>
          event.type === 'LevyAssessed' || event.type === 'LevyAssessmentDeferred'
            ? ({ ...event, data: { ...event.data, ...again } } as LevyEvent)
            : event,
        );
      }
      case 'ConfirmLevyRate':
        return confirm(command, state, pack, today);
      case 'IssueLevyNotice':
        return issue(command, state, pack, today);
      case 'RecordLevyPayment':
        return pay(command, state, pack, today);
      case 'PassLevyDeadline':
        return overdue(state, command.data.part ?? 1, pack, today);
      case 'CancelLevy':
        return cancel(state, command.data);
    }
  },

  evolve: (state, event): Levy => {
    const { rules = state.rules } =
      event.type === 'LevyAssessed' || event.type === 'LevyAssessmentDeferred' ? event.data : {};
    return { ...stageAfter(state, event), ...(rules === undefined ? {} : { rules }) };
  },
});

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

/**
 * A row that has expired is for an officer to confirm, a cost for one to state; where there is no row at all,
 * the rules must change first.
 */
function judged(pack: PackOn, about: Case, today: Day): readonly LevyEvent[] {
  try {
    return assessed(pack, about, today);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const { subject, deal, incomeFen, date } = about;
    const facts = { subject, deal, incomeFen, on: date, reason: error.message };
    if (error.code === 'levy.cost-missing')
      return [
        {
          type: 'LevyAssessmentDeferred',
          data: { ...facts, missing: error.details.missing as readonly Cost[] },
        },
      ];
    if (error.code !== 'levy.no-valid-rate') throw error;
    return [
      error.details.expiredOn === undefined
        ? { type: 'LevyRateMissing', data: { ...facts, rules: pack.ref } }
        : { type: 'LevyAssessmentDeferred', data: facts },
    ];
  }
}

/**
 * Every process installs adopted rules as it reads the log; until then this is a fault to try again, no
 * answer of the law.
 */
function installed(packs: RulePacks, ref: string): Pack {
  if (!packs.refs.includes(ref)) throw new Error(`The rules ${ref} are not installed in this process yet.`);
  return packs.of(ref);
}

/** A levy of nothing is settled at once. */
function assessed(
  pack: PackOn,
  about: Case,
  today: Day,
  confirmation?: RateConfirmation,
): readonly LevyEvent[] {
  const { subject, deal } = about;
  const { amountFen, explanation, periods } = assess(pack, {
    ...about,
    ...(confirmation ? { confirmation } : {}),
  });
  const split = deal.split ? { split: deal.split } : {};
  const fact: LevyEvent = {
    type: 'LevyAssessed',
    data: {
      subject,
      amountFen,
      explanation,
      ...(confirmation ? { confirmation } : {}),
      ...(periods ? { periods } : {}),
      ...split,
    },
  };
  return fen(amountFen) > NOTHING
    ? [fact]
    : [
        fact,
        { type: 'LevySettled', data: { subject, amountFen, lateFeeFen: '0', settledOn: today, ...split } },
      ];
}

/** The case is judged by the day on which it came, whenever the officer gets to it. */
function confirm(
  { data: { documentNo, ...given }, meta }: Given<LevyCommand, 'ConfirmLevyRate'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  if (state.status !== 'deferred') throw refuse('levy.rate-not-awaited');
  if (isBlank(documentNo)) throw refuse('levy.rate-document-missing');
  const { subject, incomeFen, on, missing = [] } = state;
  const costs: Costs = Object.fromEntries(Object.entries(given).filter(([, amount]) => amount !== undefined));
  if (Object.keys(costs).some((cost) => !missing.includes(cost as Cost)))
    throw refuse('levy.cost-not-awaited');
  const deal = missing.length === 0 ? state.deal : withCosts(state.deal, costs);
  return assessed(pack, { subject, deal, incomeFen, date: on }, today, {
    confirmedBy: meta.actor.person,
    documentNo,
  });
}

/** A gain needs both costs: where one cannot be established, neither counts. */
function withCosts({ acquisitionFen, developmentFen, ...deal }: DealTerms, stated: Costs): DealTerms {
  const costs = { acquisitionFen, developmentFen, ...stated };
  return {
    ...deal,
    costs: 'stated',
    ...(costs.acquisitionFen === undefined || costs.developmentFen === undefined ? {} : costs),
  };
}

function issue(
  { data: { noticeNo, issuedOn, instalments } }: Given<LevyCommand, 'IssueLevyNotice'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  switch (state.status) {
    case 'none':
    case 'rate-missing':
    case 'deferred':
      throw refuse('levy.not-assessed');
    case 'noticed':
      if (
        sameNo(state.noticeNo, noticeNo) &&
        isRepeat(
          [`缴款通知${state.noticeNo}`, `Notice ${state.noticeNo}`],
          { issuedOn: state.issuedOn, instalments: state.byPeriod ? 1 : state.schedule.length },
          { issuedOn, instalments: instalments ?? 1 },
        )
      )
        return [];
      throw refuse('levy.already-noticed', { noticeNo: state.noticeNo });
    case 'settled':
      throw refuse('levy.settled');
    case 'cancelled':
      throw refuse('levy.cancelled');
    case 'assessed': {
      requirePast(issuedOn, today);
      const { subject, amountFen } = state;
      const { schedule, ...open } = scheduleOf(pack, state, issuedOn, instalments);
      return [
        {
          type: 'LevyNoticeIssued',
          data: {
            subject,
            noticeNo,
            issuedOn,
            dueOn: schedule[0]!.dueOn,
            amountFen,
            ...(schedule.length > 1 ? { schedule } : {}),
            ...open,
          },
        },
      ];
    }
  }
}

/** Settled, cancelled or told before: nothing is overdue any more. */
function overdue(state: Levy, part: number, pack: PackOn, today: Day): readonly LevyEvent[] {
  if (state.status !== 'noticed' || state.overdue.includes(part)) return [];
  const { schedule, subject, payments } = state;
  if (!schedule[part - 1]) return [];
  const dueOn = known(lastDayOf(pack, state, part - 1));
  if (today <= dueOn) return [];
  const wanted = sumOf(schedule.slice(0, part));
  const paid = sumOf(payments);
  if (paid >= wanted) return [];
  return [
    {
      type: 'LevyOverdue',
      data: {
        subject,
        unpaidFen: subtractFen(wanted, paid).toString(),
        dueOn,
        ...(schedule.length > 1 ? { part } : {}),
      },
    },
  ];
}

/**
 * Overpayment is refused and not kept: money without a ground has no place in the treasury's books, so the
 * desk gives it back at once.
 */
function pay(
  { data: payment }: Given<LevyCommand, 'RecordLevyPayment'>,
  state: Levy,
  pack: PackOn,
  today: Day,
): readonly LevyEvent[] {
  if (state.status === 'none' || state.status === 'rate-missing' || state.status === 'deferred')
    throw refuse('levy.not-assessed');
  if (state.status === 'assessed') throw refuse('levy.not-noticed');
  if (state.status === 'cancelled') throw refuse('levy.cancelled');
  const { voucherNo, amountFen, paidOn, correction } = payment;
  const known = state.payments.find((other) => sameNo(other.voucherNo, voucherNo));
  if (
    known &&
    isRepeat(['凭证', 'The voucher'], known, { voucherNo, amountFen, paidOn }, (found) =>
      refuse('levy.voucher-contradicts', { voucherNo, ...found }),
    )
  )
    return [];
  if (state.status === 'settled') throw refuse('levy.settled');
  if (fen(amountFen) <= NOTHING) throw refuse('levy.amount-not-positive', { amountFen });

  const { subject, issuedOn } = state;
  requirePaymentDay(payment, { fact: 'notice', on: issuedOn }, today, requirePast);
  const payments = [...state.payments, payment];
  const schedule = datedParts(pack, state, payments);
  const paid = sumOf(payments);
  const { feeFen, explanation } = lateFeeOf(pack, schedule, payments);
  const owed = addFen(fen(state.amountFen), feeFen);
  if (paid > owed)
    throw refuse('levy.overpayment', {
      amountFen,
      openFen: openOn(pack, schedule, state.payments, paidOn).toString(),
    });

  const events: LevyEvent[] = [
    {
      type: 'LevyPaymentRecorded',
      data: {
        subject,
        amountFen,
        paidOn,
        voucherNo,
        ...(correction ? { correction } : {}),
        paidFen: paid.toString(),
        unpaidFen: subtractFen(owed, paid).toString(),
      },
    },
  ];
  // A voucher that comes late for an early day lowers the fee again: that is said as well.
  if (feeFen !== fen(state.lateFeeFen)) {
    const started = schedule.findLast(({ dueOn }) => dueOn < paidOn)?.dueOn ?? schedule[0]!.dueOn;
    events.push({
      type: 'LevyLateFeeCharged',
      data: {
        subject,
        feeFen: feeFen.toString(),
        days: Math.max(0, daysBetween(started, paidOn)),
        explanation,
      },
    });
  }
  return [...events, ...reached(state, payments, pack, feeFen)];
}

/** What a payment completes: the whole, or the first year of a lease. */
function reached(
  state: Extract<Levy, { status: 'noticed' }>,
  payments: readonly Payment[],
  pack: PackOn,
  feeFen: ReturnType<typeof sumOf>,
): readonly LevyEvent[] {
  const { subject, amountFen, schedule, byPeriod, firstPaid } = state;
  const split = state.split ? { split: state.split } : {};
  const paid = sumOf(payments);
  const lastDay =
    payments
      .map((each) => each.paidOn)
      .sort()
      .at(-1) ?? '';
  const [first] = schedule;
  const firstYear = first && byPeriod && !firstPaid && paid >= addFen(fen(first.amountFen), feeFen);
  const current: readonly LevyEvent[] = firstYear
    ? [
        {
          type: 'LevyFirstPeriodPaid',
          data: {
            subject,
            amountFen,
            periodFen: first.amountFen,
            paidOn: lastDay,
            ...split,
            periods: schedule.map((part) => part.amountFen),
          },
        },
      ]
    : [];
  if (paid !== addFen(fen(amountFen), feeFen)) return current;
  const parts = schedule.length > 1 ? { parts: schedule.length } : {};
  return [
    ...current,
    {
      type: 'LevySettled',
      data: {
        subject,
        amountFen,
        lateFeeFen: feeFen.toString(),
        settledOn: lastDay,
        shares: sharesOf(pack.on(lastDay), paid),
        ...parts,
        ...split,
      },
    },
  ];
}

function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('levy.date-in-future', { day, today });
}

/**
 * What is still owed is owed no more, and exactly what was paid goes back; a second cancellation finds
 * nothing. Where nothing is assessed yet the end is a fact all the same, so that the contract's filing,
 * should it come later, assesses nothing.
 */
function cancel(
  state: Levy,
  { subject, reason }: Readonly<{ subject: Subject; reason: string }>,
): readonly LevyEvent[] {
  if (state.status === 'cancelled') return [];
  if (state.status === 'none')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false } }];
  if (state.status === 'rate-missing')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false, awaited: true } }];
  if (state.status === 'deferred')
    return [{ type: 'LevyCancelled', data: { subject, reason, noticeOpen: false, rateOpen: true } }];
  const paid = state.status === 'assessed' ? NOTHING : sumOf(state.payments);
  const parts =
    state.status === 'noticed' && state.schedule.length > 1 ? { parts: state.schedule.length } : {};
  const cancelled: LevyEvent = {
    type: 'LevyCancelled',
    data: { subject, reason, noticeOpen: state.status === 'assessed', ...parts },
  };
  const refunded: LevyEvent = {
    type: 'LevyRefunded',
    data: { subject, amountFen: paid.toString(), reason, ...parts },
  };
  if (paid === NOTHING) return [cancelled];
  return state.status === 'settled' ? [refunded] : [cancelled, refunded];
}
