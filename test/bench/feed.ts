import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ApiKeys } from '#access';
import { NO_STREAM } from '#kernel';
import { openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { Target } from '../attack/target.js';
import { postgresCpuSeconds } from './cpu.js';
import { openConsumers } from './feed-consumers.js';
import type { House, Way } from './feed-consumers.js';
import { spread } from './measure.js';
import type { Spread } from './measure.js';
import { entryOf, liftedHold, liftedId, listingOf } from './published-facts.js';

/** Webhooks of one machine, at the most: other consumers are spread over as many machines. */
const CONSUMERS_OF_MACHINE = 10;
const CONSUMERS_MAX = 50;
const SETTINGS = {
  // By itself a machine has 6,000 points a minute, and a pull of a hundred events costs eleven.
  MACHINE_POINTS_PER_MINUTE: '1000000',
  WEBHOOK_HTTP: 'true',
  WEBHOOK_PRIVATE_HOSTS: '127.0.0.1',
};
const MS_PER_SECOND = 1_000;
const NS_PER_MS = 1e6;
const WARM_EVENTS = 100;
const LOOK_MS = 20;
/** Nothing that was published came to anybody for so long: it is counted as missing. */
const SILENT_MS_MAX = 60_000;

export type FeedPlan = Readonly<{ way: Way; consumers: number; perSecond: number; seconds: number }>;
export type FeedRow = FeedPlan &
  Spread &
  Readonly<{
    /** Events that came to consumers, together, from the first that was published to the last that came. */
    arrivedPerSecond: number;
    missing: number;
    refused: number;
    /** The longest time for which the server came round to nobody. */
    serverLateMs: number;
    /** How late this process came to what it was told (p99): the consumers and the publisher are in it. */
    ownLateMs: number;
    /** Of the server and of PostgreSQL, for one event that came to one consumer. */
    nodeMs: number;
    postgresMs: number | undefined;
  }>;

/**
 * From the acknowledgement of an append, at a server of all roles as it ships, to the event in a consumer's
 * hands over HTTP. Facts are appended beside the server, as another of its processes does it; publisher and
 * consumers are this process, so one clock tells all times.
 */
export async function* feedRows(plans: readonly FeedPlan[]): AsyncGenerator<FeedRow> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)), SETTINGS);
  const postgres = await openPostgres({ url: target.databaseUrl });
  try {
    const houses = await housesOf(target, postgres);
    const publisher = new Publisher(postgres.store);
    for (const plan of plans) yield await measured(target, publisher, houses, plan);
    const { status, text } = await target.ask({ user: 'admin', method: 'get', path: '/health' });
    if (status !== 200) throw new Error(`The server is not well afterwards: ${status} ${text}`);
  } finally {
    await postgres.close();
    await target.close();
  }
}

async function housesOf({ url }: Target, { keyValues }: Postgres): Promise<readonly House[]> {
  const keys = new ApiKeys(keyValues);
  const houses: House[] = [];
  for (let machine = 0; houses.length < CONSUMERS_MAX; machine++) {
    const key = await keys.issue({ ...DEMO_PLATFORM, user: `bench-platform-${machine}` });
    for (let n = 0; n < CONSUMERS_OF_MACHINE; n++) houses.push({ url, headers: { 'x-api-key': key } });
  }
  return houses;
}

/** Each fact in an entry of its own, so that nothing waits for another of its entry. */
class Publisher {
  private next = 0;
  /** When the append of what was published as an id was acknowledged. */
  readonly acknowledged = new Map<string, number>();

  constructor(private readonly store: Postgres['store']) {}

  async publish(events: number, perSecond: number): Promise<readonly string[]> {
    const began = performance.now();
    const appends: Promise<string>[] = [];
    for (let n = 0; n < events; n++) {
      appends.push(this.append());
      const dueMs = began + ((n + 1) * MS_PER_SECOND) / perSecond - performance.now();
      if (dueMs > 0) await pause(dueMs);
    }
    return Promise.all(appends);
  }

  private async append(): Promise<string> {
    const n = this.next++;
    const entry = entryOf(n);
    await this.store.append(listingOf(entry), NO_STREAM, [liftedHold(entry, n)]);
    const id = liftedId(entry, 0);
    this.acknowledged.set(id, performance.now());
    return id;
  }
}

/** What came to whom and when; of what came twice the first. */
class Receipts {
  private readonly byConsumer: readonly Map<string, number>[];
  lastAt = performance.now();

  constructor(consumers: number) {
    this.byConsumer = Array.from({ length: consumers }, () => new Map<string, number>());
  }

  note = (consumer: number, id: string, at: number): void => {
    const mine = this.byConsumer[consumer]!;
    if (!mine.has(id)) mine.set(id, at);
    this.lastAt = at;
  };

  /** Waits until everybody has all of them, or nothing comes any more. */
  async all(ids: readonly string[]): Promise<void> {
    const [from, last] = [performance.now(), ids.slice(-CONSUMERS_OF_MACHINE)];
    const has = (wanted: readonly string[]) =>
      this.byConsumer.every((mine) => wanted.every((id) => mine.has(id)));
    while (performance.now() - Math.max(this.lastAt, from) < SILENT_MS_MAX) {
      if (has(last) && has(ids)) return;
      await pause(LOOK_MS);
    }
  }

  tookMs(acknowledged: ReadonlyMap<string, number>, ids: readonly string[]): readonly number[] {
    return this.byConsumer.flatMap((mine) =>
      ids.filter((id) => mine.has(id)).map((id) => mine.get(id)! - acknowledged.get(id)!),
    );
  }
}

async function measured(
  target: Target,
  publisher: Publisher,
  houses: readonly House[],
  plan: FeedPlan,
): Promise<FeedRow> {
  const { way, consumers, perSecond, seconds } = plan;
  const receipts = new Receipts(consumers);
  const open = await openConsumers(way, houses.slice(0, consumers), receipts.note);
  // Warms the compiler and the caches; nobody is counted in it.
  await receipts.all(await publisher.publish(WARM_EVENTS, perSecond));
  const [node, database] = [await target.cpuSeconds(), await postgresCpuSeconds(target.databaseUrl)];
  await target.loopDelayMs();
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const began = performance.now();
  const ids = await publisher.publish(perSecond * seconds, perSecond);
  await receipts.all(ids);
  lateness.disable();
  const serverLateMs = Math.round(await target.loopDelayMs());
  const [nodeAfter, databaseAfter] = [
    await target.cpuSeconds(),
    await postgresCpuSeconds(target.databaseUrl),
  ];
  await open.close();
  const took = receipts.tookMs(publisher.acknowledged, ids);
  const each = (cpuSeconds: number) => Number(((cpuSeconds * MS_PER_SECOND) / took.length).toFixed(2));
  return {
    ...plan,
    ...spread(took),
    arrivedPerSecond: Math.round((took.length / (receipts.lastAt - began)) * MS_PER_SECOND),
    missing: ids.length * consumers - took.length,
    refused: open.refused(),
    serverLateMs,
    ownLateMs: Math.round(lateness.percentile(99) / NS_PER_MS),
    nodeMs: each(nodeAfter - node),
    postgresMs:
      database === undefined || databaseAfter === undefined ? undefined : each(databaseAfter - database),
  };
}
