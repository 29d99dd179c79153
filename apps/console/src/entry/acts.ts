/** What one person did at one time: the decision, when its task was taken, and how that was closed. */
import type { Fact } from '../api/types.js';

export type Act = Readonly<{
  /** What was decided; what else followed from the same decision at once is in `also`. */
  fact: Fact;
  also: readonly Fact[];
  /** When whoever decided had taken the task, and that it was done: absent where there was no task. */
  taken?: Fact;
  closed?: Fact;
}>;

const TAKEN = 'TaskClaimed';
const CLOSED = 'TaskCompleted';
const nameOf = ({ stream, version }: Fact): string => `${stream}@${version}`;

/** Every fact of an act. */
export const factsOfAct = ({ fact, also, taken, closed }: Act): readonly Fact[] => [
  ...(taken ? [taken] : []),
  fact,
  ...also,
  ...(closed ? [closed] : []),
];

/**
 * The acts of a story, in the order in which they were decided; no fact is lost and none comes twice. The end
 * of a task belongs to the decision that caused it, and so does the last time that the same person took it.
 * @param facts in the order in which they were written
 */
export function actsOf(facts: readonly Fact[]): readonly Act[] {
  const closing = closingOf(facts);
  const inner = new Set<Fact>();
  for (const { closed, taken } of closing.values()) {
    inner.add(closed);
    if (taken) inner.add(taken);
  }
  const acts: Act[] = [];
  for (const fact of facts) {
    if (inner.has(fact)) continue;
    const last = acts.at(-1);
    if (last && isOfOneCommand(last.fact, fact))
      acts[acts.length - 1] = { ...last, ...closing.get(nameOf(fact)), also: [...last.also, fact] };
    else acts.push({ fact, also: [], ...closing.get(nameOf(fact)) });
  }
  return acts;
}

/** By the fact that ended a task: its end, and when it had been taken. */
function closingOf(facts: readonly Fact[]): ReadonlyMap<string, Readonly<{ closed: Fact; taken?: Fact }>> {
  const known = new Set(facts.map(nameOf));
  const takenBy = new Map<string, Fact>();
  const closing = new Map<string, Readonly<{ closed: Fact; taken?: Fact }>>();
  for (const fact of facts) {
    const { type, stream, data, meta } = fact;
    const person = String(data.person);
    if (type === TAKEN) takenBy.set(`${stream} ${person}`, fact);
    const { causation } = meta;
    if (type !== CLOSED || causation === undefined || !known.has(causation) || closing.has(causation))
      continue;
    const taken = takenBy.get(`${stream} ${person}`);
    closing.set(causation, { closed: fact, ...(taken && { taken }) });
  }
  return closing;
}

/** People give one command for one wish; what the engine does is folded by the story itself. */
const isOfOneCommand = ({ meta: a }: Fact, { meta: b }: Fact): boolean =>
  a.command !== undefined &&
  a.command === b.command &&
  a.actor.person === b.actor.person &&
  a.actor.role !== 'engine';
