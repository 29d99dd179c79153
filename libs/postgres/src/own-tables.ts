import pg from 'pg';
import type { QueryResultRow } from 'pg';
import { connectionTo } from './connection.js';

/** Key of the lock under which one process at a time makes such tables. */
const MAKING_LOCK = 7221003;
const CONNECTIONS = 8;

export type Values = readonly unknown[];
export type Queries = Readonly<{
  /** The rows; bigints as BigInt, instants as ISO strings. */
  query<T extends QueryResultRow>(sql: string, values?: Values): Promise<readonly T[]>;
}>;
export type OwnTables = Queries &
  Readonly<{
    /** All of it or nothing; what `work` throws undoes it and is thrown on. */
    transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
    close(): Promise<void>;
  }>;

/**
 * A schema of its own for a program that is no part of an installation and only shares its server. `sql` says
 * what it is made of, in statements that may run at every start (`create table if not exists …`).
 */
export async function openOwnTables(url: string, schema: string, sql: string): Promise<OwnTables> {
  await make(url, schema, sql);
  const pool = new pg.Pool({ ...connectionTo(url, schema), max: CONNECTIONS });
  // A connection lost while idle is replaced by the pool; whoever uses one sees the error there.
  pool.on('error', () => undefined);
  const over = (client: Pick<pg.Pool, 'query'>): Queries => ({
    query: async <T extends QueryResultRow>(text: string, values: Values = []) =>
      (await client.query<T>(text, [...values])).rows,
  });
  let closing: Promise<void> | undefined;
  return {
    ...over(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const done = await work(over(client));
        await client.query('commit');
        client.release();
        return done;
      } catch (error) {
        const lost = await client.query('rollback').then(
          () => false,
          () => true,
        );
        client.release(lost);
        throw error;
      }
    },
    close: () => (closing ??= pool.end()),
  };
}

async function make(url: string, schema: string, sql: string): Promise<void> {
  const client = new pg.Client(connectionTo(url, schema, { statementMs: 0 }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MAKING_LOCK]);
    await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
    await client.query(sql);
  } finally {
    await client.end();
  }
}
