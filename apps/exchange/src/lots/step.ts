/** What the time does to a lot; pure. Days are Rushi's, the countdown of a closing day is real. */
import { CALLS, callMs, goesOn } from './bidding.js';
import type { Now } from './bidding.js';
import { BIDDERS_MIN, close } from './closing.js';
import { addDays, later, noWeekend } from './days.js';
import { effective, isByScore, leadOf, qualifiedOf, remarked, reporting, unchanged } from './lot.js';
import type { Changed, Lot, Notice } from './lot.js';

/** 39号令 第八条、第十八条: calendar days from the notice to the opening, and of the trade. */
const [NOTICE_DAYS, PERIOD_DAYS] = [20, 10];

export type Making = Readonly<{
  /** Of the notices of this year, which number it has. */
  noticeNo: number;
  /** Of the page of a lot. */
  urlOf: (lot: string) => string;
}>;

/** Whether `step` would do anything now. */
export function isDue(lot: Lot, now: Now): boolean {
  const { stage, paused, holds, ordered, plan, notice, session } = lot;
  if (paused || holds.length > 0) return false;
  switch (stage) {
    case 'ready':
      return (
        plan.triedOn !== now.day &&
        now.day >= later(ordered.earliestNoticeOn ?? now.day, plan.noticeOn ?? now.day)
      );
    case 'announced':
      return now.day >= notice!.opensOn;
    case 'open':
      return now.day >= notice!.closesOn;
    case 'closing':
    case 'live':
      return now.ms >= session!.endsAtMs;
    case 'ordered':
    case 'announcing':
    case 'judging':
    case 'closed':
    case 'sold':
    case 'failed':
    case 'stopped':
      return false;
  }
}

/** One step of what is due. */
export function step(lot: Lot, now: Now, making: Making): Changed {
  if (!isDue(lot, now)) return unchanged(lot);
  switch (lot.stage) {
    case 'ready':
      return announce(lot, now, making);
    case 'announced':
      return unchanged(remarked({ ...lot, stage: 'open' }, now.day, '开始接受报价'));
    case 'open':
      return unchanged({
        ...lot,
        stage: 'closing',
        session: { endsAtMs: now.ms + now.countdownMs, calls: 0 },
      });
    default:
      return countedDown(lot, now);
  }
}

/** 公告 on the first lawful day, as far as the exchange knows it: what it does not know, a refusal says. */
function announce(lot: Lot, { day }: Now, { noticeNo, urlOf }: Making): Changed {
  const opensOn = later(noWeekend(addDays(day, NOTICE_DAYS)), lot.plan.opensOn ?? day);
  const closesOn = later(noWeekend(addDays(opensOn, PERIOD_DAYS)), lot.plan.closesOn ?? day);
  const notice: Notice = {
    announcementNo: `济公易土〔${day.slice(0, 4)}〕${noticeNo}号`,
    announcedOn: day,
    opensOn,
    closesOn,
    url: urlOf(lot.id),
  };
  const asked = { ...lot, stage: 'announcing' as const, notice, plan: { ...lot.plan, triedOn: day } };
  return reporting(unchanged(asked), 'announcement', notice);
}

function countedDown(lot: Lot, now: Now): Changed {
  const { calls } = lot.session!;
  if (goesOn(lot)) {
    if (calls >= CALLS) return close(lot, now.day);
    // 三次报价: nobody bid, so it is called once more.
    return unchanged({
      ...lot,
      session: { endsAtMs: now.ms + callMs(now.countdownMs), calls: calls + 1 },
    });
  }
  const isTender = leadOf(effective(lot)) !== undefined && qualifiedOf(lot).length >= BIDDERS_MIN;
  if (isByScore(lot) && isTender)
    return unchanged(
      remarked({ ...lot, session: undefined, stage: 'judging' }, now.day, '开标，交评标委员会评分'),
    );
  const mayGoOn =
    lot.ordered.deal.method === 'listing' &&
    qualifiedOf(lot).length > 1 &&
    leadOf(effective(lot)) !== undefined;
  if (!mayGoOn) return close(lot, now.day);
  const live = { ...lot, stage: 'live' as const, session: { endsAtMs: now.ms + now.countdownMs, calls: 0 } };
  return unchanged(remarked(live, now.day, '挂牌截止，仍有竞买人，转入现场竞价'));
}
