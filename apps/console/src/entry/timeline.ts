/** The story of a case as somebody reads it: the steps of the machine and idle days are folded. */
import type { Fact } from '../api/types.js';
import { actsOf, factsOfAct } from './acts.js';
import type { Act } from './acts.js';
import { dayOf, daysBetween } from './days.js';

/** From so many days on in which nothing happened, they get a line of their own. */
export const IDLE_DAYS_MIN = 3;
const ENGINE = 'engine';

export type Row =
  | (Readonly<{ kind: 'act' }> & Act)
  | Readonly<{ kind: 'engine'; facts: readonly Fact[] }>
  | Readonly<{ kind: 'idle'; days: number; from: string; to: string }>;

export const isOfEngine = ({ meta }: Fact): boolean => meta.actor.role === ENGINE;
const happenedOn = ({ meta }: Fact): string => dayOf(meta.occurredAt);

/** What had happened by the end of a day. */
export const factsUntil = (facts: readonly Fact[], day: string): readonly Fact[] =>
  facts.filter((fact) => happenedOn(fact) <= day);

/** @param facts in the order in which they were written */
export function rowsOf(facts: readonly Fact[]): readonly Row[] {
  const rows: Row[] = [];
  let before: Fact | undefined;
  for (const act of actsOf(facts)) {
    const { fact } = act;
    const idle = before && idleBetween(before, fact);
    if (idle) rows.push(idle);
    const last = rows.at(-1);
    if (!isOfEngine(fact)) rows.push({ kind: 'act', ...act });
    else if (last?.kind === 'engine')
      rows[rows.length - 1] = { ...last, facts: [...last.facts, ...factsOfAct(act)] };
    else rows.push({ kind: 'engine', facts: factsOfAct(act) });
    before = fact;
  }
  return rows;
}

function idleBetween(before: Fact, after: Fact): Row | undefined {
  const [from, to] = [happenedOn(before), happenedOn(after)];
  const days = daysBetween(from, to);
  return days >= IDLE_DAYS_MIN ? { kind: 'idle', days, from, to } : undefined;
}

/** What a list names a row by: the position of its first fact, or the day on which idle days began. */
export const keyOf = (row: Row): string =>
  row.kind === 'act'
    ? row.fact.position
    : row.kind === 'engine'
      ? `engine ${row.facts[0]!.position}`
      : `idle ${row.from} ${row.to}`;

/** Newest first: the rows the other way round, and the steps within a fold as well. */
export const newestFirst = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => (row.kind === 'engine' ? { ...row, facts: row.facts.toReversed() } : row)).toReversed();
