import pg from 'pg';
import { ENGINE, NO_STREAM } from '#kernel';
import type { NewEvent } from '#kernel';
import { openPostgres, verifyLog } from '../src/index.js';

const EVENT_BYTES = 600;

export type Rate = Readonly<{ writers: number; perSecond: number; p50Ms: number; p99Ms: number }>;
export type AppendBench = Readonly<{
  grouped: readonly Rate[];
  plain: readonly Rate[];
  catchUpPerSecond: number;
  verifyPerSecond: number;
}>;

const fact = (n: number): NewEvent => ({
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

/**
 * Appends with 1, 8 and 64 writers beside one-commit-per-row inserts into an equal bare table, then reads
 * everything back.
 */
export async function appendBench(url: string, seconds: number): Promise<AppendBench> {
  const postgres = await openPostgres({ url, schema: 'bench', window: 0 });
  const bare = new pg.Pool({ connectionString: url, max: 32 });
  await bare.query(
    'create table bare (position bigserial primary key, stream text, version int, type text, data json, ' +
      'meta json, recorded_at timestamptz default now(), unique (stream, version))',
  );
  const grouped: Rate[] = [];
  const plain: Rate[] = [];
  for (const writers of [1, 8, 64]) {
    grouped.push(
      await measured(writers, seconds, (stream, version, n) =>
        postgres.store.append(stream, version - 1, [fact(n)]),
      ),
    );
    plain.push(
      await measured(writers, seconds, (stream, version, n) => {
        const { type, data, meta } = fact(n);
        return bare.query({
          name: 'insert',
          text: 'insert into bare (stream, version, type, data, meta) values ($1, $2, $3, $4, $5)',
          values: [stream, version, type, JSON.stringify(data), JSON.stringify(meta)],
        });
      }),
    );
  }
  const catchUpPerSecond = await rateOf(async () => {
    let read = 0;
    for (let position = 0n; ;) {
      const page = await postgres.store.readAll(position, 1_000);
      if (page.length === 0) return read;
      read += page.length;
      position = page[page.length - 1]!.position;
    }
  });
  const verifyPerSecond = await rateOf(async () => (await verifyLog(postgres.pool)).events);
  await bare.end();
  await postgres.close();
  return { grouped, plain, catchUpPerSecond, verifyPerSecond };
}

let rounds = 0;
async function measured(
  writers: number,
  seconds: number,
  append: (stream: string, version: number, n: number) => Promise<unknown>,
): Promise<Rate> {
  const round = ++rounds;
  const took: number[] = [];
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let version = NO_STREAM + 1; performance.now() < until; version++) {
        const from = performance.now();
        await append(`scheme-${round}-${writer}`, version, took.length);
        took.push(performance.now() - from);
      }
    }),
  );
  took.sort((a, b) => a - b);
  const at = (share: number) => Number(took[Math.floor(took.length * share)]!.toFixed(2));
  return { writers, perSecond: Math.round(took.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function rateOf(work: () => Promise<number>): Promise<number> {
  const from = performance.now();
  return Math.round((await work()) / ((performance.now() - from) / 1_000));
}
