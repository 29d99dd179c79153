import type { Pool } from 'pg';
import {
  DeadlineTable,
  ReadModels,
  EventStore,
  Parking,
  Projector,
  START,
  Subscriptions,
  followedBy,
  readModel,
} from '#kernel';
import type { Engine, Recorded } from '#kernel';
import { WORK_BEYOND_THE_END } from '#simulation';
import { Entries, Tasks } from '#land';
import type { LandEvent, Subject } from '#land';
import { verifyLog } from '#postgres';
import { quota as quotaOver } from '../../libs/land/src/ledgers/quota/quota.decider.js';
import type { QuotaEvent } from '../../libs/land/src/ledgers/quota/quota.events.js';
import { QUOTA_KINDS, availableOf } from '../../libs/land/src/ledgers/quota/quota.ledger.js';
import type { County } from './county.js';
import { patientPacks } from './patient-packs.js';

export async function wholeLog(store: EventStore): Promise<Recorded<LandEvent>[]> {
  const events: Recorded[] = [];
  for (let after = START; ; after = events[events.length - 1]!.position) {
    const page = await store.readAll(after, 1_000);
    if (page.length === 0) return events as Recorded<LandEvent>[];
    events.push(...page);
  }
}

/** What an entry or a task may live through once. */
const SINGLE = new Set<string>([
  'TaskOpened',
  'TaskCompleted',
  'TaskCancelled',
  'TaskEscalated',
  'SchemeSubmitted',
  'SchemeApproved',
  'SchemeRejected',
  'SchemeWithdrawn',
  'SchemeLapsed',
  'QuotaOccupied',
  'QuotaWrittenOff',
  'ContractSigned',
  'ContractFiled',
  'PriceSettled',
  'LevyAssessed',
  'LevyNoticeIssued',
  'LevySettled',
  'IncomeDistributed',
  'RightRegistered',
  'EntryCompleted',
] satisfies LandEvent['type'][]);

/** What happened twice although it may happen once: nothing, in a system that keeps its word. */
export function doubled(events: readonly Recorded<LandEvent>[]): string[] {
  const found: string[] = [];
  const decisions = new Map<string, number>();
  const once = new Set<string>();
  for (const { stream, version, type, data, meta, id } of events) {
    // One command is one decision: its facts stand side by side on its stream.
    const decision = `${meta.command} on ${stream}`;
    const last = decisions.get(decision);
    if (last !== undefined && last !== version - 1) found.push(`${decision} decided again at ${id}`);
    decisions.set(decision, version);
    if (!SINGLE.has(type)) continue;
    const key =
      `${type} of ` +
      `${stream}${type.startsWith('Quota') ? ` for ${(data as { subject: Subject }).subject.entry}` : ''}`;
    if (once.has(key)) found.push(`${key} twice, again at ${id}`);
    once.add(key);
  }
  return found;
}

const quota = quotaOver(patientPacks());

/** Folds every quota as it grew: what was broken at any moment, and who holds land at the end. */
export function ledgers(
  events: readonly Recorded<LandEvent>[],
): Readonly<{ broken: string[]; holders: Map<string, string> }> {
  const broken: string[] = [];
  const streams = new Map<string, ReturnType<typeof quota.evolve>>();
  for (const event of events) {
    if (!event.stream.startsWith('quota-')) continue;
    const before = streams.get(event.stream) ?? quota.initial;
    const fact = event as unknown as QuotaEvent;
    if (
      fact.type === 'QuotaReserved' &&
      before.holdings.some((bucket) => bucket.has(fact.data.subject.entry))
    )
      broken.push(`${event.id} reserves what is reserved`);
    const after = quota.evolve(before, fact);
    for (const kind of QUOTA_KINDS)
      if (availableOf(after.pools[kind]) < 0n) broken.push(`${event.id} leaves less than nothing of ${kind}`);
    streams.set(event.stream, after);
  }
  const holdings = [...streams.values()].flatMap(({ holdings: buckets }) =>
    buckets.flatMap((bucket) => [...bucket.values()]),
  );
  return { broken, holders: new Map(holdings.map(({ subject, stage }) => [subject.entry, stage])) };
}

/**
 * How many events lie before any subscription, and deadlines that should have fired. Looks at the log before
 * and after: a deadline that fires between two of these questions would be behind neither answer.
 */
export async function undone(
  app: Readonly<{ engine: Engine; get<T>(token: abstract new (...args: never[]) => T): T }>,
): Promise<string[]> {
  const store = app.get(EventStore);
  const head = await store.head();
  const due = await app.get(DeadlineTable).due(new Date().toISOString(), 10);
  const lag = (await app.engine.lag())
    .filter(({ behind }) => behind > 0)
    .map(({ subscription, behind }) => `${subscription} is ${behind} behind`);
  const grown = (await store.head()) === head ? [] : ['the log still grows'];
  return [...lag, ...due.map(({ id, dueAt }) => `${id} of ${dueAt} has not fired`), ...grown];
}

/** What the entries that have not ended wait for, for whoever has to find out why. */
export async function whereabouts(app: App, county: County): Promise<string> {
  const last = new Map<string, string[]>();
  for (const { type, id, meta } of await wholeLog(app.get(EventStore)))
    last.set(meta.correlation, [...(last.get(meta.correlation) ?? []), `${type} ${id}`].slice(-40));
  const running = [...county.expected.keys()].filter((entry) => !county.ended.has(entry)).slice(0, 3);
  const parked = await app.get(Parking).parked();
  return [
    ...running.map((entry) => last.get(entry)?.join('\n')),
    ...(await undone(app)),
    ...parked.map(({ id, code }) => `${id}: ${code}`),
    JSON.stringify(await app.get(Subscriptions).progress(), (_, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    ),
  ].join('\n');
}

export type App = Readonly<{ engine: Engine; get<T>(token: abstract new (...args: never[]) => T): T }>;

/** What of these events the log that keeps them cannot prove. */
export type Proof = (events: readonly Recorded[]) => Promise<readonly unknown[]>;

/** PostgreSQL chains its events by their digests. */
export const byChain =
  (pool: Pool): Proof =>
  async (events) => {
    const { broken, events: proven } = await verifyLog(pool);
    return [broken, proven === events.length ? undefined : `${proven} of ${events.length}`].filter(
      (it) => it !== undefined,
    );
  };

/** Elsewhere the places prove themselves: every stream without a gap, and everything in one order. */
export const byPlaces: Proof = (events) => {
  const versions = new Map<string, number>();
  const unproven = events.filter(({ stream, version, position }, index) => {
    const expected = (versions.get(stream) ?? -1) + 1;
    versions.set(stream, version);
    return version !== expected || (index > 0 && position <= events[index - 1]!.position);
  });
  return Promise.resolve(unproven.map(({ id }) => id));
};

/** Everything that must hold after the worst day, as one object to compare with {@link TRUTH}. */
export async function truthOf(
  app: App,
  store: EventStore,
  prove: Proof,
  county: County,
): Promise<Record<keyof typeof TRUTH, unknown>> {
  const events = await wholeLog(store);
  const readModels = app.get(ReadModels);
  const commands = new Set(events.map(({ meta, stream }) => `${meta.command} on ${stream}`));
  const entries = await Promise.all(
    [...county.expected].map(
      async ([entry, status]) => [entry, status, (await readModels.find(Entries, entry))?.status] as const,
    ),
  );
  const { broken, holders } = ledgers(events);
  const completed = new Set(entries.filter(([, status]) => status === 'completed').map(([entry]) => entry));
  const differing: string[] = [];
  for (const projection of app.get(Projector).projections) {
    const { name } = projection;
    const follows = followedBy(projection);
    const before = await readModels.digest(name, await readModels.live(name));
    const shown = await bodiesOf(readModels, name);
    await app.get(Projector).rebuild(name);
    const after = await readModels.digest(name, await readModels.live(name));
    // An empty model says nothing, unless the log has nothing for it either.
    const told = events.some(({ type }) => follows(type));
    if (before.sha256 !== after.sha256 || (told && before.documents === 0))
      differing.push(
        `${name}: ${JSON.stringify([before, after])} ` +
          differenceOf(shown, await bodiesOf(readModels, name)),
      );
  }
  return {
    'entries that are not where they should be': entries.filter(([, wanted, found]) => wanted !== found),
    'facts that are there twice': doubled(events),
    'acknowledged commands that were lost': [...county.acknowledged].filter(
      ([id, stream]) => !commands.has(`${id} on ${stream}`) && !MAY_DECIDE_NOTHING.test(id),
    ),
    'parked commands': (await app.get(Parking).parked()).map(({ id, code }) => `${id}: ${code}`),
    'quotas broken at any moment': broken,
    'entries that hold land and should not, or the other way round': [
      ...new Set([...holders.keys(), ...completed]),
    ].filter((entry) => completed.has(entry) !== (holders.get(entry) === 'used')),
    'work left for people': (
      await readModels.query(Tasks, { where: { live: 'yes' }, limit: TASKS_SHOWN })
    ).items
      .filter(({ kind }) => !WORK_BEYOND_THE_END.includes(kind))
      .map(({ id }) => id),
    'events that the log cannot prove': await prove(events),
    'read models that differ from rebuilt ones': differing,
  };
}

const TASKS_SHOWN = 200;
/** Most documents of one read model that the report of a difference looks through. */
const COMPARED_MAX = 10_000;
const DIFFERENCES_SHOWN = 3;

const bodiesOf = async (readModels: ReadModels, model: string) =>
  new Set(
    (await readModels.query(readModel(model), { limit: COMPARED_MAX })).items.map((body) =>
      JSON.stringify(body),
    ),
  );

/** The first documents that only one of both has: without them nobody finds out why they differ. */
const differenceOf = (before: ReadonlySet<string>, after: ReadonlySet<string>) =>
  [
    ...[...before]
      .filter((body) => !after.has(body))
      .slice(0, DIFFERENCES_SHOWN)
      .map((body) => `was ${body}`),
    ...[...after]
      .filter((body) => !before.has(body))
      .slice(0, DIFFERENCES_SHOWN)
      .map((body) => `is ${body}`),
  ].join('\n');

/**
 * Commands that are a success without a fact, because somebody else was first: a claim of one's own, the
 * entry's second end.
 */
const MAY_DECIDE_NOTHING = /^county\/(claim|decide)\/.*(relist|publish-deal)/;

export const TRUTH = {
  'entries that are not where they should be': [],
  'facts that are there twice': [],
  'acknowledged commands that were lost': [],
  'parked commands': [],
  'quotas broken at any moment': [],
  'entries that hold land and should not, or the other way round': [],
  'work left for people': [],
  'events that the log cannot prove': [],
  'read models that differ from rebuilt ones': [],
} as const;
