import type { Pool } from 'pg';
import { Parking } from '#kernel';
import type { Parked, Refusal } from '#kernel';

const PAGE = 100;
const PARKED = 'id, source, correlation, event, command, code, reason, parked_at as "parkedAt"';

/**
 * Refused commands. A settled one is no longer parked, but its row stays, so parking it again changes
 * nothing.
 */
export class PostgresParking extends Parking {
  constructor(private readonly pool: Pool) {
    super();
  }

  async park({ id, source, correlation, event, command, code, reason, parkedAt }: Parked): Promise<void> {
    await this.pool.query(
      `insert into parked (id, source, correlation, event, command, code, reason, parked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [id, source, correlation, event, JSON.stringify(command), code, reason, parkedAt],
    );
  }

  /** Oldest first; `after` is the id of the last one seen, settled or not. */
  async parked(after?: string, limit = PAGE): Promise<readonly Parked[]> {
    const { rows } = await this.pool.query<Parked>(
      `select ${PARKED} from parked
       where settled is null and number > coalesce((select number from parked where id = $1), 0)
       order by number limit $2`,
      [after ?? null, limit],
    );
    return rows;
  }

  /** Little is parked at a time, so the index of what is open serves. */
  async parkedOf(correlation: string, limit = PAGE): Promise<readonly Parked[]> {
    const { rows } = await this.pool.query<Parked>(
      `select ${PARKED} from parked where settled is null and correlation = $1 order by number limit $2`,
      [correlation, limit],
    );
    return rows;
  }

  async find(id: string): Promise<Parked | undefined> {
    const { rows } = await this.pool.query<Parked>(
      `select ${PARKED} from parked where id = $1 and settled is null`,
      [id],
    );
    return rows[0];
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ count: bigint }>(
      'select count(*) from parked where settled is null',
    );
    return Number(rows[0]!.count);
  }

  /** False when it is not parked, or somebody was faster. */
  async settle(id: string, how: 'released' | 'dismissed', by: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'update parked set settled = $2, settled_by = $3, settled_at = clock_timestamp() where id = $1 and ' +
        'settled is null',
      [id, how, by],
    );
    return rowCount === 1;
  }

  async refuse({ id, type, stream, correlation, actor, code, reason, at }: Refusal): Promise<void> {
    await this.pool.query(
      `insert into refusals (id, type, stream, correlation, actor, code, reason, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [id, type, stream, correlation, JSON.stringify(actor), code, reason, at],
    );
  }

  /** Newest first. */
  async refusals(correlation: string, limit = PAGE): Promise<readonly Refusal[]> {
    const { rows } = await this.pool.query<Refusal>(
      'select id, type, stream, correlation, actor, code, reason, at from refusals where correlation = ' +
        '$1 order by number desc limit $2',
      [correlation, limit],
    );
    return rows;
  }
}
