/*
 * Shows: what a page of changes costs does not grow with what the table has already, though nobody has
 * analyzed it yet.
 * How: counts the rows that the database looked at while page after page was written to a fresh table.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { START, readModel } from '#kernel';
import type { Deadline, Lease } from '#kernel';
import { until } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';

const PAGES = 30;
const PAGE = 100;
/** Of each page, those that the next one deletes. */
const SHORT_LIVED = 5;
/** A row may be looked at by its change, its deletion and a look for a duplicate, never by other pages. */
const LOOKS_PER_ROW = 3;

describe('a page of changes in a table without statistics', () => {
  let database: TestDatabase;
  let postgres: Postgres;
  beforeAll(async () => {
    database = await openTestDatabase();
    postgres = await openPostgres({ url: database.url });
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    for (const table of ['documents', 'deadlines'])
      await owner.query(`alter table rushi.${table} set (autovacuum_enabled = off)`);
    await owner.end();
  });
  afterAll(async () => {
    await postgres.close();
    await database.drop();
  });

  const idsOf = (page: number, count = PAGE) => Array.from({ length: count }, (_, n) => `${page}-${n}`);
  const doomed = (page: number) => (page === 0 ? [] : idsOf(page - 1, SHORT_LIVED));
  const write = async (subscription: string, save: (lease: Lease, page: number) => Promise<void>) => {
    const [lease] = await postgres.subscriptions.acquire(subscription, 1);
    for (let page = 0; page < PAGES; page++) await save(lease!, page);
  };
  const looked = async (table: string) => {
    const counted = async () => {
      // A connection tells what it counted with a later statement.
      await postgres.readModels.live('register');
      const { rows } = await postgres.pool.query<{ written: number; looks: number }>(
        `select n_tup_ins::int as written, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as looks
         from pg_stat_user_tables where relname = $1`,
        [table],
      );
      return rows[0]!;
    };
    await until(async () => (await counted()).written >= PAGES * PAGE);
    return (await counted()).looks;
  };

  it('looks at no other documents than its own', async () => {
    await write('register@1', (lease, page) =>
      postgres.readModels.save(lease, START + BigInt(page), 'register', 1, [
        ...idsOf(page).map((id) => ({ id, body: { id } })),
        ...doomed(page).map((id) => ({ id, body: null })),
      ]),
    );
    expect(await postgres.readModels.count(readModel('register'))).toBe(
      PAGES * PAGE - (PAGES - 1) * SHORT_LIVED,
    );
    expect(await looked('documents')).toBeLessThanOrEqual(LOOKS_PER_ROW * PAGES * PAGE);
  });

  it('looks at no other deadlines than its own', async () => {
    const deadline = (id: string): Deadline => ({
      id,
      dueAt: '2026-03-02T00:00:00.000Z',
      command: { type: 'PassTerm', stream: id, data: {} },
      correlation: 'entry-1',
      causation: `${id}@0`,
      policy: 'jinan@2026.1',
    });
    await write('clocks', (lease, page) =>
      postgres.deadlines.apply(lease, START + BigInt(page), idsOf(page).map(deadline), doomed(page)),
    );
    expect(await postgres.deadlines.find(`${PAGES - 2}-0`)).toBeUndefined();
    expect(await looked('deadlines')).toBeLessThanOrEqual(LOOKS_PER_ROW * PAGES * PAGE);
  });
});
