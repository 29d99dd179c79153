import pg from 'pg';
import type { ClientConfig } from 'pg';
import { backoffMs } from './connection.js';

/**
 * The number of this process among the engines, and a session of its own that holds an advisory lock on the
 * number for as long as the process lives. When the process dies, so does the session, and others see it at
 * once.
 */
export class ProofOfLife {
  private client: pg.Client | undefined;
  private number: bigint | undefined;
  private opening: Promise<bigint> | undefined;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly connection: ClientConfig) {}

  /** The number, proven by a session that is open. */
  engine(): Promise<bigint> {
    if (this.client && this.number !== undefined) return Promise.resolve(this.number);
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.opening?.catch(() => undefined);
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async open(): Promise<bigint> {
    if (this.closed) throw new Error('The subscriptions are closed.');
    const client = new pg.Client(this.connection);
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      this.again(1);
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      this.number = await this.prove(client);
      this.client = client;
      return this.number;
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  /**
   * After a lost session the old number is taken up again, and with it the leases, unless the server still
   * sees the old session.
   */
  private async prove(client: pg.Client): Promise<bigint> {
    const lock = async (number: bigint) => {
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock(engine_class(), $1) as held',
        [number],
      );
      return rows[0]!.held;
    };
    if (this.number !== undefined && (await lock(this.number))) return this.number;
    for (;;) {
      const { rows } = await client.query<{ number: bigint }>(`select nextval('engines') as number`);
      if (await lock(rows[0]!.number)) return rows[0]!.number;
    }
  }

  private again(attempt: number): void {
    if (this.closed) return;
    this.retry = setTimeout(
      () => void this.engine().catch(() => this.again(attempt + 1)),
      backoffMs(attempt),
    ).unref();
  }
}
