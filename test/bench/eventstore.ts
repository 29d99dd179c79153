import {
  EventStoreDBClient,
  NO_STREAM as NONE,
  START as BEGINNING,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { EventStoreDbLog } from '#eventstoredb';
import { NO_STREAM, START } from '#kernel';
import { twelveSteps } from './engine.js';
import { wholeEntries } from './entries.js';
import { fact, round } from './log.js';
import { abreast, seconds } from './measure.js';

const WRITERS = 64;
const CATCH_UP_EVENTS = 30_000;
const EVENTS_PER_APPEND = 100;
/** For each of ours, as many of others lie between as a server whose projections are on writes links. */
const OTHERS = 4;
/** The plain client's subscription looks through as many at once as ours. */
const SEARCH_EVENTS = 4_096;

let prefixes = 0;
const prefix = () => `bench-${process.pid}-${Date.now().toString(36)}-${(prefixes += 1)}-`;
const facts = (count: number, from = 0) => Array.from({ length: count }, (_, n) => fact(from + n));
const stored = (count: number) =>
  facts(count).map(({ type, data, meta }) =>
    jsonEvent({
      type,
      data: data as Record<string, unknown>,
      metadata: { meta, $correlationId: meta.correlation },
    }),
  );

type Beside = Readonly<{ what: string; ours: number; beside: number; than: string }>;

/**
 * The log on a real EventStoreDB beside its plain client and beside PostgreSQL, in turn; every row on streams
 * of its own.
 */
export async function* onEventStoreDb(
  url: string,
  postgres: string,
  windowSeconds: number,
  instances: number,
  entries: number,
): AsyncGenerator<Beside> {
  const client = EventStoreDBClient.connectionString(url);
  const name = prefix();
  const log = new EventStoreDbLog({ url, prefix: name });
  for (const events of [1, 3]) {
    const plain = await round(WRITERS, windowSeconds, (stream, turn) =>
      client.appendToStream(`plain-${name}${stream}`, stored(events), {
        expectedRevision: turn === 0 ? NONE : BigInt(turn * events - 1),
      }),
    );
    const ours = await round(WRITERS, windowSeconds, (stream, turn, n) =>
      log.append(stream, turn * events + NO_STREAM, facts(events, n)),
    );
    yield {
      what: `appends/s, ${WRITERS} writers, ${events} events each`,
      ours: ours.perSecond,
      beside: plain.perSecond,
      than: 'plain client',
    };
  }
  const caughtUp = await catchUp(url, client);
  yield {
    what: `catch-up, own events/s, ${OTHERS} of others to each`,
    ...caughtUp,
    than: "the client's filtered subscription",
  };
  const steps = async (on?: EventStoreDbLog) => (await twelveSteps(postgres, instances, on)).perSecond;
  yield { what: 'twelve steps/s', ours: await on(url, steps), beside: await steps(), than: 'PostgreSQL' };
  const whole = async (on?: EventStoreDbLog) =>
    (await wholeEntries(postgres, entries, WRITERS, undefined, on)).perSecond;
  yield {
    what: 'whole land entries/s',
    ours: await on(url, whole),
    beside: await whole(),
    than: 'PostgreSQL',
  };
  await log.close();
  await client.dispose();
}

async function on<T>(url: string, work: (log: EventStoreDbLog) => Promise<T>): Promise<T> {
  const log = new EventStoreDbLog({ url, prefix: prefix() });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** Both ways over the same events, once to warm up and once for the figures. */
async function catchUp(url: string, client: EventStoreDBClient): Promise<{ ours: number; beside: number }> {
  const name = prefix();
  await fillAmongOthers(url, client, name);
  let [ours, beside] = [0, 0];
  for (let round = 0; round < 2; round++) {
    ours = await fromCold(url, name);
    beside = await bySubscription(url, name);
  }
  return { ours, beside };
}

async function fillAmongOthers(url: string, client: EventStoreDBClient, name: string): Promise<void> {
  const appends = CATCH_UP_EVENTS / EVENTS_PER_APPEND;
  const writing = new EventStoreDbLog({ url, prefix: name });
  const others = Array.from({ length: OTHERS * EVENTS_PER_APPEND }, (_, n) =>
    jsonEvent({ type: 'Other', data: { n } }),
  );
  await abreast(appends, 8, async (n) => {
    await client.appendToStream(`others-${name}${n}`, others);
    await writing.append(`${n}`, NO_STREAM, facts(EVENTS_PER_APPEND, n));
  });
  await writing.close();
}

/** By a log that has read nothing yet. */
async function fromCold(url: string, name: string): Promise<number> {
  const cold = new EventStoreDbLog({ url, prefix: name });
  const stopping = new AbortController();
  const took = await seconds(() => counted(cold.follow(START, stopping.signal), ({ length }) => length));
  await cold.close();
  return Math.round(CATCH_UP_EVENTS / took);
}

/** By the plain client, a connection of its own as well. */
async function bySubscription(url: string, prefix: string): Promise<number> {
  const client = EventStoreDBClient.connectionString(url);
  const filter = streamNameFilter({ prefixes: [prefix], maxSearchWindow: SEARCH_EVENTS });
  const events = client.subscribeToAll({ fromPosition: BEGINNING, filter });
  const took = await seconds(() => counted(events, () => 1));
  await client.dispose();
  return Math.round(CATCH_UP_EVENTS / took);
}

/** Until all that was written has come. */
async function counted<T>(coming: AsyncIterable<T>, eventsOf: (item: T) => number): Promise<void> {
  let come = 0;
  for await (const item of coming) if ((come += eventsOf(item)) >= CATCH_UP_EVENTS) return;
}
