import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClockBehind, NO_STREAM } from '#kernel';
import { fact, freshStream } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';
import { verifyLog } from './verify-log.js';

describe('the time of recording', () => {
  let database: TestDatabase;
  let postgres: Postgres;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await openTestDatabase();
    postgres = await openPostgres({ url: database.url, clockBehindSecondsMax: 3_600 });
    owner = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' });
    await owner.connect();
    await owner.query('set search_path to rushi');
  });
  afterAll(async () => {
    await owner.end();
    await postgres.close();
    await database.drop();
  });

  const append = (...types: string[]) =>
    postgres.store.append(
      freshStream(),
      NO_STREAM,
      types.map((type) => fact(type, 'c1')),
    );
  const tamper = async (change: string) => {
    await owner.query('alter table events disable trigger all');
    await owner
      .query(change)
      .finally(() => owner.query('alter table events enable always trigger events_never_change'));
  };
  /** What a machine whose clock is ahead has written: an event of later. */
  const eventOf = async (later: string) => {
    const { position } = await append('A');
    await tamper(
      `update events set recorded_at = date_trunc('milliseconds', clock_timestamp()) + interval ` +
        `'${later}' where position = ${position}`,
    );
    await tamper(
      `update events set hash = chain(null, 0, stream, ${contentOf}, recorded_at) where position = ` +
        `${position}`,
    );
    return position;
  };
  const part = (column: string) =>
    `int4send(octet_length(convert_to(${column}::text, 'UTF8'))) || convert_to(${column}::text, 'UTF8')`;
  const contentOf = `sha256(${part('type')} || ${part('data')} || ${part('meta')})`;
  const times = async (after: bigint) =>
    (await postgres.store.readAll(after, 10)).map(({ recordedAt }) => recordedAt);

  it('is covered by the chain of hashes', async () => {
    const { position } = await append('A');
    await tamper(
      `update events set recorded_at = recorded_at - interval '2 days' where position = ${position}`,
    );
    expect((await verifyLog(postgres.pool)).broken).toMatchObject({
      position,
      reason: expect.stringContaining('time of recording'),
    });
    await tamper(
      `update events set recorded_at = recorded_at + interval '2 days' where position = ${position}`,
    );
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it('never runs backwards where the clock is a little behind', async () => {
    const before = await postgres.store.head();
    await eventOf('20 minutes');
    await Promise.all([append('B'), append('C', 'D')]);
    const { rows } = await owner.query<{ fell: boolean }>(
      `select recorded_at < lag(recorded_at) over (order by position) as fell from events`,
    );
    expect(rows.filter(({ fell }) => fell)).toEqual([]);
    expect(new Set((await times(before)).slice(1)).size).toBe(1);
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it('stops the log where the clock is far behind, alone or in a batch, until it is right', async () => {
    const ahead = await eventOf('2 days');
    const head = await postgres.store.head();
    await expect(append('B')).rejects.toBeInstanceOf(ClockBehind);
    for (const { status } of await Promise.allSettled([append('B'), append('C'), append('D')]))
      expect(status).toBe('rejected');
    expect(await postgres.store.head()).toBe(head);
    await tamper(
      `update events set recorded_at = date_trunc('milliseconds', clock_timestamp()) + interval '30 ` +
        `minutes' where position = ${ahead}`,
    );
    await tamper(
      `update events set hash = chain(null, 0, stream, ${contentOf}, recorded_at) where position = ${ahead}`,
    );
    expect((await append('B')).position).toBe(head + 1n);
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it('may be missing from the hashes of 0.1.0 only before the first that has it', async () => {
    const { position } = await append('A');
    const zeros = `'\\x${'00'.repeat(32)}'::bytea`;
    const without = `sha256(${zeros} || int8send(0) || convert_to(stream, 'UTF8') || ${contentOf})`;
    await tamper(`update events set hash = ${without} where position = ${position}`);
    expect((await verifyLog(postgres.pool)).broken).toMatchObject({ position });
    await tamper(`update events set hash = ${without} where version = 0`);
    expect((await verifyLog(postgres.pool)).broken).toMatchObject({ event: expect.stringMatching(/@1$/) });
  });
});
