/** The dates that the law gives, from the date a step was done. */
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import type { Pack } from '../pack/pack.js';

/** The earliest day a transaction notice may appear: ten working days after the report (实施条例 40). */
export const earliestNotice = (pack: Pack, reportedOn: CivilDate): Explained<CivilDate> => due(pack, 'procedure.report-before-notice', reportedOn);

/** The last day for the government's modification opinion: five working days from receipt (实施条例 40). */
export const opinionDue = (pack: Pack, receivedOn: CivilDate): Explained<CivilDate> => due(pack, 'procedure.modification-opinion', receivedOn);

/** The last day to sign the contract: ten working days from the deal (国土资发〔2010〕34号). */
export const contractDue = (pack: Pack, dealtOn: CivilDate): Explained<CivilDate> => due(pack, 'listing.contract', dealtOn);

/** Any clock of the pack, explained. */
export function due(pack: Pack, clock: string, start: CivilDate): Explained<CivilDate> {
  const { days, kind, title, source, confirmed } = pack.clock(clock, start);
  const value = pack.due(clock, start);
  return { value, formula: `${title}：${start} + ${days} ${kind === 'working' ? '个工作日' : '日'} → ${value}`, inputs: { start, days: String(days), kind }, rule: clock, source, confirmed };
}

export type ListingDates = Readonly<{ announcedOn: CivilDate; opensOn: CivilDate; closesOn: CivilDate }>;

/**
 * The earliest dates of a listing: it opens 20 calendar days after the notice at least and closes 10 calendar days later
 * at least (39号令), never on an off day because the close must be attended.
 */
export function listingDates(pack: Pack, announcedOn: CivilDate): Explained<ListingDates> {
  const [notice, period] = [pack.clock('listing.notice', announcedOn), pack.clock('listing.period', announcedOn)];
  const opensOn = pack.due('listing.notice', announcedOn);
  const closesOn = pack.calendar.nextWorkingDay(pack.due('listing.period', opensOn));
  return {
    value: { announcedOn, opensOn, closesOn },
    formula: `${announcedOn} 公告，+${notice.days} 日 → ${opensOn} 开始，+${period.days} 日（遇休息日顺延）→ ${closesOn} 截止`,
    inputs: { announcedOn, noticeDays: String(notice.days), periodDays: String(period.days) },
    rule: 'listing.notice',
    source: `${notice.source}；${period.source}`,
    confirmed: notice.confirmed && period.confirmed,
  };
}
