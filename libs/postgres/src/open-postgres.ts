import pg from 'pg';
import type { Pool, QueryConfig } from 'pg';
import { AppendQueue } from './append-queue.js';
import { PLAIN_NUMBERS, connectionTo } from './connection.js';
import { migrate } from './migrations.js';
import { Notifications } from './notifications.js';
import { PostgresClaims } from './postgres-claims.js';
import { PostgresDeadlines } from './postgres-deadlines.js';
import { PostgresReadModels } from './postgres-read-models.js';
import { POLL_MS, PostgresEventStore } from './postgres-event-store.js';
import { PostgresParking } from './postgres-parking.js';
import { PostgresKeyValues } from './postgres-key-values.js';
import { PostgresOutlines } from './postgres-outlines.js';
import { PostgresSubscriptions } from './postgres-subscriptions.js';
import { ProofOfLife } from './proof-of-life.js';
import { Writes, tellingFaults } from './storage-faults.js';

export const DEFAULT_SCHEMA = 'rushi';
/** Connections for everything but appending, listening and the proof of life, which have one each. */
const POOL_CONNECTIONS = 10;
/** Connections that write read models, deadlines and checkpoints. */
const DERIVED_CONNECTIONS = 8;

/** Counted by the clocks of the processes: one that is a little behind must find its own rows. */
const CLEAN_LIMITS = {
  name: 'clean-limits',
  text: `delete from limits using (
           select key from limits
           where expire < (extract(epoch from clock_timestamp() - interval '1 minute') * 1000)::bigint
           order by expire limit $1 for update skip locked
         ) old where limits.key = old.key`,
};

export type PostgresOptions = Readonly<{
  /** `postgres://user:password@host:port/database`; the user migrates, the work is done as `rushi_app`. */
  url: string;
  schema?: string;
  /** Newest events kept in memory. */
  window?: number;
  /** A lease not renewed for this long may be taken by another process. */
  leaseMs?: number;
  /** How far the database's clock may be behind the newest event before it takes no more, in seconds. */
  clockBehindSecondsMax?: number;
}>;

export type Postgres = Readonly<{
  store: PostgresEventStore;
  subscriptions: PostgresSubscriptions;
  readModels: PostgresReadModels;
  deadlines: PostgresDeadlines;
  parking: PostgresParking;
  keyValues: PostgresKeyValues;
  outlines: PostgresOutlines;
  claims: PostgresClaims;
  pool: Pool;
  /** The pool, with plain numbers, as a counter of limits asks for it. */
  counters: Readonly<{
    query(query: QueryConfig): Promise<unknown>;
    /** Removes at most so many counts that are over; says how many. */
    clean(most: number): Promise<number>;
  }>;
  /** Ends the batch in flight, gives up the proof of life, closes every connection. */
  close(): Promise<void>;
}>;

/** Migrates and opens the database. @throws MigrationChanged, or what the connection says */
export async function openPostgres({
  url,
  schema = DEFAULT_SCHEMA,
  window,
  leaseMs,
  clockBehindSecondsMax,
}: PostgresOptions): Promise<Postgres> {
  const role = await migrate(url, schema);
  const connection = connectionTo(url, schema, { role, clockBehindSecondsMax });
  const writes = new Writes();
  const pool = tellingFaults(new pg.Pool({ ...connection, max: POOL_CONNECTIONS }), writes);
  // A connection lost while idle is replaced by the pool; whoever uses one sees the error there.
  pool.on('error', () => undefined);
  const derived = tellingFaults(
    new pg.Pool({ ...connectionTo(url, schema, { role, derived: true }), max: DERIVED_CONNECTIONS }),
    writes,
  );
  derived.on('error', () => undefined);

  const { rows } = await pool.query<{ head: bigint; recordedAt: string }>(
    'select position as head, recorded_at as "recordedAt" from events order by position desc limit 1',
  );
  const queue = new AppendQueue(connection, (committed) => store.committed(committed), writes);
  const notifications = new Notifications(
    connection,
    `${schema}_events`,
    (position) => store.learn(BigInt(position)),
    () => store.connected(),
  );
  const store = new PostgresEventStore(pool, queue, notifications, rows[0] ?? { head: 0n }, window);
  const life = new ProofOfLife(connection);
  await notifications.open();
  const poll = setInterval(() => void store.head().catch(() => undefined), POLL_MS).unref();

  let closing: Promise<void> | undefined;
  const close = async () => {
    clearInterval(poll);
    await store.close();
    await life.close();
    await Promise.all([pool.end(), derived.end()]);
  };
  return {
    store,
    subscriptions: new PostgresSubscriptions(derived, life, leaseMs),
    readModels: new PostgresReadModels(derived),
    deadlines: new PostgresDeadlines(derived),
    parking: new PostgresParking(pool),
    keyValues: new PostgresKeyValues(pool, writes),
    outlines: new PostgresOutlines(pool),
    claims: new PostgresClaims(pool, life),
    pool,
    counters: {
      query: (query) => pool.query({ ...query, types: PLAIN_NUMBERS }),
      clean: async (most) => (await pool.query({ ...CLEAN_LIMITS, values: [most] })).rowCount ?? 0,
    },
    close: () => (closing ??= close()),
  };
}
