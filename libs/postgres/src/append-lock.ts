import type { Client } from 'pg';

/** What the database says when a statement waited too long: for a lock, or altogether. */
const WAITED_TOO_LONG: readonly unknown[] = ['55P03', '57014'];

const HOLDER = `
  select a.pid, a.application_name as program, a.usename as account
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.granted and a.pid <> pg_backend_pid()
    and l.database = (select oid from pg_database where datname = current_database())
    and l.classid::bigint << 32 | l.objid::bigint = append_lock() and l.objsubid = 1`;

type Holder = Readonly<{ pid: number; program: string; account: string }>;

/**
 * Who holds the one lock around every append, where a batch gave up because of it; undefined when it failed
 * for another reason, or when nobody has the lock any more. Asked on the connection that the batch failed on,
 * which an error of the database leaves in order.
 */
export async function holderOfTheLock(client: Client, error: unknown): Promise<string | undefined> {
  if (!WAITED_TOO_LONG.includes((error as { code?: unknown } | null)?.code)) return undefined;
  const { rows } = await client.query<Holder>(HOLDER);
  return rows.map(({ pid, program, account }) => `process ${pid} (${account}, ${program || 'unnamed'})`)[0];
}
