/** How far a case has come through the parts of the procedure, and what it waits for. */
import type { DeadlineRow, Entry, Fact, Part, Task } from '../api/types.js';
import { dayOf, daysBetween, lastDayOf } from './days.js';

/** `stopped` is where a case ended before its time. */
export type Progress = 'done' | 'now' | 'stopped' | 'begun' | 'next';
export type Step = Readonly<{ part: Part; progress: Progress; tasks: readonly Task[] }>;

/**
 * The parts that one case goes through: those that serve all cases have no work and come last; some stand
 * beside every part, and move nothing.
 */
export function partsOfCase(parts: readonly Part[]): readonly Part[] {
  const own = parts.filter(({ part }) => !BESIDE.includes(part));
  const last = own.findLastIndex(({ work }) => work.length > 0);
  return own.slice(0, last + 1);
}

/** An order of a supervisor, and money that goes back, whatever became of the case. */
const BESIDE: readonly string[] = ['oversight', 'refunds'];

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

/** Where the last fact of each part stands in the story; a part in which nothing has happened has none. */
export const reachedIn = (facts: readonly Pick<Fact, 'stream'>[], parts: readonly Part[]): Reached =>
  new Map(
    facts.flatMap((fact, index): [string, number][] => {
      const part = partOf(fact, parts);
      return part === undefined ? [] : [[part, index]];
    }),
  );
type Reached = ReadonlyMap<string, number>;

/**
 * A part ahead in which something has happened since the case was last at its first part has begun: land is
 * reserved while the decision is awaited.
 * @param parts in the order of the law
 * @param tasks that are open
 * @param reached of a completed case, the parts after its last stage go on (the life of the right)
 */
export function stepsOf(
  parts: readonly Part[],
  { stage, status }: Pick<Entry, 'stage' | 'status'>,
  tasks: readonly Task[],
  reached: Reached,
): readonly Step[] {
  const at = parts.findIndex(({ part }) => part === stage);
  const isCutShort = status !== 'completed' && status !== 'running';
  const started = reached.get(parts[0]?.part ?? '') ?? -1;
  const progressOf = (part: string, index: number, hasWork: boolean): Progress => {
    if (isCutShort) return index === at ? 'stopped' : reached.has(part) ? 'done' : 'next';
    if (hasWork || (status === 'running' && index === at)) return 'now';
    if (index <= at) return 'done';
    if (status === 'completed') return reached.has(part) ? 'now' : 'next';
    return (reached.get(part) ?? -1) > started ? 'begun' : 'next';
  };
  return parts.map((part, index) => {
    const own = tasks.filter(({ kind }) => part.work.includes(kind));
    return { part, tasks: own, progress: progressOf(part.part, index, own.length > 0) };
  });
}

/** How far a case was when this was all that had happened: where something happened last, it was going on. */
export function pastStepsOf(parts: readonly Part[], facts: readonly Fact[]): readonly Step[] {
  const reached = reachedIn(facts, parts);
  const [last] = [...reached].toSorted(([, a], [, b]) => b - a);
  return stepsOf(parts, { stage: last?.[0] ?? '', status: 'running' }, [], reached);
}

/** What a case waits for: a person's work, the machine or the outside world, since so many days. */
export type Waiting = Readonly<{
  task?: Task;
  /** The part of the procedure in which the case waits, where it waits for no task. */
  part?: string;
  state: string;
  days: number;
  /** The last day of the nearest time that runs, where one does. */
  until?: string;
}>;

/** @param today in Beijing; a case that has ended waits for nothing but for its open tasks */
export function waitingOf(
  entry: Pick<Entry, 'stage' | 'state' | 'status' | 'changedOn'>,
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
  const { stage: part, state, changedOn } = entry;
  return [{ part, state, days: since(changedOn), ...(until === undefined ? {} : { until }) }];
}
