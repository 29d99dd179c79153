/** How far a case has come through the parts of the procedure, and what it waits for. */
import type { DeadlineRow, Entry, Fact, Part, Task } from '../api/types.js';
import { dayOf, daysBetween, lastDayOf } from './days.js';

/** `stopped` is where a case ended before its time. */
export type Progress = 'done' | 'now' | 'stopped' | 'next';
export type Step = Readonly<{ part: Part; progress: Progress; tasks: readonly Task[] }>;

/** The parts that one case goes through: those that serve all cases have no work and come last. */
export function partsOfCase(parts: readonly Part[]): readonly Part[] {
  const last = parts.findLastIndex(({ work }) => work.length > 0);
  return parts.slice(0, last + 1);
}

/**
 * The part in which a fact happened: streams are named by their part, those of tasks by the work.
 * undefined for what belongs to none, such as the lock of a parcel.
 */
export function partOf(fact: Pick<Fact, 'stream'>, parts: readonly Part[]): string | undefined {
  const work = workOf(fact);
  if (work !== undefined) return parts.find((part) => part.work.includes(work))?.part;
  const prefix = fact.stream.slice(0, fact.stream.indexOf('-'));
  return parts.find(({ part }) => part === prefix)?.part;
}

/** The kind of work of a task's fact: `file-contract` of `task-370114001018JB00001-1.file-contract.1`. */
export const workOf = ({ stream }: Pick<Fact, 'stream'>): string | undefined =>
  /^task-[^.]+\.([^.]+)\.\d+$/.exec(stream)?.[1];

/**
 * @param parts in the order of the law
 * @param tasks that are open
 * @param reached parts in which something has happened. Of a completed case, those after its last stage go
 *   on (the life of the right).
 */
export function stepsOf(
  parts: readonly Part[],
  { stage, status }: Pick<Entry, 'stage' | 'status'>,
  tasks: readonly Task[],
  reached: ReadonlySet<string>,
): readonly Step[] {
  const at = parts.findIndex(({ part }) => part === stage);
  const isCutShort = status !== 'completed' && status !== 'running';
  const progressOf = (part: string, index: number, hasWork: boolean): Progress => {
    if (isCutShort) return index === at ? 'stopped' : reached.has(part) ? 'done' : 'next';
    if (hasWork || (status === 'running' && index === at)) return 'now';
    if (index <= at) return 'done';
    return status === 'completed' && reached.has(part) ? 'now' : 'next';
  };
  return parts.map((part, index) => {
    const own = tasks.filter(({ kind }) => part.work.includes(kind));
    return { part, tasks: own, progress: progressOf(part.part, index, own.length > 0) };
  });
}

/** What a case waits for: a person's work, the machine or the outside world, since so many days. */
export type Waiting = Readonly<{
  task?: Task;
  state: string;
  days: number;
  /** The last day of the nearest time that runs, where one does. */
  until?: string;
}>;

/** @param today in Beijing; a case that has ended waits for nothing but for its open tasks */
export function waitingOf(
  entry: Pick<Entry, 'state' | 'status' | 'changedOn'>,
  tasks: readonly Task[],
  deadlines: readonly DeadlineRow[],
  today: string,
): readonly Waiting[] {
  const since = (day: string) => Math.max(0, daysBetween(day, today));
  if (tasks.length > 0)
    return tasks.map((task) => ({
      task,
      state: entry.state,
      days: since(dayOf(task.openedAt)),
      until: task.dueOn,
    }));
  if (entry.status !== 'running') return [];
  const until = deadlines.map(({ dueAt }) => lastDayOf(dueAt)).sort()[0];
  return [{ state: entry.state, days: since(entry.changedOn), ...(until === undefined ? {} : { until }) }];
}
