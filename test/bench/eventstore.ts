import { EventStoreDBClient, NO_STREAM as NONE, jsonEvent } from '@eventstore/db-client';
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
  yield {
    what: `catch-up, own events/s, ${OTHERS} of others to each`,
    ours: await catchUp(url, client),
    beside: 25_000,
    than: 'wanted',
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

async function catchUp(url: string, client: EventStoreDBClient): Promise<number> {
  const name = prefix();
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
  return fromCold(url, name);
}

/** By a log that has heard nothing yet. */
async function fromCold(url: string, name: string): Promise<number> {
  const cold = new EventStoreDbLog({ url, prefix: name });
  const stopping = new AbortController();
  let heard = 0;
  const took = await seconds(async () => {
    for await (const page of cold.follow(START, stopping.signal))
      if ((heard += page.length) >= CATCH_UP_EVENTS) return;
  });
  await cold.close();
  return Math.round(heard / took);
}
