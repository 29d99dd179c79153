import { basisOf } from '#land';
import type { Notice } from '#feed';
import { daysBetween } from '#policy';
import type { CivilDate, RulePacks } from '#policy';

const YEAR_DIGITS = 4;

/** How long something on the board goes on, counted both ways, and by which rule its last day came about. */
export type TimeLeft = Readonly<{
  /** What ends or begins on that day, in words. */
  what: string;
  until: CivilDate;
  /** Days after today up to that day: 0 on the day itself. */
  naturalDays: number;
  /** The same in working days; absent where a year's holidays are not published yet. */
  workingDays?: number;
  rule?: string;
  source?: string;
  confirmed?: boolean;
}>;

type Ends = Readonly<{ what: string; until: string | null | undefined; clock: string }>;

/** The day that a notice runs towards; undefined where it runs towards none. */
function endOf({ kind, state, opensOn, closesOn, publicUntil }: Notice): Ends | undefined {
  if (state === 'announced') return { what: '交易开始', until: opensOn, clock: 'listing.notice' };
  if (state === 'open') return { what: '交易截止', until: closesOn, clock: 'listing.period' };
  if (state !== 'running') return undefined;
  const clock = kind === 'deal' ? 'procedure.deal-publication' : 'distribution.publication';
  return { what: '公示至', until: publicUntil, clock };
}

/**
 * Counted from `today`, explained by the rule of the day of the notice. Nothing once the day has passed, or
 * while it cannot be known.
 */
export function timeLeft(notice: Notice, packs: RulePacks, today: CivilDate): TimeLeft | undefined {
  const end = endOf(notice);
  if (!end?.until || end.until < today) return undefined;
  const { what, until, clock } = end;
  const { calendar } = packs.current(notice.district, today);
  const isKnown = [until, today].every((day) => calendar.known.includes(Number(day.slice(0, YEAR_DIGITS))));
  const { publishedOn } = notice;
  const row = packs.current(notice.district, publishedOn).on(publishedOn, notice.district).value(clock);
  const { formula, source, confirmed } = basisOf(what, until, row);
  return {
    ...{ what, until, naturalDays: daysBetween(today, until) },
    ...(isKnown ? { workingDays: calendar.workingDaysBetween(today, until) } : {}),
    ...{ rule: formula ?? clock, source, confirmed },
  };
}
