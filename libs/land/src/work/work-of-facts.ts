import type { Command, CommandOf, Recorded } from '#kernel/messages';
import { doubtsIn, officeOf, taskOf } from '../shared/terms.js';
import type { Subject } from '../shared/terms.js';
import { cancelTask, completeTask, openTask } from './task/task.commands.js';
import type { Opening, When } from './work.js';
import { WORK, WORKS } from './works.js';
import type { WorkKind } from './works.js';

/** 行政区划代码 of the city above a county: its first four digits. */
const cityOf = (district: string) => `${district.slice(0, 4)}00`;

/**
 * The command that opens a piece of work for an entry. The same entry, kind and round is the same task.
 */
export function openWork(
  subject: Subject,
  kind: WorkKind,
  { round = 1, since, lastDay, barred = [], about = {} }: Opening = {},
): CommandOf<typeof openTask> {
  const { role, bureau, clock, escalateTo } = WORK[kind];
  const area = bureau === 'township' ? subject.township : subject.district;
  return openTask(taskOf(subject.entry, kind, round), {
    subject,
    kind,
    round,
    role,
    office: officeOf(area, bureau),
    clock,
    ...(since === undefined ? {} : { since }),
    ...(lastDay === undefined ? {} : { lastDay }),
    excluded: barred,
    escalateTo:
      escalateTo === 'city'
        ? { role: 'supervisor', office: officeOf(cityOf(subject.district), 'natural-resources') }
        : { role: 'approver', office: officeOf(subject.district, 'government') },
    ...doubtsIn(about),
  });
}

const answers = <Answer>(rules: readonly When<Answer>[], event: Recorded): readonly Answer[] =>
  rules.filter(({ facts }) => facts.includes(event.type)).flatMap(({ answer }) => answer(event));

/** Every type of fact that opens, closes or cancels work. */
export const FACTS_OF_WORK: readonly string[] = [
  ...new Set(
    WORKS.flatMap(({ opens, closes, cancels }) =>
      [...opens, ...closes, ...cancels].flatMap(({ facts }) => facts),
    ),
  ),
];

/** What a fact does to the work of people: first what is done, then what falls away, then what begins. */
export function workAfter(event: Recorded): readonly Command[] {
  const { subject } = event.data as Readonly<{ subject: Subject }>;
  const task = (kind: string, round = 1) => taskOf(subject.entry, kind, round);
  const { person } = event.meta.actor;
  return [
    ...WORKS.flatMap(({ kind, closes }) =>
      answers(closes, event).map(({ round, outcome }) =>
        completeTask(task(kind, round), { person, outcome }),
      ),
    ),
    ...WORKS.flatMap(({ kind, cancels }) =>
      answers(cancels, event).map(({ round, reason }) => cancelTask(task(kind, round), { reason })),
    ),
    ...WORKS.flatMap(({ kind, opens }) =>
      answers(opens, event).map((opening) => openWork(subject, kind, opening)),
    ),
  ];
}
