import { applyPage, followedBy } from '#kernel';
import type { Projection } from '#kernel';
import { EntryProjection, STATES, STAGES, isEnd, QuotaProjection } from '#land';
import type { EntryView, QuotaView, FenText } from '#land';
import { only } from './invariants/check.js';
import type { Log } from './invariants/check.js';

type Stage = (typeof STAGES)[number]['stage'];

/** Days that entries spent in one stage, to a tenth; entries that are still in it do not count. */
export type StageDays = Readonly<{
  stage: Stage;
  zh: string;
  entries: number;
  min: number;
  median: number;
  max: number;
}>;

export type LevyTotals = Readonly<{
  assessed: number;
  assessedFen: FenText;
  settled: number;
  settledFen: FenText;
  lateFeesFen: FenText;
  refundedFen: FenText;
}>;

/**
 * What a log says of a county: how entries ended, how long things took, where the land and the money went.
 */
export type Report = Readonly<{
  entries: number;
  outcomes: Readonly<Record<EntryView['status'], number>>;
  /** Entries still under way, by their state. */
  running: Readonly<Record<string, number>>;
  stages: readonly StageDays[];
  quotas: readonly QuotaView[];
  levy: LevyTotals;
  events: number;
}>;

const DAY_MS = 86_400_000;

export function reportOf(log: Log): Report {
  const views = [...folded<EntryView>(new EntryProjection(), log).values()];
  const outcomes: Record<EntryView['status'], number> = {
    completed: 0,
    rejected: 0,
    withdrawn: 0,
    lapsed: 0,
    running: 0,
  };
  const running: Record<string, number> = {};
  for (const { status, state } of views) {
    outcomes[status]++;
    if (status === 'running') running[state] = (running[state] ?? 0) + 1;
  }
  const quotas = [...folded<QuotaView>(new QuotaProjection(), log)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, view]) => view);
  return {
    entries: views.length,
    outcomes,
    running,
    stages: stageDays(log),
    quotas,
    levy: levyTotals(log),
    events: log.length,
  };
}

/** The facts of a log that a read model looks at. */
export function followedIn(projection: Projection, log: Log): Log {
  const follows = followedBy(projection);
  return log.filter(({ type }) => follows(type));
}

/** A read model as it would be, computed from the events alone. */
export function folded<D extends object>(
  projection: Projection,
  log: Log,
  /** For one that looks back: what it recalls of {@link followedIn}. */
  recalled?: unknown,
): Map<string, D> {
  const documents = new Map<string, object | undefined>();
  applyPage(projection, documents, followedIn(projection, log), recalled);
  return new Map([...documents].filter((pair): pair is [string, D] => pair[1] !== undefined));
}

const isState = (type: string): type is keyof typeof STATES => type in STATES;

function stageDays(log: Log): readonly StageDays[] {
  const at = new Map<string, { stage: Stage; since: number }>();
  const spent = new Map<Stage, Map<string, number>>();
  for (const event of log) {
    if (!isState(event.type) || !('subject' in event.data) || !event.data.subject) continue;
    const { entry } = event.data.subject;
    const [stage, state] = STATES[event.type];
    const now = Date.parse(event.meta.occurredAt);
    const before = at.get(entry);
    // Facts that trail behind an end find nothing to measure.
    if (!before && event.type !== 'SchemeSubmitted') continue;
    if (before && (before.stage !== stage || isEnd(state))) {
      const days = spent.get(before.stage) ?? new Map<string, number>();
      spent.set(before.stage, days.set(entry, (days.get(entry) ?? 0) + (now - before.since) / DAY_MS));
    }
    if (isEnd(state)) at.delete(entry);
    else if (before?.stage !== stage) at.set(entry, { stage, since: now });
  }
  return STAGES.flatMap(({ stage, zh }) => {
    const days = [...(spent.get(stage)?.values() ?? [])].sort((a, b) => a - b);
    if (days.length === 0) return [];
    const place = (share: number) => Math.round(days[Math.floor((days.length - 1) * share)]! * 10) / 10;
    return [{ stage, zh, entries: days.length, min: place(0), median: place(0.5), max: place(1) }];
  });
}

function levyTotals(log: Log): LevyTotals {
  const [assessed, settled] = [only(log, 'LevyAssessed'), only(log, 'LevySettled')];
  const sum = (amounts: readonly FenText[]) =>
    amounts.reduce((total, amount) => total + BigInt(amount), 0n).toString();
  return {
    assessed: assessed.length,
    assessedFen: sum(assessed.map(({ data }) => data.amountFen)),
    settled: settled.length,
    settledFen: sum(settled.map(({ data }) => data.amountFen)),
    // A later fee of the same levy replaces the one before.
    lateFeesFen: sum([
      ...new Map(only(log, 'LevyLateFeeCharged').map(({ stream, data }) => [stream, data.feeFen])).values(),
    ]),
    refundedFen: sum(only(log, 'LevyRefunded').map(({ data }) => data.amountFen)),
  };
}
