import { civilDate } from '#policy';
import type { CivilDate, RulePacks } from '#policy';
import { basisOf } from '../../entry/grounds.js';
import { WORK, isWorkKind } from '../works.js';
import type { TaskView } from './task.projection.js';

/** From so many working days on somebody should begin. */
export const NEAR_WORKING_DAYS_MAX = 3;

export type Band = 'ample' | 'near' | 'today' | 'overdue';

/** How much time a task leaves, and by which rule it was given. */
export type Countdown = Readonly<{
  band: Band;
  /** Working days after today up to the last day; below zero, so many have passed since. */
  workingDays: number;
  dueOn: CivilDate;
  /** The clock in words, such as `合同备案 10 个工作日`, with its source, and whether somebody has confirmed it. */
  rule: string;
  source: string;
  confirmed: boolean;
}>;

/**
 * Counted by the calendar of `today`, explained by the rule of the day on which the task was opened. Nothing
 * for a task that is done, has no last day yet, or whose last day lies in a year without a holiday notice.
 */
export function countdownOf(task: TaskView, packs: RulePacks, today: CivilDate): Countdown | undefined {
  const { dueOn, kind, status, openedAt, subject } = task;
  if (dueOn === null || !isWorkKind(kind) || (status !== 'open' && status !== 'claimed')) return undefined;
  const { calendar } = packs.current(subject.district, today);
  if ([dueOn, today].some((day) => !calendar.known.includes(Number(day.slice(0, YEAR_DIGITS)))))
    return undefined;
  const workingDays = calendar.workingDaysBetween(today, dueOn);
  const opened = civilDate(openedAt);
  const row = packs.current(subject.district, opened).on(opened, subject.district).value(WORK[kind].clock);
  const { formula = '', source, confirmed } = basisOf('办理期限', dueOn, row);
  return { band: bandOf(dueOn, today, workingDays), workingDays, dueOn, rule: formula, source, confirmed };
}

const YEAR_DIGITS = 4;

function bandOf(dueOn: CivilDate, today: CivilDate, workingDays: number): Band {
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return workingDays <= NEAR_WORKING_DAYS_MAX ? 'near' : 'ample';
}
