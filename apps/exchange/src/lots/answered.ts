/** What Rushi's answer to a report makes of the lot; pure. */
import { belowReserve } from './closing.js';
import { offeredBy } from './days.js';
import type { Day } from './days.js';
import { kindName } from './kinds.js';
import { remarked, reporting, unchanged } from './lot.js';
import type { Changed, Lot, Report } from './lot.js';

export type Refusal = Readonly<{ code: string; detail: string }>;

/** Which day of the notice a refusal is about. */
const ABOUT: Readonly<Record<string, 'noticeOn' | 'opensOn' | 'closesOn'>> = {
  'listing.notice-too-early': 'noticeOn',
  'listing.notice-too-short': 'opensOn',
  'listing.opens-off-day': 'opensOn',
  'listing.period-too-short': 'closesOn',
  'listing.closes-off-day': 'closesOn',
};

/** Taken: of the announcement that is told at once, of everything else the feed tells what became of it. */
export const taken = (lot: Lot, { kind }: Report): Lot =>
  kind === 'announcement' && lot.stage === 'announcing' ? { ...lot, stage: 'announced' } : lot;

/** A refusal with another date is taken at its word, and the lot says so; every other waits for a person. */
export function refused(lot: Lot, report: Report, { code, detail }: Refusal, day: Day): Changed {
  const said = remarked(lot, day, `${kindName(report.kind)}未被受理：${detail}`);
  const offered = offeredBy(detail);
  const about = ABOUT[code];
  if (report.kind === 'announcement') {
    if (lot.stage !== 'announcing') return unchanged(said);
    const ready = { ...said, notice: undefined, stage: 'ready' as const };
    if (!about || !offered) return unchanged(ready);
    // The notice day lies ahead: it waits for it. The others are asked anew at once, if they are other ones:
    // what is refused with the day that it asked for would be refused again and again.
    const { triedOn, ...plan } = { ...lot.plan, [about]: offered };
    const isOther = about !== 'noticeOn' && offered > (lot.notice?.[about] ?? '');
    const planned = { ...ready, plan: isOther ? plan : { ...plan, triedOn } };
    return unchanged(remarked(planned, day, `按答复的最早合法日期 ${offered} 重新拟定公告`));
  }
  if (report.kind === 'resumption' && about === 'closesOn' && offered)
    return reporting(
      unchanged(remarked(said, day, `按答复的最早合法日期 ${offered} 恢复交易`)),
      'resumption',
      { closesOn: offered },
    );
  if (report.kind === 'results' && code === 'listing.result-refuted' && lot.stage === 'closed')
    return lot.result?.outcome === 'sold' && detail.includes('低于底价')
      ? belowReserve(lot, day)
      : unchanged(said);
  return unchanged(said);
}
