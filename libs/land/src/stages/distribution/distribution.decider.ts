import type { Given, Decider } from '#kernel/messages';
import {
  civilDate,
  compareRates,
  daysBetween,
  distribution,
  fen,
  isBlank,
  normalNo,
  parseArea,
  sameNo,
  votePasses,
} from '#policy';
import type { DistributionQuestion, PackOn, RulePacks } from '#policy';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';
import { dayOf, known, lastDays, openOf, settledDay } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { DistributionCommand, Resolution } from './distribution.commands.js';
import type { DistributionEvent, DistributionLine } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';
import { flowAfter, nextOpening, notedPart } from './flow.rules.js';
import type { Flow } from './flow.rules.js';

type Sums = Readonly<{ receiptsFen: FenText; levyFen: FenText; split?: DealTerms['split'] }>;
type Known = Readonly<{
  subject: Subject;
  round: number;
  /** Only where money comes in parts. */ flow?: Flow;
}>;
type Money = Known & Readonly<{ sums: Sums }>;
/** Objections by their numbers: true while they wait for their answer. */
type Shown = Money &
  Readonly<{
    publishedOn: Day;
    publicUntil: Day | null;
    objections: Readonly<Record<string, boolean>>;
    /** What was objected and answered, by the same numbers. */
    told: Readonly<Record<string, Told>>;
  }> &
  MayBeOpen;
type Told = Readonly<{ objection: Report; answer?: Report }>;

export type Distribution =
  | Readonly<{ status: 'none' }>
  | (Known &
      Readonly<{
        status: 'collecting';
        receiptsFen: FenText | null;
        levyFen: FenText | null;
        split?: DealTerms['split'];
      }>)
  | (Money & Readonly<{ status: 'opened' | 'planned' }>)
  | (Shown & Readonly<{ status: 'published' | 'passed' }>)
  | (Known & Readonly<{ status: 'distributed'; voucherNo: string; paidOn: Day }>)
  | (Known & Readonly<{ status: 'cancelled' }>);

/** What the collective does with the money: planned by resolution, shown to everybody, then paid. */
export const distributionDecider = (
  packs: RulePacks,
): Decider<Distribution, DistributionCommand, DistributionEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide(command, state): readonly DistributionEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today);
    switch (command.type) {
      case 'NoteReceipts':
      case 'NoteLevy':
        return note(command, state);
      case 'PlanDistribution':
        inRound(command.data.round, state);
        return plan(command, state, pack, today);
      case 'PublishDistribution': {
        const { publishedOn } = command.data;
        inRound(command.data.round, state);
        if (
          state.status === 'published' &&
          isRepeat(['分配方案公示', 'The publication'], { publishedOn: state.publishedOn }, { publishedOn })
        )
          return [];
        if (state.status !== 'planned')
          throw state.status === 'cancelled'
            ? refuse('distribution.cancelled')
            : refuse('distribution.not-planned');
        requirePast(publishedOn, today);
        return [
          {
            type: 'DistributionPublished',
            data: {
              ...about(state),
              publishedOn,
              ...lastDays(pack, { publicUntil: ['distribution.publication', publishedOn] }),
            },
          },
        ];
      }
      case 'ObjectToDistribution':
        return objected(command, state);
      case 'AnswerObjection':
        return answered(command, state, pack, today);
      case 'PassPublication': {
        if (state.status !== 'published') return [];
        const publicUntil = known(endOf(state, pack));
        if (today <= publicUntil) throw refuse('distribution.publication-running', { publicUntil });
        // The clock does not overrule an objection: its answer lets the publication pass.
        return isOpen(state) ? [] : [{ type: 'PublicationPassed', data: about(state) }];
      }
      case 'DistributeIncome':
        inRound(command.data.round, state);
        return pay(command, state, pack, today);
      case 'CancelDistribution': {
        const { subject, reason } = command.data;
        if (state.status === 'cancelled') return [];
        // Before anything came it is a fact all the same, so that money noted late opens nothing for a dead
        // entry.
        if (state.status === 'none')
          return [{ type: 'DistributionCancelled', data: { subject, round: 1, reason, stage: 'none' } }];
        // Money in other hands does not come back by a command: a person must look.
        if (state.status === 'distributed') throw refuse('distribution.paid', { voucherNo: state.voucherNo });
        return [{ type: 'DistributionCancelled', data: { ...about(state), reason, stage: state.status } }];
      }
    }
  },

  evolve(state, event): Distribution {
    return withFlow(stageAfter(state, event), flowAfter(before(state), event));
  },
});

/** What a flow that begins now takes over. */
const before = (state: Distribution) =>
  state.status === 'none' ? {} : state.status === 'collecting' ? state : { flow: state.flow };
const withFlow = (state: Distribution, flow: Flow | undefined): Distribution =>
  state.status === 'none' || flow === undefined ? state : { ...state, flow };

/** Where the distribution stands after a fact; what is still to be shared out is kept beside it. */
function stageAfter(state: Distribution, { type, data }: DistributionEvent): Distribution {
  const { subject } = data;
  const round = state.status === 'none' ? 1 : state.round;
  const collecting = state.status === 'collecting' ? state : { receiptsFen: null, levyFen: null };
  switch (type) {
    case 'ReceiptsNoted':
      // While a plan is under way, or after one was paid out, what comes waits beside it.
      if (data.part !== undefined)
        return state.status === 'none' ? { ...collecting, status: 'collecting', subject, round } : state;
      return { ...collecting, status: 'collecting', subject, round, receiptsFen: data.priceFen };
    case 'LevyNoted':
      if (data.part !== undefined)
        return state.status === 'none' ? { ...collecting, status: 'collecting', subject, round } : state;
      return {
        ...collecting,
        status: 'collecting',
        subject,
        round,
        levyFen: data.levyFen,
        ...(data.split ? { split: data.split } : {}),
      };
    case 'DistributionOpened': {
      const { receiptsFen, levyFen, split } = data;
      return {
        status: 'opened',
        subject,
        round: data.round ?? round,
        sums: { receiptsFen, levyFen, ...(split ? { split } : {}) },
      };
    }
    case 'DistributionPlanned':
      return 'sums' in state ? { status: 'planned', subject, round, sums: state.sums } : state;
    case 'DistributionPublished':
      if (!('sums' in state)) return state;
      return {
        status: 'published',
        subject,
        round,
        sums: state.sums,
        publishedOn: data.publishedOn,
        publicUntil: data.publicUntil,
        objections: {},
        told: {},
        ...openOf(data),
      };
    case 'DistributionObjected':
      return state.status === 'published' ? objectedState(state, data) : state;
    case 'DistributionObjectionDismissed':
      return state.status === 'published' ? dismissedState(state, data) : state;
    case 'DistributionReopened':
      return 'sums' in state ? { status: 'opened', subject, round: data.round, sums: state.sums } : state;
    case 'PublicationPassed':
      return state.status === 'published' ? { ...state, status: 'passed' } : state;
    case 'IncomeDistributed':
      return { status: 'distributed', subject, round, voucherNo: data.voucherNo, paidOn: data.paidOn };
    case 'DistributionCancelled':
      return { status: 'cancelled', subject, round };
  }
}

/**
 * An upheld objection begins the next round: what was planned or paid for the last one is not of this one.
 */
const inRound = (asked: number | undefined, state: Distribution): void =>
  state.status === 'none' ? undefined : requireRound(asked, state.round);
const about = ({ subject, round }: Known) => ({ subject, round });
const PUBLICATION = { what: '公示届满之日', whatEn: 'The end of the publication' };
const endOf = (state: Shown, pack: PackOn) => dayOf(pack, state, 'publicUntil', state.publicUntil);

type Objected = Extract<DistributionEvent, { type: 'DistributionObjected' }>['data'];
type Dismissed = Extract<DistributionEvent, { type: 'DistributionObjectionDismissed' }>['data'];

function objectedState<S extends Shown>(state: S, { objectionNo, objector, reason }: Objected): S {
  const no = normalNo(objectionNo);
  return {
    ...state,
    objections: { ...state.objections, [no]: true },
    told: { ...state.told, [no]: { objection: { objector, reason } } },
  };
}

function dismissedState<S extends Shown>(state: S, { objectionNo, answer }: Dismissed): S {
  const no = normalNo(objectionNo);
  return {
    ...state,
    objections: { ...state.objections, [no]: false },
    told: { ...state.told, [no]: { objection: {}, ...state.told[no], answer: { upheld: false, answer } } },
  };
}

const isOpen = ({ objections }: Shown) => Object.values(objections).includes(true);

/** While a plan is under way what comes waits; otherwise it may begin the next one. */
function noteInFlow(command: Note, state: Distribution): readonly DistributionEvent[] {
  if (state.status === 'cancelled') return [];
  const noted = notedPart(command, before(state));
  if (!noted) return [];
  if (state.status !== 'none' && state.status !== 'collecting' && state.status !== 'distributed')
    return [noted];
  const round = state.status === 'none' ? 1 : state.status === 'collecting' ? state.round : state.round + 1;
  return [noted, ...nextOpening(flowAfter(before(state), noted), command.data.subject, round)];
}

type Note = Given<DistributionCommand, 'NoteReceipts'> | Given<DistributionCommand, 'NoteLevy'>;

/** Price and levy are settled in either order; what is noted twice, or after the end, is ignored. */
function note(command: Note, state: Distribution): readonly DistributionEvent[] {
  const whole = state.status === 'collecting' && state.receiptsFen !== null;
  const byYear = command.type === 'NoteLevy' && command.data.periods !== undefined && !whole;
  if (byYear || command.data.part !== undefined || (state.status !== 'none' && state.flow))
    return noteInFlow(command, state);
  if (state.status !== 'none' && state.status !== 'collecting') return [];
  const known =
    state.status === 'collecting' ? state : { receiptsFen: null, levyFen: null, split: undefined };
  const { subject } = command.data;
  if ((command.type === 'NoteReceipts' ? known.receiptsFen : known.levyFen) !== null) return [];
  const split = command.type === 'NoteLevy' ? command.data.split : known.split;
  const shared = split ? { split } : {};
  const noted: DistributionEvent =
    command.type === 'NoteReceipts'
      ? { type: 'ReceiptsNoted', data: { subject, priceFen: command.data.priceFen } }
      : { type: 'LevyNoted', data: { subject, levyFen: command.data.levyFen, ...shared } };
  const receiptsFen = command.type === 'NoteReceipts' ? command.data.priceFen : known.receiptsFen;
  const levyFen = command.type === 'NoteLevy' ? command.data.levyFen : known.levyFen;
  return receiptsFen === null || levyFen === null
    ? [noted]
    : [noted, { type: 'DistributionOpened', data: { subject, receiptsFen, levyFen, ...shared } }];
}

function plan(
  command: Given<DistributionCommand, 'PlanDistribution'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  switch (state.status) {
    case 'none':
    case 'collecting':
      throw refuse('distribution.not-opened');
    case 'cancelled':
      throw refuse('distribution.cancelled');
    case 'planned':
    case 'published':
    case 'passed':
    case 'distributed':
      throw refuse('distribution.already-planned');
    case 'opened': {
      const { resolution } = command.data;
      requirePast(resolution.heldOn, today);
      // What the members resolved is judged by the rules of the day on which they met.
      const meeting = pack.on(resolution.heldOn);
      const vote = carried(resolution, meeting);
      const planned = distribution(meeting, question(command, state.sums, meeting));
      const lines = planned.value.lines.map(
        ({ key, name, amountFen, formula, source, confirmed }): DistributionLine => ({
          item: name,
          amountFen: amountFen.toString(),
          formula,
          rule: key,
          source,
          confirmed,
        }),
      );
      const members = planned.value.members.map(({ id, amountFen }) => ({
        id,
        amountFen: amountFen.toString(),
      }));
      return [{ type: 'DistributionPlanned', data: { ...about(state), lines, members, resolution, vote } }];
    }
  }
}

/**
 * The vote in figures. @throws Rejected where it does not carry, or the plan was not open in time (Arts. 27,
 * 28, 46).
 */
function carried({ basis = 'members', ...resolution }: Resolution, pack: PackOn): string {
  const { total, yes, planShownOn, heldOn } = resolution;
  const { days, source } = pack.clock('distribution.plan-before-meeting');
  if (daysBetween(planShownOn, heldOn) < days)
    throw refuse('distribution.plan-late', { planShownOn, heldOn, days, source });
  const { value: vote, formula } = votePasses(pack, { basis, ...resolution });
  if (!vote.passes)
    throw refuse('distribution.vote', {
      failures: vote.failures.map(({ message }) => message).join(''),
      yes,
      total,
      needed: vote.needed,
    });
  return formula;
}

/**
 * What the rule is asked: the money of this entry, the resolution's shares, the other side of an 异地调整, the
 * county's tiers.
 */
function question(
  {
    data: { costsFen, taxFen, membersRatio, groupRatio, members, payout },
  }: Given<DistributionCommand, 'PlanDistribution'>,
  { receiptsFen, levyFen, split }: Sums,
  pack: PackOn,
): DistributionQuestion {
  return {
    receiptsFen: fen(receiptsFen),
    levyFen: fen(levyFen),
    costsFen: fen(costsFen),
    ...(taxFen === undefined ? {} : { taxFen: fen(taxFen) }),
    ...(membersRatio === undefined ? {} : { membersRatio }),
    ...(groupRatio === undefined ? {} : { groupRatio }),
    ...(members
      ? {
          members: {
            by: members.by,
            list: members.list.map(({ id, weight }) => ({ id, weight: BigInt(weight) })),
          },
        }
      : {}),
    ...(payout ? { payout } : {}),
    ...(split
      ? {
          relocation: {
            side: '建新区' as const,
            reclaimedCm2: parseArea(split.originM2),
            agreed: {
              ratio: split.originRatio,
              ...(split.originFloorFenPerMu ? { floorFenPerMu: fen(split.originFloorFenPerMu) } : {}),
            },
          },
        }
      : {}),
    tiers: compareRates(pack.text('distribution.tier-village').value, '100%') < 0,
  };
}

function objected(
  { data: { objectionNo, objector, reason } }: Given<DistributionCommand, 'ObjectToDistribution'>,
  state: Distribution,
): readonly DistributionEvent[] {
  if (state.status !== 'published') throw refuse('distribution.not-public');
  const known = state.told[normalNo(objectionNo)];
  if (
    known &&
    isRepeat([`异议${objectionNo}`, `Objection ${objectionNo}`], known.objection, { objector, reason })
  )
    return [];
  if ([objectionNo, objector, reason].some(isBlank)) throw refuse('distribution.objection-incomplete');
  return [{ type: 'DistributionObjected', data: { subject: state.subject, objectionNo, objector, reason } }];
}

function answered(
  { data: { objectionNo, upheld, answer } }: Given<DistributionCommand, 'AnswerObjection'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  if (state.status !== 'published' || !Object.hasOwn(state.objections, normalNo(objectionNo)))
    throw refuse('distribution.objection-unknown', { objectionNo });
  const given = state.told[normalNo(objectionNo)]?.answer;
  if (
    given &&
    isRepeat([`异议${objectionNo}的答复`, `The answer to objection ${objectionNo}`], given, {
      upheld,
      answer,
    })
  )
    return [];
  if (isBlank(answer)) throw refuse('distribution.answer-missing');
  const { subject, round, objections } = state;
  if (upheld)
    return [{ type: 'DistributionReopened', data: { subject, round: round + 1, objectionNo, answer } }];
  const dismissed: DistributionEvent = {
    type: 'DistributionObjectionDismissed',
    data: { subject, objectionNo, answer },
  };
  const rest = Object.entries(objections).some(([no, open]) => open && no !== normalNo(objectionNo));
  const { day } = endOf(state, pack);
  return rest || day === null || today <= day
    ? [dismissed]
    : [dismissed, { type: 'PublicationPassed', data: { subject, round } }];
}

function pay(
  { data: { paidOn, voucherNo, account = 'collective' } }: Given<DistributionCommand, 'DistributeIncome'>,
  state: Distribution,
  pack: PackOn,
  today: Day,
): readonly DistributionEvent[] {
  if (state.status === 'distributed') {
    if (
      sameNo(state.voucherNo, voucherNo) &&
      isRepeat(
        [`兑付凭证${state.voucherNo}`, `Voucher ${state.voucherNo}`],
        { paidOn: state.paidOn },
        { paidOn },
      )
    )
      return [];
    throw refuse('distribution.paid', { voucherNo: state.voucherNo });
  }
  if (state.status === 'published') settledDay(endOf(state, pack), PUBLICATION);
  if (state.status !== 'passed')
    throw state.status === 'cancelled' ? refuse('distribution.cancelled') : refuse('distribution.not-passed');
  if (isBlank(voucherNo)) throw refuse('distribution.voucher-missing');
  const personal = pack.flag('distribution.personal-account');
  if (account === 'personal' && !personal.value) throw refuse('distribution.personal-account');
  requirePast(paidOn, today);
  const publicUntil = settledDay(endOf(state, pack), PUBLICATION);
  if (paidOn <= publicUntil) throw refuse('distribution.paid-before-end', { paidOn, publicUntil });
  const paid: DistributionEvent = { type: 'IncomeDistributed', data: { ...about(state), paidOn, voucherNo } };
  return [paid, ...nextOpening(state.flow, state.subject, state.round + 1)];
}

function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('distribution.date-in-future', { day, today });
}
