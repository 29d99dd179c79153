import type { Given, Decider } from '#kernel/messages';
import { nameOfRow } from '#policy';
import type { LastDay, PackOn, RulePacks, Step } from '#policy';
import type { Subject } from '../shared/terms.js';
import type { ClockCommand } from './clocks.commands.js';
import { CALENDAR } from './clocks.events.js';
import type { ClockEvent, DayBasis, OpenFact } from './clocks.events.js';
import type { OpenDay } from './open-days.rules.js';

type Waiting = Readonly<{ subject: Subject; fact: OpenFact; days: readonly OpenDay[] }>;
/** `waiting` by the id of the fact; `years` whose notices were brought in, by the id of the pack. */
export type OpenDays = Readonly<{
  waiting: ReadonlyMap<string, Waiting>;
  years: Readonly<Record<string, readonly number[]>>;
}>;

/** Facts whose days one command sets: an append holds a thousand events, and a lease has a day a year. */
const FACTS_AT_ONCE = 20;
const NOTHING: readonly ClockEvent[] = [];

/** Which days wait for a holiday notice, and each of them once the notice is there. */
export const openDays = (packs: RulePacks): Decider<OpenDays, ClockCommand, ClockEvent> => ({
  initial: { waiting: new Map(), years: {} },

  decide(command, state): readonly ClockEvent[] {
    switch (command.type) {
      case 'AwaitDays':
        return wait(command, state, packs);
      case 'DropDays':
        return [...state.waiting.values()].some(({ fact }) => fact.stream === command.data.stream)
          ? [{ type: 'OpenDaysDropped', correlation: CALENDAR, data: command.data }]
          : NOTHING;
      case 'BringInNotices':
        return bringIn(command, state, packs);
    }
  },

  evolve(state, { type, data }): OpenDays {
    const waiting = new Map(state.waiting);
    switch (type) {
      case 'OpenDaysAwaited':
        return { ...state, waiting: waiting.set(data.fact.id, data) };
      case 'LastDaySet': {
        const about = waiting.get(data.fact.id);
        const days =
          about?.days.filter(({ field, part }) => field !== data.field || part !== data.part) ?? [];
        if (about && days.length > 0) waiting.set(data.fact.id, { ...about, days });
        else waiting.delete(data.fact.id);
        return { ...state, waiting };
      }
      case 'OpenDaysDropped':
        return {
          ...state,
          waiting: new Map([...waiting].filter(([, { fact }]) => fact.stream !== data.stream)),
        };
      case 'HolidayNoticesBroughtIn': {
        const id = packIdOf(data.rules);
        return {
          ...state,
          years: { ...state.years, [id]: [...new Set([...(state.years[id] ?? []), ...data.years])] },
        };
      }
    }
  },
});

const packIdOf = (ref: string): string => ref.slice(0, ref.indexOf('@'));

/** A notice may have come while the fact was on its way. */
function wait(
  { data }: Given<ClockCommand, 'AwaitDays'>,
  { waiting, years }: OpenDays,
  packs: RulePacks,
): readonly ClockEvent[] {
  if (waiting.has(data.fact.id)) return NOTHING;
  const behind = data.days.find(
    (day) =>
      (years[packIdOf(day.policy)] ?? []).includes(day.year) && lastOf(packs, data.subject, day).day === null,
  );
  if (behind)
    throw new Error(
      `The holiday notice of ${behind.year} has been adopted, but is not installed in this process yet.`,
    );
  return [{ type: 'OpenDaysAwaited', correlation: CALENDAR, data }, ...settled(data, packs)];
}

function bringIn(
  { data: { rules, years } }: Given<ClockCommand, 'BringInNotices'>,
  state: OpenDays,
  packs: RulePacks,
): readonly ClockEvent[] {
  if (!packs.refs.includes(rules))
    throw new Error(`The rules ${rules} are not installed in this process yet.`);
  const facts = [...state.waiting.values()]
    .map((about) => settled(about, packs))
    .filter(({ length }) => length > 0);
  const known = state.years[packIdOf(rules)] ?? [];
  if (facts.length === 0 && years.every((year) => known.includes(year))) return NOTHING;
  const left = Math.max(0, facts.length - FACTS_AT_ONCE);
  return [
    { type: 'HolidayNoticesBroughtIn', correlation: CALENDAR, data: { rules, years, left } },
    ...facts.slice(0, FACTS_AT_ONCE).flat(),
  ];
}

/** Whether a notice that is installed would set any day. */
export const couldSet = ({ waiting }: OpenDays, packs: RulePacks): boolean =>
  [...waiting.values()].some((about) => settled(about, packs).length > 0);

const packOf = (packs: RulePacks, { district }: Subject, { policy, start }: OpenDay): PackOn =>
  packs.of(policy).on(start, district);
const lastOf = (packs: RulePacks, subject: Subject, day: OpenDay): LastDay =>
  packOf(packs, subject, day).last(day.steps, day.start);

function settled({ subject, fact, days }: Waiting, packs: RulePacks): readonly ClockEvent[] {
  return days.flatMap((day): readonly ClockEvent[] => {
    const { day: dueOn } = lastOf(packs, subject, day);
    if (dueOn === null) return NOTHING;
    const { field, part } = day;
    return [
      {
        type: 'LastDaySet',
        correlation: subject.entry,
        data: {
          subject,
          fact,
          field,
          ...(part === undefined ? {} : { part }),
          dueOn,
          basis: basisOf(packOf(packs, subject, day), day, dueOn),
        },
      },
    ];
  });
}

function basisOf(pack: PackOn, { steps, start }: OpenDay, dueOn: string): DayBasis {
  const { calendar } = pack;
  const year = Number(dueOn.slice(0, 4));
  const rows = steps.flatMap((step) => ('clock' in step ? [pack.clock(step.clock)] : []));
  const words = steps.map((step) => wordsOf(pack, step)).join('，');
  const row = rows[0]!;
  return {
    item: row.title,
    formula: `${start} ${words} → ${dueOn}`,
    rule: nameOfRow(row),
    source: calendar.source(year),
    confirmed: calendar.confirmed(year) && rows.every(({ confirmed }) => confirmed),
  };
}

function wordsOf(pack: PackOn, step: Step): string {
  if ('years' in step) return `+ ${step.years} 年`;
  const { days, kind } = pack.clock(step.clock);
  return `+ ${days * (step.times ?? 1) + (step.days ?? 0)} ${kind === 'working' ? '个工作日' : '日'}`;
}
