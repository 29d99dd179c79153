import type { Fact } from '#kernel';
import type { RulesEvent } from '../rules/rules.events.js';
import type { TaskEvent } from '../work/task/task.events.js';
import { awaitDays, bringInNotices, dropDays } from './clocks.commands.js';
import { CALENDAR } from './clocks.events.js';
import type { ClockEvent } from './clocks.events.js';
import { openFactOf } from './dated-facts.js';
import type { DatedFact } from './dated-facts.js';

export function awaitOpenDays(event: Fact<DatedFact, DatedFact['type']>) {
  const { subject, provisional = [] } = event.data;
  return provisional.length > 0
    ? awaitDays(CALENDAR, { subject, fact: openFactOf(event), days: provisional })
    : [];
}

export const dropOpenDaysOfFinishedWork = ({
  data,
  stream,
}: Fact<TaskEvent, 'TaskCompleted' | 'TaskCancelled'>) =>
  data.dayOpen === true ? dropDays(CALENDAR, { stream }) : [];

/** A notice is a fact, not a rule: it counts from its adoption, whenever the version comes into force. */
export const bringInAdoptedNotices = ({ data: { ref, content } }: Fact<RulesEvent, 'RulesAdopted'>) =>
  bringInNotices(CALENDAR, { rules: ref, years: content.years.map(({ year }) => year) });

export const bringInTheRest = ({
  data: { rules, years, left },
}: Fact<ClockEvent, 'HolidayNoticesBroughtIn'>) =>
  left > 0 ? bringInNotices(CALENDAR, { rules, years }) : [];
