import pg from 'pg';
import { ENGINE, NO_STREAM, VersionConflict } from '#kernel';
import type { NewEvent } from '#kernel';
import { openPostgres, verifyLog } from '#postgres';
import type { Postgres } from '#postgres';
import { abreast, seconds, spread } from './measure.js';
import type { Spread } from './measure.js';

/** Data of one event, about what a stage of the procedure writes. */
const EVENT_BYTES = 600;
const WRITERS = [1, 8, 64] as const;
const EVENTS = [1, 3] as const;
const STREAM_EVENTS = 100;
const FILL_EVENTS_PER_APPEND = 100;
const FILL_WIDTH = 16;

export type AppendRow = Readonly<{
  writers: number;
  events: number;
  oursPerSecond: number;
  ours: Spread;
  plainPerSecond: number;
  plain: Spread;
  ratio: number;
}>;

export const fact = (n: number): NewEvent => ({
  type: 'SchemeRevised',
  data: { text: 'x'.repeat(EVENT_BYTES), n },
  meta: {
    correlation: `entry-${n % 1_000}`,
    causation: `c${n}`,
    command: `c${n}`,
    actor: ENGINE,
    occurredAt: '2026-03-01T08:00:00.000Z',
    policy: 'jinan@2026.1',
    schema: 1,
  },
});

export const open = (url: string, window = 20_000): Promise<Postgres> =>
  openPostgres({ url, schema: 'bench_log', window });

/**
 * Appends through the store beside one-commit-per-row inserts into an equal bare table on the same server, in
 * turn.
 */
export async function appendRows(
  url: string,
  store: Postgres['store'],
  windowSeconds: number,
): Promise<readonly AppendRow[]> {
  const bare = new pg.Pool({ connectionString: url, max: 64 });
  await bare.query(
    'create table if not exists bare (position bigserial primary key, stream text, version int, type ' +
      'text, data json, meta json, recorded_at timestamptz default now(), unique (stream, version))',
  );
  const insert = (stream: string, version: number, n: number) => {
    const { type, data, meta } = fact(n);
    return bare.query({
      name: 'insert',
      text: 'insert into bare (stream, version, type, data, meta) values ($1, $2, $3, $4, $5)',
      values: [stream, version, type, JSON.stringify(data), JSON.stringify(meta)],
    });
  };
  const rows: AppendRow[] = [];
  for (const events of EVENTS) {
    for (const writers of WRITERS) {
      const plain = await round(writers, windowSeconds, async (stream, turn, n) => {
        for (let e = 0; e < events; e++) await insert(stream, turn * events + e, n + e);
      });
      const ours = await appending(store, writers, events, windowSeconds);
      rows.push({
        writers,
        events,
        oursPerSecond: ours.perSecond,
        ours: ours.spread,
        plainPerSecond: plain.perSecond,
        plain: plain.spread,
        ratio: Number((ours.perSecond / plain.perSecond).toFixed(2)),
      });
    }
  }
  await bare.end();
  return rows;
}

const appending = (store: Postgres['store'], writers: number, events: number, windowSeconds: number) =>
  round(writers, windowSeconds, (stream, turn, n) =>
    store.append(
      stream,
      turn * events + NO_STREAM,
      Array.from({ length: events }, (_, e) => fact(n + e)),
    ),
  );

let rounds = 0;
export async function round(
  writers: number,
  windowSeconds: number,
  append: (stream: string, turn: number, n: number) => Promise<unknown>,
): Promise<{ perSecond: number; spread: Spread }> {
  const name = `r${process.pid}-${++rounds}`;
  const took: number[] = [];
  const until = performance.now() + windowSeconds * 1_000;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const from = performance.now();
        await append(`${name}-${writer}`, turn, took.length * 3);
        took.push(performance.now() - from);
      }
    }),
  );
  return { perSecond: Math.round(took.length / windowSeconds), spread: spread(took) };
}

export type WalRow = Readonly<{ writers: number; events: number; perSecond: number; filesMade: number }> &
  Spread;

/**
 * The most writers with the most events, first as the log of a young server goes on, whose write-ahead log
 * grows by a new file of 16 MB for every 16 MB, then after a checkpoint, which gives it the old files again.
 */
export async function onNewAndOldFiles(
  url: string,
  store: Postgres['store'],
  windowSeconds: number,
): Promise<readonly WalRow[]> {
  const [writers, events] = [Math.max(...WRITERS), Math.max(...EVENTS)];
  const client = new pg.Client(url);
  await client.connect();
  const files = async () =>
    (await client.query<{ n: number }>('select count(*)::int as n from pg_ls_waldir()')).rows[0]!.n;
  const rows: WalRow[] = [];
  for (const first of ['select', 'checkpoint']) {
    await client.query(first);
    const before = await files();
    const ours = await appending(store, writers, events, windowSeconds);
    const filesMade = (await files()) - before;
    rows.push({ writers, events, perSecond: ours.perSecond, filesMade, ...ours.spread });
  }
  await client.end();
  return rows;
}

export type RacersRow = Readonly<{
  writers: number;
  racers: number;
  perSecond: number;
  wonPerSecond: number;
}> &
  Spread;

/** Writers on their own streams beside some who all want the next place of one, and mostly lose it. */
export async function besideRacers(
  store: Postgres['store'],
  windowSeconds: number,
  racers: number,
): Promise<RacersRow> {
  const writers = Math.max(...WRITERS);
  const contended = `contended-${process.pid}-${++rounds}`;
  const until = performance.now() + windowSeconds * 1_000;
  let won = 0;
  const race = async () => {
    for (let version: number = NO_STREAM; performance.now() < until;) {
      try {
        ({ version } = await store.append(contended, version, [fact(won)]));
        won += 1;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        version = error.current;
      }
    }
  };
  const [ours] = await Promise.all([
    round(writers, windowSeconds, (stream, turn, n) => store.append(stream, turn + NO_STREAM, [fact(n)])),
    ...Array.from({ length: racers }, race),
  ]);
  const wonPerSecond = Math.round(won / windowSeconds);
  return { writers, racers, perSecond: ours.perSecond, wonPerSecond, ...ours.spread };
}

/** Reads the whole log from the database, parsed. */
export async function catchUp(
  url: string,
): Promise<Readonly<{ events: number; perSecond: number; verifyPerSecond: number }>> {
  const cold = await open(url, 0);
  let events = 0;
  const took = await seconds(async () => {
    for (let position = 0n; ;) {
      const page = await cold.store.readAll(position, 2_000);
      if (page.length === 0) return;
      events += page.length;
      position = page[page.length - 1]!.position;
    }
  });
  const verified = await seconds(() => verifyLog(cold.pool));
  await cold.close();
  return { events, perSecond: Math.round(events / took), verifyPerSecond: Math.round(events / verified) };
}

export async function streamRead(store: Postgres['store']): Promise<Spread> {
  const stream = `long-${process.pid}`;
  await store.append(
    stream,
    NO_STREAM,
    Array.from({ length: STREAM_EVENTS }, (_, n) => fact(n)),
  );
  const took: number[] = [];
  for (let n = 0; n < 500; n++) {
    const from = performance.now();
    await store.read(stream);
    took.push(performance.now() - from);
  }
  return spread(took);
}

/** From the call of append to the event in a subscriber's hands, at a steady 200 appends a second. */
export async function latency(store: Postgres['store']): Promise<Spread> {
  const called = new Map<string, number>();
  const took: number[] = [];
  const stopping = new AbortController();
  const after = await store.head();
  const reading = (async () => {
    for await (const page of store.follow(after, stopping.signal))
      for (const { stream } of page) took.push(performance.now() - (called.get(stream) ?? performance.now()));
  })();
  for (let n = 0; n < 1_000; n++) {
    const stream = `latency-${process.pid}-${n}`;
    called.set(stream, performance.now());
    void store.append(stream, NO_STREAM, [fact(n)]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  stopping.abort();
  await reading;
  return spread(took);
}

export async function fill(store: Postgres['store'], events: number): Promise<number> {
  const took = await seconds(() =>
    abreast(events / FILL_EVENTS_PER_APPEND, FILL_WIDTH, (n) =>
      store.append(
        `fill-${process.pid}-${n}`,
        NO_STREAM,
        Array.from({ length: FILL_EVENTS_PER_APPEND }, (_, e) => fact(n * FILL_EVENTS_PER_APPEND + e)),
      ),
    ),
  );
  return Math.round(events / took);
}
