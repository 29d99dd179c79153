import pg from 'pg';
import type { ClientConfig } from 'pg';
import { backoffMs } from './connection.js';

/**
 * Listens on one channel for as long as it lives: a lost connection is made again. What is said meanwhile is
 * not heard.
 */
export class Notifications {
  private client: pg.Client | undefined;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: ClientConfig,
    private readonly channel: string,
    private readonly onPayload: (payload: string) => void,
    private readonly connected: () => void = () => undefined,
  ) {}

  async open(attempt = 1): Promise<void> {
    const client = new pg.Client(this.connection);
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      this.again(1);
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.onPayload(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.client = client;
      if (this.closed) await this.close();
      else this.connected();
    } catch {
      client.end().catch(() => undefined);
      this.again(attempt + 1);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private again(attempt: number): void {
    if (!this.closed) this.retry = setTimeout(() => void this.open(attempt), backoffMs(attempt)).unref();
  }
}
