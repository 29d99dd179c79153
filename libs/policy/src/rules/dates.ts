/** The dates that the law gives, from the date a step was done. */
import { addDays, daysBetween } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { nameOfRow } from '../pack/pack.js';
import type { PackOn } from '../pack/pack.js';

/** The earliest day a transaction notice may appear: ten working days after the report (实施条例 40). */
export const earliestNotice = (pack: PackOn, reportedOn: CivilDate): Explained<CivilDate> =>
  due(pack, 'procedure.report-before-notice', reportedOn);

/** The last day for the government's modification opinion: five working days from receipt (实施条例 40). */
export const opinionDue = (pack: PackOn, receivedOn: CivilDate): Explained<CivilDate> =>
  due(pack, 'procedure.modification-opinion', receivedOn);

/** The last day to sign the contract: ten working days from the deal (国土资发〔2010〕34号). */
export const contractDue = (pack: PackOn, dealtOn: CivilDate): Explained<CivilDate> =>
  due(pack, 'listing.contract', dealtOn);

/** Any clock of the pack, explained. */
export function due(pack: PackOn, clock: string, start: CivilDate): Explained<CivilDate> {
  const row = pack.on(start).clock(clock);
  const { days, kind, title, source, confirmed, countsFrom } = row;
  const value = pack.due(clock, start);
  return {
    value,
    formula: `${title}：${start} + ${days} ${kind === 'working' ? '个工作日' : '日'} → ${value}`,
    inputs: { start, days: String(days), kind, ...(countsFrom === undefined ? {} : { countsFrom }) },
    rule: nameOfRow(row),
    source,
    confirmed,
  };
}

export type ListingDates = Readonly<{ announcedOn: CivilDate; opensOn: CivilDate; closesOn: CivilDate }>;

/**
 * The earliest dates of a listing: it opens 20 calendar days after the notice at least and closes 10 calendar
 * days later at least (39号令), never on an off day because the close must be attended.
 */
export function listingDates(pack: PackOn, announcedOn: CivilDate): Explained<ListingDates> {
  const opensOn = pack.due('listing.notice', announcedOn);
  const [notice, period] = [
    pack.on(announcedOn).clock('listing.notice'),
    pack.on(opensOn).clock('listing.period'),
  ];
  const closesOn = pack.due('listing.period', opensOn);
  return {
    value: { announcedOn, opensOn, closesOn },
    formula: `${announcedOn} 公告，+${notice.days} 日 → ${opensOn} 开始，+${period.days} 日（遇休息日顺延）→ ${closesOn} 截止`,
    inputs: { announcedOn, noticeDays: String(notice.days), periodDays: String(period.days) },
    rule: nameOfRow(notice),
    source: `${notice.source}；${period.source}`,
    confirmed: notice.confirmed && period.confirmed,
  };
}

const ARTICLES_201_203 = '民法典第二百零一条、第二百零三条';

export type Span = Readonly<
  { kind: 'working' | 'calendar'; start: CivilDate } & ({ days: number } | { end: CivilDate })
>;
export type Counted = Readonly<{
  days: number;
  endsOn: CivilDate;
  /**
   * The next working day where the period ends on an off day (民法典 203), the one before it for a backward
   * count.
   */
  lastDay: CivilDate;
}>;

/**
 * So many days from a day, before it (`days` below zero), or between two. The first day is not counted. Only
 * what needs a calendar asks for one: between two days there are so many calendar days, whoever has published
 * what.
 * @throws {@link Rejected} `calendar.year-unknown`
 */
export function count(pack: PackOn, span: Span): Explained<Counted> {
  const { kind, start } = span;
  const { calendar } = pack;
  const working = kind === 'working';
  const days =
    'days' in span
      ? span.days
      : working
        ? calendar.workingDaysBetween(start, span.end)
        : daysBetween(start, span.end);
  const endsOn =
    'end' in span ? span.end : working ? calendar.addWorkingDays(start, days) : addDays(start, days);
  const between = 'end' in span;
  const last = between
    ? endsOn
    : days < 0
      ? calendar.previousWorkingDay(endsOn)
      : calendar.nextWorkingDay(endsOn);
  const unit = working ? '个工作日' : '日';
  const needed = between && !working ? [] : [start, endsOn, last];
  const years = [...new Set(needed.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
  const notices = years.map((year) => calendar.source(year));
  return {
    value: { days, endsOn, lastDay: last },
    formula:
      'end' in span
        ? `${start}（不计）至 ${endsOn}：${days} ${unit}`
        : `${start}（不计）${days < 0 ? '−' : '+'} ${Math.abs(days)} ${unit} → ` +
          `${endsOn}${last === endsOn ? '' : `，遇休息日${days < 0 ? '提前' : '顺延'}至 ${last}`}`,
    inputs: { kind, start, ...('end' in span ? { end: span.end } : { days: String(days) }) },
    rule: years.length === 0 ? ARTICLES_201_203 : `calendar:${years.join('、')}`,
    source: [ARTICLES_201_203, ...notices].join('；'),
    confirmed: years.every((year) => calendar.confirmed(year)),
  };
}
