import pg from 'pg';
import type { ClientConfig, QueryConfig } from 'pg';
import { Logger } from '@nestjs/common';
import {
  AppendTooLarge,
  ClockBehind,
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  StorageFull,
  VersionConflict,
} from '#kernel';
import type { Appended, NewEvent } from '#kernel';
import { holderOfTheLock } from './append-lock.js';
import { arrayOf, int4Array, textArray } from './binary-arrays.js';
import { backoffMs, isoOf, isTransient } from './connection.js';
import { contentOf } from './content.js';
import type { Content } from './content.js';
import { storageFaultOf } from './storage-faults.js';
import type { Writes } from './storage-faults.js';

/**
 * One transaction takes at most this much of the queue; the rest waits for the next one. It is not what the
 * slowest of 64 writers with three events each wait for (p99 52 to 61 ms beside 14 with one event): together
 * they are 192 events, done in 5 ms. PostgreSQL makes a file of its write-ahead log anew for every 16 MB,
 * within the append that needs it, in 40 to 80 ms; with three events more than one append in a hundred meets
 * that, with one event fewer. Where old files are there to be used again, as after the checkpoints of a
 * server that has written as much before, it is 21 ms (`npm run bench` counts the files). Files that are not
 * filled with zeros are made in no time (`wal_init_zero`), but their space is not there before it is needed.
 */
const BATCH_EVENTS_MAX = 1_000;
const BATCH_BYTES_MAX = 4 * 1_048_576;

type Pending = Readonly<{
  stream: string;
  expected: number;
  events: readonly NewEvent[];
  contents: readonly Content[];
  bytes: number;
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
}>;

/** Events that were just committed, in the order of their positions. */
export type Committed = Readonly<{
  stream: string;
  events: readonly NewEvent[];
  appended: Appended;
  recordedAt: string;
}>;

type Answer = { status: string; version: string; position: string; recorded_at: string | null };

/** Status of one append in an answer of the database. */
const APPENDED = 0;
const CONFLICT = 1;

/** The store was closed while the append waited; whether it was made is unknown when it had been sent. */
export class StoreClosed extends Error {}

/**
 * Group commit. While one batch is being committed, what arrives is collected and becomes the next one: one
 * function call, one transaction, one flush, and an answer for each append. There is no artificial delay: a
 * lone append goes at once. An unknown outcome is asked again until there is an answer; the database
 * recognises what it already has. A full disk is an answer: nothing was written.
 */
export class AppendQueue {
  private readonly log = new Logger('EventStore');
  private waiting: Pending[] = [];
  private client: pg.Client | undefined;
  private running = false;
  private readonly closing = new AbortController();
  private idle: (() => void) | undefined;

  constructor(
    private readonly connection: ClientConfig,
    private readonly onCommitted: (committed: readonly Committed[]) => void,
    private readonly writes: Writes,
  ) {}

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.closing.signal.aborted) throw new StoreClosed('The event store is closed.');
      if (events.length === 0) throw new RangeError('An append needs at least one event.');
      if (events.length > APPEND_EVENTS_MAX)
        throw new AppendTooLarge(
          `${events.length} events; ${APPEND_EVENTS_MAX} are the most for one append.`,
        );
      const contents = events.map(({ type, data, meta }) =>
        contentOf(type, JSON.stringify(data), JSON.stringify(meta)),
      );
      const bytes = contents.reduce((sum, content) => sum + content.bytes, 0);
      if (bytes > APPEND_BYTES_MAX)
        throw new AppendTooLarge(`${bytes} bytes; ${APPEND_BYTES_MAX} are the most for one append.`);
      this.waiting.push({ stream, expected, events, contents, bytes, resolve, reject });
      this.wake();
    });
  }

  /** Ends after the batch in flight; what still waits is refused. */
  async close(): Promise<void> {
    this.closing.abort();
    if (this.running) await new Promise<void>((resolve) => (this.idle = resolve));
    await this.disconnect();
  }

  /** Starts after the current turn, so that appends made together travel together. */
  private wake(): void {
    if (this.running) return;
    this.running = true;
    setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0 && !this.closing.signal.aborted) {
      await this.commit(this.take());
      // Those just answered continue in this turn and may append again: let them catch the next batch.
      await new Promise(setImmediate);
    }
    this.running = false;
    for (const { reject } of this.waiting.splice(0)) reject(new StoreClosed('The event store is closed.'));
    this.idle?.();
  }

  /** The next batch: in order of arrival, at most one append per stream. */
  private take(): Pending[] {
    const batch: Pending[] = [];
    const later: Pending[] = [];
    const streams = new Set<string>();
    let events = 0;
    let bytes = 0;
    let full = false;
    for (const pending of this.waiting) {
      full ||=
        batch.length > 0 &&
        (events + pending.events.length > BATCH_EVENTS_MAX || bytes + pending.bytes > BATCH_BYTES_MAX);
      if (full || streams.has(pending.stream)) {
        later.push(pending);
        continue;
      }
      batch.push(pending);
      streams.add(pending.stream);
      events += pending.events.length;
      bytes += pending.bytes;
    }
    this.waiting = later;
    return batch;
  }

  /** Never throws: every append of the batch gets its answer. */
  private async commit(batch: readonly Pending[]): Promise<void> {
    const query = batch.length === 1 ? appendOne(batch[0]!) : appendBatch(batch);
    for (let attempt = 1; ; attempt++) {
      try {
        const client = (this.client ??= await this.connect());
        const { rows } = await client.query<Answer>(query);
        return this.settle(batch, rows[0]!);
      } catch (error) {
        const fault = storageFaultOf(error);
        this.writes.note(fault);
        if (fault instanceof StorageFull || !isTransient(error)) return this.refuse(batch, fault);
        await this.tell(batch, attempt, error);
        await this.disconnect();
        if (this.closing.signal.aborted)
          return batch.forEach(({ reject }) =>
            reject(new StoreClosed('Closed before the outcome was known.')),
          );
        await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt)));
      }
    }
  }

  /** Why there is no answer yet: the operator is told who stands in the way, if somebody does. */
  private async tell(batch: readonly Pending[], attempt: number, error: unknown): Promise<void> {
    const { client } = this;
    const holder = client && (await holderOfTheLock(client, error).catch(() => undefined));
    if (holder === undefined)
      return this.log.warn(`Append not answered (attempt ${attempt}): ${String(error)}`);
    const waiting = batch.length + this.waiting.length;
    this.log.warn(
      `${waiting} appends wait (attempt ${attempt}): the lock of the log is held by ${holder} in a ` +
        'transaction that has not ended. Nothing is lost; it goes on when that transaction ends.',
    );
  }

  private settle(batch: readonly Pending[], answer: Answer): void {
    const statuses = numbers(answer.status);
    const versions = numbers(answer.version);
    const positions = answer.position.slice(1, -1).split(',');
    const committed: Committed[] = [];
    const outcomes = batch.map(({ stream, expected, events, resolve, reject }, index) => {
      const version = versions[index]!;
      if (statuses[index] === CONFLICT) return () => reject(new VersionConflict(stream, expected, version));
      const appended = { version, position: BigInt(positions[index]!) };
      if (statuses[index] === APPENDED)
        committed.push({ stream, events, appended, recordedAt: isoOf(answer.recorded_at!) });
      return () => resolve(appended);
    });
    if (committed.length > 0) {
      this.writes.taken();
      this.onCommitted(committed);
    }
    for (const outcome of outcomes) outcome();
  }

  /**
   * One append that the database cannot take must not fail its neighbours: each is tried alone. That is slow,
   * and it is never expected: an append's own reasons (another version, already there) are answers and fail
   * no batch.
   */
  private async refuse(batch: readonly Pending[], error: unknown): Promise<void> {
    if (isClockBehind(error)) return batch.forEach(({ reject }) => reject(this.clockBehind(error)));
    if (batch.length === 1) return batch[0]!.reject(error);
    this.log.error(`A batch of ${batch.length} appends failed, and each is tried alone: ${reasonOf(error)}`);
    for (const pending of batch) await this.commit([pending]);
  }

  private clockBehind({ message }: pg.DatabaseError): ClockBehind {
    const [now = '', newest = ''] = message.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00/g) ?? [];
    return new ClockBehind(isoOf(newest), isoOf(now));
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client(this.connection);
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    try {
      await client.connect();
    } catch (error) {
      client.end().catch(() => undefined);
      // Whatever the reason, no statement was sent; the database was there when the store was opened.
      throw new Error('No connection to the database.', { cause: error });
    }
    return client;
  }

  private async disconnect(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // A connection that no longer answers does not answer the goodbye either.
    if (client)
      await Promise.race([
        client.end().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, 500).unref()),
      ]);
  }
}

/** What the database's `recording_time` says. */
const isClockBehind = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && error.code === 'RU001';
const reasonOf = (error: unknown) =>
  error instanceof pg.DatabaseError ? `${error.code ?? ''} ${error.message}` : String(error);

const RAW: QueryConfig['types'] = { getTypeParser: () => (text: string) => text };

const numbers = (array: string) => array.slice(1, -1).split(',').map(Number);

function appendOne({ stream, expected, events, contents }: Pending): QueryConfig {
  return {
    name: 'append-one',
    text: 'select * from append_one($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [stream, expected, ...eventArrays(events, contents)],
    types: RAW,
  };
}

function appendBatch(batch: readonly Pending[]): QueryConfig {
  const append: number[] = [];
  const index: number[] = [];
  batch.forEach(({ events }, number) => {
    for (let n = 1; n <= events.length; n++) {
      append.push(number + 1);
      index.push(n);
    }
  });
  return {
    name: 'append-batch',
    text: 'select * from append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    values: [
      textArray(batch.map(({ stream }) => stream)),
      int4Array(batch.map(({ expected }) => expected)),
      int4Array(batch.map(({ events }) => events.length)),
      int4Array(append),
      int4Array(index),
      ...eventArrays(
        batch.flatMap(({ events }) => events),
        batch.flatMap(({ contents }) => contents),
      ),
    ],
    types: RAW,
  };
}

const eventArrays = (events: readonly NewEvent[], contents: readonly Content[]): Buffer[] => [
  arrayOf(
    'text',
    contents.map(({ type }) => type),
  ),
  arrayOf(
    'json',
    contents.map(({ data }) => data),
  ),
  arrayOf(
    'json',
    contents.map(({ meta }) => meta),
  ),
  textArray(events.map(({ meta }) => meta.command)),
  textArray(events.map(({ meta }) => meta.correlation)),
  arrayOf(
    'bytea',
    contents.map(({ hash }) => hash),
  ),
];
