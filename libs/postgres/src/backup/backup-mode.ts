import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectionTo } from '../connection.js';
import { BackupRefused } from './refused.js';

/** What the log and the schema were when a backup was about to end. */
export type Content = Readonly<{ head: bigint; events: number; tables: readonly string[] }>;

export type Ended = Readonly<{
  /** Content of `backup_label`, byte for byte: it tells recovery where to begin. */
  label: string;
  /**
   * Names of the files of `pg_wal` without which the copy is not consistent. They are kept until `release`.
   */
  segments: readonly string[];
}>;

export type BackupMode = Readonly<{
  /** Major version of the server. */
  postgres: number;
  content(): Promise<Content>;
  end(): Promise<Ended>;
  /** Ends the session, and with it the slot; before `end`, the server forgets the backup. */
  release(): Promise<void>;
}>;

const SEGMENTS_PER_ID = 0x1_0000_0000n;

/**
 * Brings a running server into the state in which its files may be copied: from here on it logs whole pages,
 * so that a page torn by the copy is made whole by recovery. People go on writing meanwhile. Source:
 * PostgreSQL manual, "Making a Base Backup Using the Low-Level API".
 * @param url of a superuser
 * @throws BackupRefused `tablespaces`
 */
export async function startBackupMode(url: string, schema: string): Promise<BackupMode> {
  const client = new pg.Client(connectionTo(url, schema, { statementMs: 0 }));
  // A connection lost while files are copied is noticed by the next query.
  client.on('error', () => undefined);
  await client.connect();
  const one = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row> =>
    (await client.query<Row>(sql, values)).rows[0]!;
  try {
    const { outside } = await one<{ outside: string | null }>(
      `select string_agg(spcname, ', ') as outside from pg_tablespace where spcname not in ` +
        `('pg_default', 'pg_global')`,
    );
    if (outside !== null) throw new BackupRefused('tablespaces', outside);
    const { version, segment_bytes } = await one<{ version: number; segment_bytes: bigint }>(
      `select current_setting('server_version_num')::int / 10000 as version, setting::bigint as ` +
        `segment_bytes from pg_settings where name = 'wal_segment_size'`,
    );
    // Reserved before the backup begins, or a checkpoint could recycle its first segment.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [
      `rushi_backup_${randomBytes(8).toString('hex')}`,
    ]);
    await client.query('select pg_backup_start(label => $1, fast => true)', [
      `rushi ${new Date().toISOString()}`,
    ]);
    return {
      postgres: version,
      content: () => contentOf(one),
      end: async () => {
        const { lsn, labelfile } = await one<{ lsn: string; labelfile: string }>(
          'select lsn::text, labelfile from pg_backup_stop(wait_for_archive => false)',
        );
        return { label: labelfile, segments: segmentsOf(labelfile, lsn, segment_bytes) };
      },
      release: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** An installation that never ran a server has no tables yet. */
async function contentOf(one: <Row extends object>(sql: string) => Promise<Row>): Promise<Content> {
  const { made } = await one<{ made: boolean }>(`select to_regclass('events') is not null as made`);
  if (!made) return { head: 0n, events: 0, tables: [] };
  const { tables } = await one<{ tables: string[] }>(
    `select array_agg(name order by name) as tables from schema_migrations where name like 'tables/%'`,
  );
  const { head, events } = await one<{ head: bigint; events: number }>(
    'select coalesce(max(position), 0) as head, count(*)::int as events from events',
  );
  return { head, events, tables };
}

/**
 * The segments from where recovery begins to where the backup ended. The end is where the next byte would go.
 */
export function segmentsOf(label: string, end: string, segmentBytes: bigint): readonly string[] {
  const [, start = '', first = ''] = /^START WAL LOCATION: (\S+) \(file ([0-9A-F]{24})\)$/m.exec(label) ?? [];
  if (first === '') throw new Error(`The server's backup label names no first segment: ${label}`);
  const timeline = first.slice(0, 8);
  const perId = SEGMENTS_PER_ID / segmentBytes;
  const names: string[] = [];
  for (
    let segment = offsetOf(start) / segmentBytes;
    segment <= (offsetOf(end) - 1n) / segmentBytes;
    segment++
  ) {
    names.push(`${timeline}${hex(segment / perId)}${hex(segment % perId)}`);
  }
  return names;
}

/** `2/1A000028` as one number. */
function offsetOf(lsn: string): bigint {
  const [high = '', low = ''] = lsn.split('/');
  return BigInt(`0x${high}`) * SEGMENTS_PER_ID + BigInt(`0x${low}`);
}

const hex = (number: bigint): string => number.toString(16).toUpperCase().padStart(8, '0');
