/**
 * Days that cannot be known yet, because the holiday notice of their year is not published (暂定). A fact keeps
 * such a day as null and says from what it counts; whoever decides later counts again, and by then the notice
 * may be there. Pure.
 */
import type { LastDay, PackOn, Step } from '#policy';
import { certain } from '#policy';
import { refuser } from '../shared/refusal.js';
import type { Day } from '../shared/terms.js';

/** One open day of a fact. */
export type OpenDay = Readonly<{
  /** The field that is null for it; of a `schedule` the part, from 1. */
  field: string;
  part?: number;
  /** What it counts from, and how. */
  start: Day;
  steps: readonly Step[];
  /** The rules whose rows it counts by. */
  policy: string;
  /** It is no earlier day than this, and waits for the notice of this year. */
  earliest: Day;
  year: number;
}>;

/** What a fact says besides when some of its days are open. */
export type MayBeOpen = Readonly<{ provisional?: readonly OpenDay[] }>;

export const provisionalNote = (year: number): string => `暂定，${year} 年放假安排未公布`;

/** The open days of a fact, for the state that comes of it. */
export const openOf = ({ provisional }: MayBeOpen): MayBeOpen => (provisional ? { provisional } : {});

type Count = readonly [clock: string, start: Day];

/** The days of a fact, each by its clock of the pack. */
export function lastDays<F extends string>(
  pack: Pick<PackOn, 'last' | 'ref'>,
  counts: Readonly<Record<F, Count>>,
): Readonly<Record<F, Day | null>> & MayBeOpen {
  const days: Partial<Record<F, Day | null>> = {};
  const provisional: OpenDay[] = [];
  for (const [field, [clock, start]] of Object.entries(counts) as [F, Count][]) {
    const steps = [{ clock }];
    const last = pack.last(steps, start);
    days[field] = last.day;
    provisional.push(...openDay(last, { field, start, steps, policy: pack.ref }));
  }
  return { ...(days as Record<F, Day | null>), ...said(provisional) };
}

export const openDay = (last: LastDay, about: Omit<OpenDay, 'earliest' | 'year'>): readonly OpenDay[] =>
  last.day === null ? [{ ...about, earliest: last.earliest, year: last.year }] : [];

export const said = (provisional: readonly OpenDay[]): MayBeOpen =>
  provisional.length > 0 ? { provisional } : {};

/** A day of a fact, counted again where the fact left it open. */
export function dayOf(
  pack: PackOn,
  { provisional = [] }: MayBeOpen,
  field: string,
  day: Day | null,
  part?: number,
): LastDay {
  if (day !== null) return certain(day);
  const open = provisional.find((other) => other.field === field && other.part === part);
  if (!open) throw new Error(`${field} is open, but nothing says from what it counts.`);
  return pack.last(open.steps, open.start);
}

/**
 * For the command of a deadline. One is set on a known day only: where this process does not know the day, it
 * has not read the notice yet that another one has, and is asked again.
 */
export function known(last: LastDay): Day {
  if (last.day === null)
    throw new Error(
      `The holiday notice of ${last.year} has been adopted, but is not installed in this process yet.`,
    );
  return last.day;
}

export const refuse = refuser({
  'calendar.provisional': {
    zh: '{what}须待{year}年放假安排公布后才能确定（暂定不早于{earliest}）。请等规则录入{year}年的放假安排后再办理这一步；其他事项照常办理。',
    en:
      '{whatEn} is not known before the holidays of {year} are published; it is not before {earliest}. Do ' +
      'this step once the rules have the notice of {year}; everything else goes on.',
    source: '民法典第二百零三条；国务院办公厅关于部分节假日安排的通知',
    request: 'rushi policy adopt',
  },
});

/** A day whose name stands in a refusal. */
export type Named = Readonly<{ what: string; whatEn: string }>;

/** A minimum that nobody knows yet holds up what depends on it. @throws Rejected `calendar.provisional` */
export function settledDay(last: LastDay, name: Named): Day {
  if (last.day === null)
    throw refuse('calendar.provisional', { ...name, earliest: last.earliest, year: last.year });
  return last.day;
}

/**
 * Not before a minimum: what is too early in any case is refused for that, and only the rest waits for the
 * notice.
 */
export function notBefore(last: LastDay, day: Day, name: Named, tooEarly: (earliest: Day) => Error): void {
  if (day < last.earliest) throw tooEarly(last.earliest);
  if (day < settledDay(last, name)) throw tooEarly(last.earliest);
}
