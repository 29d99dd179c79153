import type { Given, Decider } from '#kernel/messages';
import { certain, civilDate, daysBetween, deposit, fen, sameNo } from '#policy';
import type { LastDay, PackOn, RulePacks } from '#policy';
import { notBefore, settledDay } from '../../clocks/open-days.rules.js';
import { holdWords, isHeldBy } from '../../shared/holds.rules.js';
import { requireCompany } from '../../shared/company.rules.js';
import { requireUsccs } from '../../shared/party.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction, Report } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import { earliestNoticeOf } from '../../shared/terms.js';
import type { Day, EarliestNotice } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import { decideDuty, dutiesOf, refundOf } from './listing.duties.rules.js';
import type { ListingEvent, Proceedings, StopCause } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import { evolve, failureOf, failureReport, saleOf, saleReport } from './listing.state.js';
import type { Decided, Listing, Ordered } from './listing.state.js';
import {
  requireBenchmark,
  requireDecision,
  requireFailure,
  requireRelistFloor,
  requireSale,
  reserveContext,
} from './trade.rules.js';
import type { Vault } from './vault.js';

const NOTHING: readonly ListingEvent[] = [];
const FIRST_ROUND = 1;
/** Of an entry that ended before its first. */
const NO_ROUND = 0;

/**
 * The public sale of one entry, round after round. The platform runs it and reports; what it reports is held
 * against the periods of 39号令 and against its own bids, and a report that comes twice is taken once.
 */
export const listing = (packs: RulePacks, vault: Vault): Decider<Listing, ListingCommand, ListingEvent> => ({
  initial: { status: 'none', holds: [] },
  keepsPack: true,

  decide(command, state): readonly ListingEvent[] {
    const today = civilDate(command.meta.at);
    const pack = packs.of(command.meta.policy).on(today);
    switch (command.type) {
      case 'OrderListing': {
        if (state.status !== 'none') return NOTHING;
        const { subject, deal } = command.data;
        return [
          {
            type: 'ListingOrdered',
            data: {
              subject,
              round: FIRST_ROUND,
              deal,
              depositFen: depositOf(pack, deal.priceFen),
              ...earliestNoticeOf(command.data),
            },
          },
        ];
      }
      case 'HoldListing':
        return hold(command, state, today);
      case 'LiftListingHold':
        return isHeldBy(state.holds, command.data.burdenId)
          ? [{ type: 'ListingHoldLifted', data: command.data }]
          : NOTHING;
      default:
    }
    if (state.status === 'none' || state.status === 'ended') return beforeAnyOrder(command, state);
    const { subject, round } = state;
    switch (command.type) {
      case 'DecideTrade':
        return decideTrade(command, state, pack, vault, today);
      case 'Relist':
        return relist(command, state, pack);
      case 'AnnounceListing':
        return announce(command, state, pack, today);
      case 'SupplementNotice':
        return supplement(command, state, pack, today);
      case 'OpenListing':
        // The deadline of an earlier round, or of one that was suspended or ended meanwhile, has nothing to
        // open.
        if (
          state.status !== 'announced' ||
          state.suspendedOn !== null ||
          command.data.round !== round ||
          state.holds.length > 0
        )
          return NOTHING;
        if (today < state.opensOn) throw refuse('listing.not-yet', { round, opensOn: state.opensOn });
        return [{ type: 'ListingOpened', data: { subject, round, openedOn: state.opensOn } }];
      case 'ReportSale':
        return sell(command, state, pack, vault, today);
      case 'ReportFailure':
        return fail(command, state, pack, vault, today);
      case 'SuspendListing':
        if (state.status !== 'announced' && state.status !== 'open')
          throw refuse('listing.not-open', { round });
        return suspend(command, state, today);
      case 'ResumeListing':
        return resume(command, state, pack, today);
      case 'TerminateListing':
        return terminate(command, state, pack, today);
      case 'VoidResult':
        return voidResult(command, state, today);
      case 'RecordDefault': {
        if (state.status !== 'sold' || state.defaulted) return NOTHING;
        const { winner, depositFen } = state;
        return [
          {
            type: 'WinnerDefaulted',
            data: {
              subject,
              round,
              winner,
              reason: command.data.reason,
              forfeitFen: depositFen,
              defaultedOn: today,
            },
          },
        ];
      }
      case 'ReportRefunds':
      case 'PublishResult':
      case 'PassRefundDeadline':
      case 'PassPublicationDeadline':
        return decideDuty(command, state, pack, today);
    }
  },

  evolve,
});

const depositOf = (pack: PackOn, priceFen: string) => deposit(pack, fen(priceFen)).value.toString();
const relistMax = (pack: PackOn) => pack.number('listing.relist-max').value;
/** The first round is no relisting: with a limit of two there are three rounds. */
const mayRelistAfter = (pack: PackOn, round: number) => round <= relistMax(pack);

/** Unwinding asks every part; one that was never begun has nothing to undo, but must not begin afterwards. */
function beforeAnyOrder(command: ListingCommand, { status }: Listing): readonly ListingEvent[] {
  switch (command.type) {
    case 'TerminateListing': {
      const { subject, by, reason } = command.data;
      if (by !== 'procedure') throw refuse('listing.not-ordered');
      if (status === 'ended' || subject === undefined) return NOTHING;
      return [
        {
          type: 'ListingTerminated',
          data: {
            subject,
            round: NO_ROUND,
            reason,
            by,
            cause: 'procedure',
            relistDecisionOpen: false,
            tradeDecisionOpen: false,
            mayRelist: false,
          },
        },
      ];
    }
    // The deal of an agreement has no listing, and its buyer no deposit.
    case 'RecordDefault':
      return NOTHING;
    default:
      throw refuse('listing.not-ordered');
  }
}

const requireFree = ({ holds }: Ordered) => {
  if (holds.length > 0) throw refuse('listing.held', holdWords(holds));
};

const CAUSE_OF_BURDEN = {
  dispute: 'dispute',
  seizure: 'seizure',
  mortgage: 'other',
  occupation: 'other',
} as const;

/**
 * What runs stands still as soon as something limits dealing with the parcel; it goes on by a resumption with
 * a new closing day.
 */
function hold(
  { data: { subject, burden } }: Given<ListingCommand, 'HoldListing'>,
  state: Listing,
  today: Day,
): readonly ListingEvent[] {
  if (isHeldBy(state.holds, burden.id)) return NOTHING;
  const held: ListingEvent = { type: 'ListingHeld', data: { subject, burden } };
  const runs = (state.status === 'announced' || state.status === 'open') && state.suspendedOn === null;
  return runs
    ? [
        held,
        suspended(
          state,
          `${burden.organ} ${burden.id}：${burden.reason}`,
          CAUSE_OF_BURDEN[burden.kind],
          today,
        ),
      ]
    : [held];
}

const suspended = (
  { subject, round }: Ordered,
  reason: string,
  cause: StopCause,
  suspendedOn: Day,
): ListingEvent => ({ type: 'ListingSuspended', data: { subject, round, reason, cause, suspendedOn } });

function decideTrade(
  { data }: Given<ListingCommand, 'DecideTrade'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { reserveFen, round: asked, ...decision } = data;
  const { subject, round, decided, deal } = state;
  requireRound(asked, round);
  const sealed = () =>
    reserveFen === undefined ? null : vault.seal(reserveFen, reserveContext(subject.entry, round));
  if (decided) {
    const contradiction = (found: Contradiction) =>
      refuse('listing.already-decided', { round, documentNo: decided.decision.documentNo, ...found });
    isRepeat(
      ['交易决定', 'The trade decision'],
      { ...decided.decision, reserveFen: decided.reserve },
      { ...decision, reserveFen: sealed() },
      contradiction,
    );
    return NOTHING;
  }
  if (state.status !== 'ordered') throw refuse('listing.not-decidable', { round });
  requireDecision(pack, deal, decision, reserveFen, today);
  return [{ type: 'TradeDecided', data: { subject, round, decision, reserve: sealed() } }];
}

function relist(
  { data }: Given<ListingCommand, 'Relist'>,
  state: Ordered,
  pack: PackOn,
): readonly ListingEvent[] {
  const { subject, round, notice } = state;
  requireRound(data.round, round);
  if (state.status !== 'failed' && state.status !== 'stopped') throw refuse('listing.not-relistable');
  if (!mayRelistAfter(pack, round))
    throw refuse('listing.relist-limit', { rounds: round, max: relistMax(pack) });
  requireFree(state);
  const deal = { ...state.deal, priceFen: data.priceFen ?? state.deal.priceFen };
  requireRelistFloor(pack, state.approvedFen, deal.priceFen);
  requireBenchmark(pack, deal, deal.priceFen);
  return [
    {
      type: 'ListingOrdered',
      data: { subject, round: round + 1, deal, depositFen: depositOf(pack, deal.priceFen), ...notice },
    },
  ];
}

function announce(
  { data }: Given<ListingCommand, 'AnnounceListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round, notice } = state;
  const known = state.announcements.find(({ announcementNo }) => sameNo(announcementNo, data.announcementNo));
  if (known && isRepeat([`公告${known.announcementNo}`, `Announcement ${known.announcementNo}`], known, data))
    return NOTHING;
  if (state.status === 'announced' || state.status === 'open') {
    throw refuse('listing.already-announced', { round, announcementNo: state.announcementNo });
  }
  if (state.status !== 'ordered') throw refuse('listing.not-ordered');
  const { announcedOn, opensOn, closesOn } = data;
  requireFree(state);
  notBefore(
    earliestOf(pack, notice),
    announcedOn,
    { what: '最早公告日', whatEn: 'The earliest day of the notice' },
    (earliest) => refuse('listing.notice-too-early', { announcedOn, earliest }),
  );
  const { decision } = decidedOf(state);
  if (announcedOn > today) throw refuse('listing.date-in-future', { day: announcedOn, today });
  if (announcedOn < decision.heldOn)
    throw refuse('listing.decided-after-notice', { heldOn: decision.heldOn, announcedOn });
  requireNotice(pack, announcedOn, opensOn);
  requireWorked(pack, 'opens', opensOn);
  requirePeriod(pack, closesOn, pack.last([{ clock: 'listing.period' }], opensOn));
  const { startFen, depositFen, incrementFen } = decision;
  return [
    { type: 'ListingAnnounced', data: { subject, round, ...data, startFen, depositFen, incrementFen } },
  ];
}

/**
 * What was announced may change until the trade opens; whoever wants to bid then has the whole notice period
 * again.
 */
function supplement(
  { data }: Given<ListingCommand, 'SupplementNotice'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  const known = state.supplements.find(({ supplementNo }) => sameNo(supplementNo, data.supplementNo));
  if (known && isRepeat([`补充公告${known.supplementNo}`, `Supplement ${known.supplementNo}`], known, data))
    return NOTHING;
  if (state.status !== 'announced' && state.status !== 'open')
    throw refuse('listing.not-announced', { round });
  if (state.status === 'open') throw refuse('listing.opened', { openedOn: state.openedOn });
  if (state.suspendedOn !== null) throw refuse('listing.suspended', { round });
  const { publishedOn, opensOn, closesOn } = data;
  if (publishedOn > today) throw refuse('listing.date-in-future', { day: publishedOn, today });
  requireNotice(pack, publishedOn, opensOn, state.opensOn);
  requireWorked(pack, 'opens', opensOn);
  requirePeriod(pack, closesOn, pack.last([{ clock: 'listing.period' }], opensOn));
  return [{ type: 'NoticeSupplemented', data: { subject, round, ...data } }];
}

function decidedOf({ decided, round }: Ordered): Decided {
  if (!decided) throw refuse('listing.not-decided', { round });
  return decided;
}

/** 报送十个工作日后: of an entry whose day was open when it was approved, counted again. */
const earliestOf = (pack: PackOn, { earliestNoticeOn, reportedOn = '' }: EarliestNotice): LastDay =>
  earliestNoticeOn === null
    ? pack.last([{ clock: 'procedure.report-before-notice' }], reportedOn)
    : certain(earliestNoticeOn);

/** Whoever wants to bid has the whole notice period; what was announced once is not brought forward. */
function requireNotice(pack: PackOn, announcedOn: Day, opensOn: Day, notBeforeOn: Day = announcedOn): void {
  const tooShort = (earliest: Day) =>
    refuse('listing.notice-too-short', {
      opensOn,
      earliest: later(earliest, notBeforeOn),
      days: pack.on(announcedOn).clock('listing.notice').days,
    });
  if (opensOn < notBeforeOn) throw tooShort(notBeforeOn);
  notBefore(pack.last([{ clock: 'listing.notice' }], announcedOn), opensOn, OPENING, tooShort);
}

function requirePeriod(pack: PackOn, closesOn: Day, last: LastDay, announced: Day = closesOn): void {
  const tooShort = (earliest: Day) =>
    refuse('listing.period-too-short', {
      closesOn,
      earliest: later(earliest, announced),
      days: pack.clock('listing.period').days,
    });
  if (closesOn < announced) throw tooShort(announced);
  notBefore(last, closesOn, CLOSING, tooShort);
  requireWorked(pack, 'closes', closesOn);
}

const OPENING = { what: '开始交易之日', whatEn: 'The day on which the trade opens' };
const CLOSING = { what: '截止之日', whatEn: 'The day on which the trade closes' };

/** People come to bid, and to see the close: a trade opens and closes on a working day. */
function requireWorked(pack: PackOn, what: 'opens' | 'closes', day: Day): void {
  const { calendar } = pack;
  const year = Number(day.slice(0, 4));
  if (!calendar.known.includes(year))
    settledDay({ day: null, earliest: day, year }, what === 'opens' ? OPENING : CLOSING);
  if (calendar.isWorkingDay(day)) return;
  throw refuse(`listing.${what}-off-day`, { day, next: nextWorkingDay(pack, day) });
}

/**
 * At New Year the next one may lie in a year that nobody knows yet: then the sentence names its first day.
 */
const nextWorkingDay = ({ calendar }: PackOn, day: Day): Day => calendar.atTheEarliest.nextWorkingDay(day);

function sell(
  { data }: Given<ListingCommand, 'ReportSale'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { resultId, winner, priceFen, closedOn } = data;
  const { subject, round, deal } = state;
  requireUsccs(winner.uscc, ...namedIn(data));
  if (isKnownResult(state, resultId, saleOf(winner.uscc, priceFen, closedOn), saleReport(data)))
    return NOTHING;
  requireClosing(state, closedOn, today);
  const decided = decidedOf(state);
  const { startFen, depositFen } = decided.decision;
  if (fen(priceFen) < fen(startFen)) throw refuse('listing.below-start', { priceFen, startFen });
  requireCompany(deal, winner);
  requireSale(pack.on(closedOn), vault, state, decided, data, { winner: winner.uscc, priceFen });
  return [
    {
      type: 'ListingSold',
      data: {
        subject,
        round,
        resultId,
        winner,
        priceFen,
        closedOn,
        deal,
        depositFen,
        ...toldOf(data),
        ...dutiesOf(pack, closedOn),
      },
    },
  ];
}

function fail(
  { data }: Given<ListingCommand, 'ReportFailure'>,
  state: Ordered,
  pack: PackOn,
  vault: Vault,
  today: Day,
): readonly ListingEvent[] {
  const { resultId, reason, closedOn } = data;
  const { subject, round } = state;
  requireUsccs(...namedIn(data));
  if (isKnownResult(state, resultId, failureOf(closedOn), failureReport(data))) return NOTHING;
  requireClosing(state, closedOn, today);
  requireFailure(pack.on(closedOn), vault, state, decidedOf(state), data);
  return [
    {
      type: 'ListingFailed',
      data: {
        subject,
        round,
        resultId,
        reason,
        closedOn,
        mayRelist: mayRelistAfter(pack, round),
        ...toldOf(data),
        ...dutiesOf(pack, closedOn),
      },
    },
  ];
}

/** The same result again is the same fact; another one for a finished round cannot be true beside it. */
function isKnownResult(
  { status, results }: Ordered,
  resultId: string,
  outcome: string,
  report: Report,
): boolean {
  const same = results.find((result) => sameNo(result.resultId, resultId));
  const against =
    same ?? (status === 'sold' || status === 'voided' || status === 'failed' ? results.at(-1) : undefined);
  if (against) {
    const { round } = against;
    const contradiction = (found: Contradiction) =>
      refuse('listing.result-contradicts', {
        round,
        known: `${against.resultId} ${against.outcome}`,
        resultId,
        told: `${resultId} ${outcome}`,
        ...found,
      });
    return isRepeat(
      ['结果', 'The result'],
      { resultId: against.resultId, ...against.report },
      { resultId, ...report },
      contradiction,
    );
  }
  return false;
}

function requireClosing(state: Ordered, closedOn: Day, today: Day): void {
  const { round } = state;
  if ((state.status === 'open' || state.status === 'announced') && state.holds.length > 0) requireFree(state);
  if ((state.status === 'open' || state.status === 'announced') && state.suspendedOn !== null)
    throw refuse('listing.suspended', { round });
  if (state.status !== 'open') throw refuse('listing.not-open', { round });
  if (closedOn < state.closesOn || closedOn > today)
    throw refuse('listing.not-closed', { closesOn: state.closesOn, closedOn, today });
}

/** Suspended days do not count as listing days, and the day that was announced is never brought forward. */
function resume(
  { data: { closesOn } }: Given<ListingCommand, 'ResumeListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  if (state.status !== 'announced' && state.status !== 'open') throw refuse('listing.not-suspended');
  if (
    state.suspendedOn === null &&
    state.resumedTo !== undefined &&
    isRepeat(['恢复交易', 'The resumption'], { closesOn: state.resumedTo }, { closesOn })
  )
    return NOTHING;
  if (state.suspendedOn === null) throw refuse('listing.not-suspended');
  requireFree(state);
  const resumed: ListingEvent = {
    type: 'ListingResumed',
    data: { subject, round, closesOn, resumedOn: today },
  };
  if (state.status === 'announced') {
    const opensOn = today < state.opensOn ? state.opensOn : today;
    requireWorked(pack, 'opens', opensOn);
    requirePeriod(pack, closesOn, pack.last([{ clock: 'listing.period' }], opensOn), state.closesOn);
    // Its opening day passed while it stood still: it opens with the resumption.
    return today < state.opensOn
      ? [resumed]
      : [resumed, { type: 'ListingOpened', data: { subject, round, openedOn: today } }];
  }
  const lost = [...state.frozen, { from: state.suspendedOn, to: today }].reduce(
    (days, { from, to }) => days + daysBetween(from, to),
    0,
  );
  requirePeriod(
    pack,
    closesOn,
    pack.last([{ clock: 'listing.period', days: lost }], state.openedOn),
    state.closesOn,
  );
  return [resumed];
}

const namedIn = ({ bids = [], disqualified = [] }: Proceedings): readonly string[] => [
  ...bids.map(({ bidder }) => bidder),
  ...disqualified,
];

const later = (a: Day, b: Day) => (a < b ? b : a);

const toldOf = ({ bids, bidders, disqualified }: Proceedings): Proceedings => ({
  ...(bids ? { bids } : {}),
  ...(bidders === undefined ? {} : { bidders }),
  ...(disqualified ? { disqualified } : {}),
});

function suspend(
  { data: { reason, cause = 'other' } }: Given<ListingCommand, 'SuspendListing'>,
  state: Extract<Ordered, { suspendedOn: Day | null }>,
  today: Day,
): readonly ListingEvent[] {
  if (state.suspendedOn === null) return [suspended(state, reason, cause, today)];
  if (state.suspension) isRepeat(['交易中止', 'The suspension'], state.suspension, { reason, cause });
  return NOTHING;
}

type Stop = Readonly<{ reason: string; cause?: StopCause; documentNo?: string }>;

/** A round that ended by a result was not terminated. */
function stoppedBefore(
  state: Extract<Ordered, { status: 'failed' | 'stopped' }>,
  { reason, cause = 'other', documentNo }: Stop,
): readonly ListingEvent[] {
  if (state.status === 'failed') throw refuse('listing.not-open', { round: state.round });
  isRepeat(['交易终止', 'The termination'], state.stopped, { reason, cause, documentNo });
  return NOTHING;
}

function terminate(
  { data: { reason, by, cause, documentNo } }: Given<ListingCommand, 'TerminateListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  const ended = (open: 'relist' | 'trade' | null): readonly ListingEvent[] => [
    {
      type: 'ListingTerminated',
      data: {
        subject,
        round,
        reason,
        by,
        cause: by === 'procedure' ? 'procedure' : (cause ?? 'other'),
        relistDecisionOpen: open === 'relist',
        tradeDecisionOpen: open === 'trade',
        mayRelist: by === 'platform' && mayRelistAfter(pack, round),
        ...(documentNo === undefined ? {} : { documentNo }),
        // Who took part had paid a deposit; before the notice nobody could.
        ...('announcedOn' in state ? refundOf(pack, today) : {}),
      },
    },
  ];
  switch (state.status) {
    case 'ordered':
      return ended(state.decided ? null : 'trade');
    case 'announced':
    case 'open':
      return ended(null);
    case 'failed':
    case 'stopped':
      if (by === 'platform') return stoppedBefore(state, { reason, cause, documentNo });
      // The round is over, but somebody may still be asked whether to list again: the procedure takes that
      // question back.
      return state.mayRelist ? ended('relist') : NOTHING;
    case 'sold':
      if (by === 'procedure') return NOTHING;
      throw refuse('listing.sold', { round });
    case 'voided':
    case 'closed':
      return NOTHING;
  }
}

/**
 * The winner's deposit is lost, whatever became of the contract; others' damages are for the court (39号令 Art.
 * 25).
 */
function voidResult(
  { data: { cause, reason, documentNo } }: Given<ListingCommand, 'VoidResult'>,
  state: Ordered,
  today: Day,
): readonly ListingEvent[] {
  if (
    state.status === 'voided' &&
    isRepeat(['成交无效', 'The voidance'], state.voidance, { cause, reason, documentNo })
  )
    return NOTHING;
  if (state.status !== 'sold') throw refuse('listing.not-sold');
  const { subject, round, winner, depositFen } = state;
  return [
    {
      type: 'ResultVoided',
      data: { subject, round, winner, cause, reason, documentNo, forfeitFen: depositFen, voidedOn: today },
    },
  ];
}
