/*
 * Shows: what statistics count as of any day is what the facts until then say, counted another way.
 * How: a small simulated county on a real database; at every prefix of its log the fold is held against a
 * recount straight from the facts, and at its end the read model against the fold.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Projector, ReadModels, SimulatedClock, applyPage } from '#kernel';
import type { Projection, Recorded } from '#kernel';
import {
  JourneyProjection,
  Journeys,
  LandModule,
  QuotaDaysProjection,
  QuotasByDay,
  STATES,
  StatisticsOn,
} from '#land';
import type { DistrictStatistics, Journey, LandEvent, QuotaDays } from '#land';
import { addDays, civilDate, formatArea, parseArea, squareCm } from '#policy';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { startApp } from './kernel/app.js';
import { layers, livedThrough, packs } from './small-county.js';

type Facts = readonly Recorded<LandEvent>[];

/** The documents of both read models, fed a fact at a time. */
class Fed {
  readonly journeys = new Map<string, object | undefined>();
  readonly quotas = new Map<string, object | undefined>();
  private readonly projections = [
    [new JourneyProjection(), this.journeys],
    [new QuotaDaysProjection(), this.quotas],
  ] as unknown as readonly (readonly [Projection, Map<string, object | undefined>])[];

  feed(facts: readonly Recorded[]): void {
    for (const [projection, documents] of this.projections)
      applyPage(
        projection,
        documents,
        facts.filter(({ type }) => (projection.handles as readonly string[]).includes(type)),
      );
  }

  asOf(day: string): DistrictStatistics {
    const counting = new StatisticsOn(day);
    for (const journey of this.journeys.values()) counting.add(journey as Journey);
    for (const quota of this.quotas.values()) counting.addQuota(quota as QuotaDays);
    return counting.counted;
  }
}

type OfType<T extends LandEvent['type']> = Recorded<Extract<LandEvent, { type: T }>>;
const ofType = <T extends LandEvent['type']>(facts: Facts, ...types: readonly T[]): readonly OfType<T>[] =>
  facts.filter(({ type }) => (types as readonly string[]).includes(type)) as unknown as readonly OfType<T>[];
const fenOf = (amounts: readonly string[]) =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();
const areaOf = (areas: readonly string[]) =>
  formatArea(squareCm(areas.reduce((sum, area) => sum + parseArea(area), 0n)));
const entriesOf = (facts: readonly Readonly<{ data: Readonly<{ subject: { entry: string } }> }>[]) =>
  new Set(facts.map(({ data }) => data.subject.entry));
const count = (facts: Facts, type: LandEvent['type']) => ofType(facts, type).length;

/** The same numbers without a document in between: each out of the facts that say it. */
function recounted(facts: Facts) {
  const submitted = entriesOf(ofType(facts, 'SchemeSubmitted'));
  const ended = entriesOf(
    ofType(facts, 'EntryCompleted', 'SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'),
  );
  const approved = entriesOf(ofType(facts, 'SchemeApproved'));
  const areas = new Map(
    ofType(facts, 'SchemeSubmitted', 'SchemeRevised').map(({ data }) => [
      data.subject.entry,
      data.scheme.deal.areaM2,
    ]),
  );
  const prices = new Map(
    ofType(facts, 'DealConfirmed').map(({ data }) => [data.subject.entry, data.priceFen]),
  );
  const dead = entriesOf(ofType(facts, 'LevyCancelled', 'LevyRefunded'));
  const standing = ofType(facts, 'LevyAssessed').filter(({ data }) => !dead.has(data.subject.entry));
  return {
    submitted: submitted.size,
    running: [...submitted].filter((entry) => !ended.has(entry)).length,
    completed: count(facts, 'EntryCompleted'),
    submittedM2: areaOf([...areas.values()]),
    approved: approved.size,
    approvedM2: areaOf([...approved].map((entry) => areas.get(entry)!)),
    dealt: prices.size,
    dealtFen: fenOf([...prices.values()]),
    assessedFen: fenOf(standing.map(({ data }) => data.amountFen)),
    paidFen: fenOf(ofType(facts, 'LevyPaymentRecorded').map(({ data }) => data.amountFen)),
    refundedFen: fenOf(ofType(facts, 'LevyRefunded').map(({ data }) => data.amountFen)),
    opened: count(facts, 'TaskOpened'),
    done: count(facts, 'TaskCompleted'),
    cancelled: count(facts, 'TaskCancelled'),
    escalated: count(facts, 'TaskEscalated'),
    shared: entriesOf(ofType(facts, 'IncomeDistributed')).size,
    blockedChecks: ofType(facts, 'PlanningChecked').filter(({ data }) =>
      data.findings.some(({ gate }) => gate === 'block'),
    ).length,
    inLevy: reachedLevy(facts),
  };
}

const reachedLevy = (facts: Facts): number => {
  const ended = new Set<string>();
  const reached = new Set<string>();
  for (const fact of facts) {
    if (!Object.hasOwn(STATES, fact.type)) continue;
    const { entry } = (fact.data as { subject: { entry: string } }).subject;
    if (!ended.has(entry) && STATES[fact.type as keyof typeof STATES][0] === 'levy') reached.add(entry);
    if (['EntryCompleted', 'SchemeRejected', 'SchemeWithdrawn', 'SchemeLapsed'].includes(fact.type))
      ended.add(entry);
  }
  return reached.size;
};

function told({ entries, levy, work, distribution, bottomLines, stages }: DistrictStatistics) {
  const { submitted, running, completed, submittedM2, approved, approvedM2, dealt, dealtFen } = entries;
  const sum = (column: 'opened' | 'done' | 'cancelled' | 'escalated') =>
    work.reduce((all, row) => all + row[column], 0);
  return {
    ...{ submitted, running, completed, submittedM2, approved, approvedM2, dealt, dealtFen },
    assessedFen: levy.assessedFen,
    paidFen: levy.paidFen,
    refundedFen: levy.refundedFen,
    opened: sum('opened'),
    done: sum('done'),
    cancelled: sum('cancelled'),
    escalated: sum('escalated'),
    shared: distribution.entries,
    blockedChecks: bottomLines.blockedChecks,
    inLevy: stages.find(({ stage }) => stage === 'levy')!.reached,
  };
}

let database: TestDatabase;
let facts: Facts;
beforeAll(async () => {
  database = await openTestDatabase();
  facts = (await livedThrough(7, { url: database.url, schema: 'counted' })).events;
});
afterAll(() => database.drop());

const FOR_EVER = '2099-12-31';

describe('statistics over a simulated county', () => {
  it('equal a recount straight from the facts at every prefix of the log', () => {
    const fed = new Fed();
    expect(facts.length).toBeGreaterThan(500);
    for (const [index, fact] of facts.entries()) {
      fed.feed([fact]);
      expect([index, told(fed.asOf(FOR_EVER))]).toEqual([index, recounted(facts.slice(0, index + 1))]);
    }
    const end = told(fed.asOf(FOR_EVER));
    // Of everything that is counted something came, but for what is given back, which few lose.
    const nothing = Object.entries(end).filter(([, told]) => told === 0 || told === '0');
    expect(nothing.map(([name]) => name)).toEqual(['refundedFen']);
  });

  it('show of any past day what they showed when it was today', () => {
    const whole = new Fed();
    whole.feed(facts);
    const growing = new Fed();
    const dayOf = ({ meta }: Recorded) => civilDate(meta.occurredAt);
    let next = 0;
    for (let day = dayOf(facts[0]!); day <= dayOf(facts.at(-1)!); day = addDays(day, 1)) {
      const upTo = facts.findIndex((fact, index) => index >= next && dayOf(fact) > day);
      const end = upTo === -1 ? facts.length : upTo;
      growing.feed(facts.slice(next, end));
      next = end;
      expect([day, whole.asOf(day)]).toEqual([day, growing.asOf(day)]);
    }
    expect(next).toBe(facts.length);
  });

  it('are kept by the read models as the log says', async () => {
    const clock = new SimulatedClock(facts.at(-1)!.meta.occurredAt);
    const app = await startApp(LandModule.forRoot({ packs, layers }), {
      url: database.url,
      schema: 'counted',
      clock,
    });
    await app.get(Projector).passed(facts.at(-1)!.position);
    const readModels = app.get(ReadModels);
    const fed = new Fed();
    fed.feed(facts);
    const kept = async (model: typeof Journeys | typeof QuotasByDay) =>
      (await readModels.query<object>(model, { limit: 1_000 })).items;
    const sorted = (documents: Iterable<object | undefined>) =>
      [...documents].map((document) => JSON.stringify(plain(document))).sort();
    expect(sorted(await kept(Journeys))).toEqual(sorted(fed.journeys.values()));
    expect(sorted(await kept(QuotasByDay))).toEqual(sorted(fed.quotas.values()));
    await app.close();
  });

  it('keep the bottom lines: nothing is approved that a layer forbids, nothing is given twice', () => {
    const fed = new Fed();
    fed.feed(facts);
    const { bottomLines, quotas } = fed.asOf(FOR_EVER);
    expect(bottomLines.approvedOverBlock).toBe(0);
    expect(quotas.length).toBeGreaterThan(0);
    for (const { totalM2, reservedM2, occupiedM2, usedM2, availableM2 } of quotas)
      expect(areaOf([reservedM2, occupiedM2, usedM2, availableM2])).toBe(totalM2);
  });
});

/** With members in one order, and none that is undefined: as JSON says it. */
function plain(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(plain);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(
    Object.entries(document)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, plain(value)]),
  );
}
