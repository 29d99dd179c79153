import pg from 'pg';
import type { ClientConfig } from 'pg';

/** The role that every connection but the migrating one works as. */
export const APP_ROLE = 'rushi_app';

/** The server gives up on a statement, or on waiting for a lock, after this long. */
export const STATEMENT_MS = 5_000;
/**
 * The client gives up on an answer after this long: longer than the server's limit, so it means a dead
 * connection.
 */
export const ANSWER_MS = 10_000;
export const CONNECT_MS = 5_000;

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,40}$/;

export type Session = Readonly<{
  /** Unset: work as the user of the URL (migrations; databases where roles cannot be made). */
  role?: string;
  /** `0` for work that may take as long as it takes. */
  statementMs?: number;
  /**
   * For what can be made again from the log, checkpoint and all in one transaction: a commit does not wait
   * for the disk. A crash of the server takes back the last moments of both together, and they are done
   * again.
   */
  derived?: boolean;
  /** See the database's `recording_time`. */
  clockBehindSecondsMax?: number;
}>;

/**
 * Settings of one connection: everything about the session is fixed here, so no statement depends on a
 * default.
 */
export function connectionTo(
  url: string,
  schema: string,
  { role, statementMs = STATEMENT_MS, derived = false, clockBehindSecondsMax }: Session = {},
): ClientConfig {
  if (!SCHEMA_NAME.test(schema))
    throw new RangeError(`"${schema}" cannot be a schema name: lower-case letters, digits and _ only.`);
  const settings = {
    search_path: schema,
    timezone: 'UTC',
    datestyle: 'ISO',
    intervalstyle: 'postgres',
    standard_conforming_strings: 'on',
    bytea_output: 'hex',
    default_transaction_isolation: 'read\\ committed',
    statement_timeout: statementMs,
    lock_timeout: statementMs,
    ...(derived ? { synchronous_commit: 'off' } : {}),
    ...(clockBehindSecondsMax === undefined
      ? {}
      : { 'rushi.clock_behind_seconds_max': clockBehindSecondsMax }),
    ...(role ? { role } : {}),
  };
  const target = new URL(url);
  const given = target.searchParams.get('options');
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  target.searchParams.set('options', [...(given ? [given] : []), ...options].join(' '));
  return {
    connectionString: withSpacesIn(target),
    types: { getTypeParser: parserOf },
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: statementMs === 0 ? undefined : ANSWER_MS,
    keepAlive: true,
    application_name: 'rushi',
  };
}

/**
 * A query writes a space as `+`, which PostgreSQL's options do not know; before the query a `+` is a plus.
 */
function withSpacesIn(target: URL): string {
  const { search } = target;
  target.search = '';
  return target.href + search.replaceAll('+', '%20');
}

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** bigint as BigInt and instants as ISO strings; everything else as node-postgres does it. */
function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8) return BigInt;
  if (oid === TIMESTAMPTZ) return isoOf;
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}

/**
 * For a library that computes with plain numbers: a bigint as a number, which holds milliseconds since 1970
 * exactly.
 */
export const PLAIN_NUMBERS = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : parserOf(oid, format)),
};

/** `2026-03-01 08:00:00.12+00`, as a session in UTC writes it, as `2026-03-01T08:00:00.120Z`. */
export function isoOf(text: string): string {
  const fraction = text[19] === '.' ? text.slice(20, -3).padEnd(3, '0').slice(0, 3) : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

const TRANSIENT_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58']);

/**
 * Whether asking again can help: no answer at all, a lost connection, a server that starts or stops, a
 * read-only standby, a timeout, too little of something. Everything else is an answer.
 */
export function isTransient(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || TRANSIENT_CLASSES.has(error.code?.slice(0, 2) ?? '08');
}

/** Delay before attempt `attempt` (from 1): doubling, with a limit. */
export const backoffMs = (attempt: number, maxMs = 2_000) => Math.min(25 * 2 ** attempt, maxMs);
