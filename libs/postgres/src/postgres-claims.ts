import type { Pool } from 'pg';
import { CLAIMS_SPACE, Claims } from '#kernel';
import type { ProofOfLife } from './proof-of-life.js';

/**
 * Claims among the records, each with the number of its process, whose database session is its proof of life.
 */
export class PostgresClaims extends Claims {
  constructor(
    private readonly pool: Pool,
    private readonly life: ProofOfLife,
  ) {
    super();
  }

  async take(work: string, seconds: number): Promise<boolean> {
    // One statement: of several that find the same dead process, one takes over.
    const { rowCount } = await this.pool.query({
      name: 'take-claim',
      text: `insert into records
             values ($1, $2, json_build_object('process', $3::bigint),
                     clock_timestamp() + make_interval(secs => $4))
             on conflict (space, key) do update set value = excluded.value, expires_at = excluded.expires_at
             where records.expires_at <= clock_timestamp()
                or not engine_alive((records.value ->> 'process')::bigint)`,
      values: [CLAIMS_SPACE, work, String(await this.life.engine()), seconds],
    });
    return rowCount === 1;
  }

  async give(work: string): Promise<void> {
    await this.pool.query({
      name: 'give-claim',
      text: `delete from records where space = $1 and key = $2 and (value ->> 'process')::bigint = $3`,
      values: [CLAIMS_SPACE, work, String(await this.life.engine())],
    });
  }
}
