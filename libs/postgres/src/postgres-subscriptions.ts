import type { Pool } from 'pg';
import { LEASE_MS, LeaseLost, START, Subscriptions } from '#kernel';
import type { Footing, Lease, Position, Progress } from '#kernel';
import type { ProofOfLife } from './proof-of-life.js';

/**
 * Checkpoints and leases; the rules are in `sql/functions/leases.sql`, and only the database's clock counts.
 */
export class PostgresSubscriptions extends Subscriptions {
  constructor(
    private readonly pool: Pool,
    private readonly life: ProofOfLife,
    private readonly leaseMs = LEASE_MS,
  ) {
    super();
  }

  async acquire(subscription: string, partitions: number, from: Position = START): Promise<readonly Lease[]> {
    const { rows } = await this.pool.query<Lease>({
      name: 'acquire-leases',
      text:
        'select $1 as subscription, partition, token, position from acquire_leases($1, $2, $3, $4, ' +
        'make_interval(secs => $5))',
      values: [subscription, await this.life.engine(), partitions, from, this.leaseMs / 1_000],
    });
    return rows;
  }

  async advance(lease: Lease, position: Position, footing?: Footing): Promise<void> {
    const { rows } = await this.pool.query<{ fence: boolean }>({
      name: 'fence',
      text: 'select fence($1, $2, $3, $4, $5, $6, $7, $8)',
      values: fenceOf(lease, position, footing),
    });
    if (!rows[0]!.fence) throw new LeaseLost(lease);
  }

  async release(subscription: string): Promise<void> {
    await this.pool.query('select release_leases($1, $2)', [subscription, await this.life.engine()]);
  }

  async others(subscription: string): Promise<number> {
    const { rows } = await this.pool.query<{ others: number }>(
      `select count(*)::int as others from subscription_engines
       where subscription = $1 and engine <> $2
         and asked_at >= clock_timestamp() - make_interval(secs => $3) and engine_alive(engine)`,
      [subscription, await this.life.engine(), this.leaseMs / 1_000],
    );
    return rows[0]!.others;
  }

  async forget(subscription: string): Promise<void> {
    await this.pool.query(
      `with engines as (delete from subscription_engines where subscription = $1)
       delete from subscriptions where subscription = $1`,
      [subscription],
    );
  }

  async progress(): Promise<readonly Progress[]> {
    const { rows } = await this.pool.query<Omit<Progress, 'footing'> & Footing>(
      `select s.subscription, partition, s.position, 'engine-' || owner as owner,
         e.stream, e.version, encode(e.digest, 'hex') as digest
       from subscriptions s
       left join lateral (select s.stream, s.version, s.digest where s.stands_at = s.position) e on true
       order by subscription, partition`,
    );
    return rows.map(({ stream, version, digest, ...row }) =>
      stream === null ? row : { ...row, footing: { stream, version, digest } },
    );
  }
}

/** What every fenced function takes first. */
export const fenceOf = (
  { subscription, partition, token, position: known }: Lease,
  position: Position,
  footing?: Footing,
) => [
  subscription,
  partition,
  token,
  position,
  known,
  footing?.stream ?? null,
  footing?.version ?? null,
  footing ? Buffer.from(footing.digest, 'hex') : null,
];
