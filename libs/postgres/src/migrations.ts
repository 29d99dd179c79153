import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { Logger } from '@nestjs/common';
import { APP_ROLE, connectionTo } from './connection.js';
import { StartRefused } from './start-refused.js';

/** Key of the lock under which one process at a time migrates. */
const MIGRATION_LOCK = 7221002;

const FOLDERS = [
  // Shipped once, never edited: a change is a new file.
  { folder: 'tables', again: false },
  // `create or replace` and `grant`: run again whenever the file has changed.
  { folder: 'functions', again: true },
  { folder: 'privileges', again: true },
] as const;

type Migration = Readonly<{ name: string; sql: string; checksum: string; again: boolean }>;

/** A shipped table file was edited: the database and the program no longer mean the same. */
export class MigrationChanged extends Error {}

/** Found from the package's root, because the compiler does not copy SQL beside its output. */
function sqlFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const sql = join(folder, 'libs', 'postgres', 'sql');
    if (existsSync(sql)) return sql;
    if (folder === dirname(folder))
      throw new Error('libs/postgres/sql is missing: it belongs into every installation, beside dist.');
  }
}

async function migrations(): Promise<readonly Migration[]> {
  const root = sqlFolder();
  const all = FOLDERS.map(async ({ folder, again }) => {
    const files = (await readdir(join(root, folder))).filter((file) => file.endsWith('.sql')).sort();
    return Promise.all(
      files.map(async (file) => {
        const sql = await readFile(join(root, folder, file), 'utf8');
        return {
          name: `${folder}/${file}`,
          sql,
          checksum: createHash('sha256').update(sql).digest('hex'),
          again,
        };
      }),
    );
  });
  return (await Promise.all(all)).flat();
}

/** Names of the table files that this program brings along, as `schema_migrations` has them. */
export async function knownTables(): Promise<readonly string[]> {
  return (await migrations()).filter(({ again }) => !again).map(({ name }) => name);
}

/**
 * Brings a schema up to what this program knows, one transaction per file, and makes sure of the
 * application's role.
 * @returns the role that the application works as; undefined where the database lets us make none.
 * @throws MigrationChanged, or StartRefused `database.encoding`
 */
export async function migrate(url: string, schema: string): Promise<string | undefined> {
  const client = new pg.Client(connectionTo(url, schema, { statementMs: 0 }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await requireUtf8(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const role = await applicationRole(client);
    await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
    await client.query(`create table if not exists schema_migrations (
      name text collate "C" primary key, checksum text not null,
      applied_at timestamptz not null default clock_timestamp())`);
    await client.query(
      `comment on table schema_migrations is 'Which files of libs/postgres/sql this schema was made from.'`,
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations',
    );
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    for (const migration of await migrations()) {
      const before = applied.get(migration.name);
      if (before === migration.checksum || (migration.name.startsWith('privileges/') && !role)) continue;
      if (before !== undefined && !migration.again)
        throw new MigrationChanged(`${migration.name} was edited after it had been applied to ${schema}.`);
      await apply(client, schema, migration);
    }
    return role;
  } finally {
    await client.end();
  }
}

/** Any other encoding loses characters of names, or refuses them one day. @throws StartRefused */
async function requireUtf8(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; database: string }>(
    `select current_setting('server_encoding') as encoding, current_database() as database`,
  );
  const { encoding, database } = rows[0]!;
  if (encoding === 'UTF8') return;
  throw new StartRefused(
    'database.encoding',
    `数据库 ${database} 的编码是 ${encoding}：请以 create database 库名 encoding 'UTF8' template template0 另建一个库，再改 ` +
      'DATABASE_URL。',
    `The database ${database} has the encoding ${encoding}: make another with create database NAME ` +
      `encoding 'UTF8' template template0, and set DATABASE_URL to it.`,
  );
}

async function apply(client: pg.Client, schema: string, { name, sql, checksum }: Migration): Promise<void> {
  const quoted = client.escapeIdentifier(schema);
  await client.query('begin');
  try {
    // Functions keep this path, so nobody's own objects come before ours.
    await client.query(`set local search_path to ${quoted}, pg_temp`);
    await client.query(sql.replaceAll(':schema', quoted));
    await client.query(
      `insert into schema_migrations (name, checksum) values ($1, $2)
       on conflict (name) do update set checksum = excluded.checksum, applied_at = clock_timestamp()`,
      [name, checksum],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${name} could not be applied to ${schema}.`, { cause: error });
  }
}

/** A role is shared by all databases of a cluster, so another process may make it at the same moment. */
async function applicationRole(client: pg.Client): Promise<string | undefined> {
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [APP_ROLE]);
    if (rowCount === 0) {
      await client.query(`create role ${APP_ROLE} nologin`).catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError) || !['23505', '42710'].includes(error.code ?? ''))
          throw error;
      });
    }
    await client
      .query(`set role ${APP_ROLE}`)
      .catch(() =>
        client.query(`grant ${APP_ROLE} to current_user`).then(() => client.query(`set role ${APP_ROLE}`)),
      );
    await client.query('reset role');
    return APP_ROLE;
  } catch (error) {
    await client.query('reset role');
    new Logger('Postgres').warn(
      `No role ${APP_ROLE} here (${String(error)}): the log is guarded by its triggers alone.`,
    );
    return undefined;
  }
}
