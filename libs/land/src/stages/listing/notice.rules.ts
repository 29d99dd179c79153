/** What is announced and when the trade opens: the periods that 39号令 gives those who want to bid. Pure. */
import type { Given } from '#kernel/messages';
import { certain, sameNo } from '#policy';
import type { LastDay, PackOn } from '#policy';
import { notBefore, settledDay } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { ReportedDossier } from '../../shared/dossier.js';
import type { Day } from '../../shared/terms.js';
import type { ListingCommand } from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Ordered } from './listing.state.js';
import { decidedOf } from './round.rules.js';
import { requireFree } from './standstill.rules.js';

export function announce(
  { data }: Given<ListingCommand, 'AnnounceListing'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round, dossier } = state;
  const known = state.announcements.find(({ announcementNo }) => sameNo(announcementNo, data.announcementNo));
  if (known && isRepeat([`公告${known.announcementNo}`, `Announcement ${known.announcementNo}`], known, data))
    return [];
  if (state.status === 'announced' || state.status === 'open') {
    throw refuse('listing.already-announced', { round, announcementNo: state.announcementNo });
  }
  if (state.status !== 'ordered') throw refuse('listing.not-ordered');
  const { announcedOn, opensOn, closesOn } = data;
  requireFree(state);
  notBefore(
    earliestOf(pack, dossier),
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
export function supplement(
  { data }: Given<ListingCommand, 'SupplementNotice'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  const known = state.supplements.find(({ supplementNo }) => sameNo(supplementNo, data.supplementNo));
  if (known && isRepeat([`补充公告${known.supplementNo}`, `Supplement ${known.supplementNo}`], known, data))
    return [];
  if (state.status !== 'announced' && state.status !== 'open')
    // Before the notice that it changes: that one may be on its way.
    throw refuse('listing.not-announced', { round, ...(state.status === 'ordered' ? { early: true } : {}) });
  if (state.status === 'open') throw refuse('listing.opened', { openedOn: state.openedOn });
  if (state.suspendedOn !== null) throw refuse('listing.suspended', { round });
  const { publishedOn, opensOn, closesOn } = data;
  if (publishedOn > today) throw refuse('listing.date-in-future', { day: publishedOn, today });
  requireNotice(pack, publishedOn, opensOn, state.opensOn);
  requireWorked(pack, 'opens', opensOn);
  requirePeriod(pack, closesOn, pack.last([{ clock: 'listing.period' }], opensOn));
  return [{ type: 'NoticeSupplemented', data: { subject, round, ...data } }];
}

/**
 * The deadline of an earlier round, or of one that was suspended or ended meanwhile, has nothing to open.
 */
export function open(
  { data }: Given<ListingCommand, 'OpenListing'>,
  state: Ordered,
  today: Day,
): readonly ListingEvent[] {
  const { subject, round } = state;
  if (
    state.status !== 'announced' ||
    state.suspendedOn !== null ||
    data.round !== round ||
    state.holds.length > 0
  )
    return [];
  if (today < state.opensOn) throw refuse('listing.not-yet', { round, opensOn: state.opensOn });
  return [{ type: 'ListingOpened', data: { subject, round, openedOn: state.opensOn } }];
}

/** 报送十个工作日后: of an entry whose day was open when it was approved, counted again. */
const earliestOf = (pack: PackOn, { earliestNoticeOn, reportedOn = '' }: ReportedDossier): LastDay =>
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
  // First the whole period: the day that a refusal gives must be lawful by both.
  notBefore(pack.last([{ clock: 'listing.notice' }], announcedOn), opensOn, OPENING, tooShort);
  if (opensOn < notBeforeOn) throw tooShort(notBeforeOn);
}

export function requirePeriod(pack: PackOn, closesOn: Day, last: LastDay, announced: Day = closesOn): void {
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

const later = (a: Day, b: Day) => (a < b ? b : a);

const OPENING = { what: '开始交易之日', whatEn: 'The day on which the trade opens' };

const CLOSING = { what: '截止之日', whatEn: 'The day on which the trade closes' };

/** People come to bid, and to see the close: a trade opens and closes on a working day. */
export function requireWorked(pack: PackOn, what: 'opens' | 'closes', day: Day): void {
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
