/*
 * Shows: while a stranger's transaction holds the lock of the log, writers wait and readers read; nothing is
 * missed, doubled or out of order afterwards, and the operator was told who is in the way.
 * How: that transaction has appended an event of its own and ends only when the warning was heard.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { NO_STREAM, START } from '#kernel';
import type { Appended, Recorded } from '#kernel';
import { fact, freshStream, until } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { contentOf } from './content.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';
import { verifyLog } from './verify-log.js';

const WRITERS = 64;
const APPENDS_EACH = 3;
const EVENTS_EACH = 2;
/** Before the hash in the binary format. */
const LENGTH_BYTES = 4;

describe('the lock of the log, held by a transaction that does not end', () => {
  let database: TestDatabase;
  let writing: Postgres;
  let reading: Postgres;
  let holder: pg.Client;
  const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const told = () => warnings.mock.calls.map(([text]) => String(text));
  beforeAll(async () => {
    database = await openTestDatabase();
    writing = await openPostgres({ url: database.url });
    reading = await openPostgres({ url: database.url });
    holder = new pg.Client({ connectionString: database.url, application_name: 'somebody-at-psql' });
    await holder.connect();
    await holder.query('set search_path to rushi');
  });
  afterAll(async () => {
    warnings.mockRestore();
    await holder.end();
    await Promise.all([writing.close(), reading.close()]);
    await database.drop();
  });

  /** Appends in a transaction that stays open: the event has its position, and nobody sees it yet. */
  const hold = async (stream: string) => {
    await holder.query('begin');
    const meta = JSON.stringify({ command: 'held', correlation: 'held' });
    const content = contentOf('Held', '{}', meta).hash.subarray(LENGTH_BYTES);
    await holder.query(
      `select * from append_one($1, -1, array['Held'], array['{}'::json], array[$2::json], array['held'],
         array['held'], array[$3::bytea])`,
      [stream, meta, content],
    );
  };
  const write = async (stream: string) => {
    const appended: Appended[] = [];
    for (let turn = 0; turn < APPENDS_EACH; turn++) {
      const events = Array.from({ length: EVENTS_EACH }, (_, n) => fact(`T${turn}-${n}`, `c${turn}`));
      appended.push(await writing.store.append(stream, NO_STREAM + turn * EVENTS_EACH, events));
    }
    return appended;
  };

  it('makes the writers wait, says who is in the way, and costs no event and no order', async () => {
    const before = freshStream();
    await writing.store.append(before, NO_STREAM, [fact('A', 'c1')]);
    const first = freshStream();
    await hold(first);
    const seen: Recorded[] = [];
    const stopping = new AbortController();
    const following = (async () => {
      for await (const page of reading.store.follow(START, stopping.signal)) seen.push(...page);
    })();
    const streams = Array.from({ length: WRITERS }, freshStream);
    const writers = Promise.all(streams.map(write));

    await until(() => told().some((text) => text.includes('somebody-at-psql')));
    expect(told().join()).toMatch(/64 appends wait \(attempt 1\).*held by process \d+ .*somebody-at-psql/);
    expect(await writing.store.read(before)).toHaveLength(1);
    expect(seen.map(({ stream }) => stream)).toEqual([before]);

    await holder.query('commit');
    const appended = await writers;
    const total = 2 + WRITERS * APPENDS_EACH * EVENTS_EACH;
    await until(() => seen.length >= total);
    stopping.abort();
    await following;
    expect(seen.map(({ position }) => position)).toEqual(
      Array.from({ length: total }, (_, n) => BigInt(n + 1)),
    );
    expect(seen[1]!.stream).toBe(first);
    const placeOf = new Map(seen.map(({ id, position }) => [id, position]));
    streams.forEach((stream, writer) =>
      expect(appended[writer]!.map(({ version }) => placeOf.get(`${stream}@${version}`))).toEqual(
        appended[writer]!.map(({ position }) => position),
      ),
    );
    const { events, broken } = await verifyLog(writing.pool);
    expect([events, broken]).toEqual([total, undefined]);
  });
});
