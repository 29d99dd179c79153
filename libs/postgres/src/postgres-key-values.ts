import type { Pool } from 'pg';
import { KeyValues } from '#kernel';
import { GatheredReads } from './gathered-reads.js';
import type { FoundRow } from './gathered-reads.js';
import type { Writes } from './storage-faults.js';

const PAGE = 100;
const FRESH = '(expires_at is null or expires_at > clock_timestamp())';

export class PostgresKeyValues extends KeyValues {
  private readonly reads = new GatheredReads<object>(async (keys) => {
    const { rows } = await this.pool.query<FoundRow<object>>({
      name: 'get-records',
      text: `select space, key, value
             from unnest($1::text[], $2::text[]) as asked (space, key) join records using (space, key)
             where ${FRESH}`,
      values: [keys.map(([space]) => space), keys.map(([, key]) => key)],
    });
    return rows;
  });

  constructor(
    private readonly pool: Pool,
    private readonly writes: Writes,
  ) {
    super();
  }

  async get<T extends object>(space: string, key: string): Promise<T | undefined> {
    // What a space holds is its users' matter, here as in every other method.
    return (await this.reads.get(space, key)) as T | undefined;
  }

  async put(space: string, key: string, value: object, expiresAt?: string): Promise<void> {
    await this.pool.query(
      `insert into records values ($1, $2, $3, $4)
       on conflict (space, key) do update set value = excluded.value, expires_at = excluded.expires_at`,
      [space, key, JSON.stringify(value), expiresAt ?? null],
    );
  }

  async insert(space: string, key: string, value: object, expiresAt?: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into records values ($1, $2, $3, $4)
       on conflict (space, key) do update set value = excluded.value, expires_at = excluded.expires_at
       where records.expires_at <= clock_timestamp()`,
      [space, key, JSON.stringify(value), expiresAt ?? null],
    );
    return rowCount === 1;
  }

  async remove(space: string, key: string): Promise<void> {
    await this.pool.query('delete from records where space = $1 and key = $2', [space, key]);
  }

  /** In the order of keys; `after` is the last key seen. */
  async list<T extends object>(
    space: string,
    after = '',
    limit = PAGE,
  ): Promise<readonly Readonly<{ key: string; value: T }>[]> {
    const { rows } = await this.pool.query<{ key: string; value: T }>(
      `select key, value from records where space = $1 and key > $2 and ${FRESH} order by key limit $3`,
      [space, after, limit],
    );
    return rows;
  }

  async clean(limit: number): Promise<number> {
    const { rowCount } = await this.pool.query(
      `delete from records r using (
         select space, key from records where expires_at <= clock_timestamp()
         order by expires_at limit $1 for update skip locked
       ) old where r.space = old.space and r.key = old.key`,
      [limit],
    );
    return rowCount ?? 0;
  }

  takesWrites(): Promise<void> {
    return this.writes.proven(this.pool);
  }
}
