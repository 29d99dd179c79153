import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { isTransient } from '../connection.js';

/**
 * Everybody who works on an embedded database holds this lock together, in its database `postgres`; who stops
 * it holds it alone.
 */
const SEATS = 7_221_003;
const CONNECT_MS = 3_000;
const POLL_MS = 25;
/** The session of somebody who was killed is gone within this time. */
const GOODBYE_MS_MAX = 500;

/** node-postgres has both; its types know neither. */
type Session = pg.Client & Readonly<{ ref(): void; unref(): void }>;

async function connected(url: string): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'rushi seat',
  }) as Session;
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
}

const held = async (client: pg.Client, attempt: string): Promise<boolean> =>
  (await client.query<{ held: boolean }>(`select ${attempt}(${SEATS}) as held`)).rows[0]!.held;

/** That somebody works on the database, known to the database itself for as long as the process lives. */
export class Seat {
  /** When the session is lost: the server died, or somebody ended it. */
  readonly lost: Promise<void>;

  private constructor(
    private readonly url: string,
    private readonly client: Session,
  ) {
    this.lost = new Promise((resolve) => client.once('end', resolve));
  }

  /** Nothing when the server is going down: the last one out holds the door. */
  static async take(url: string): Promise<Seat | undefined> {
    let client: Session | undefined;
    try {
      client = await connected(url);
      while (!(await held(client, 'pg_try_advisory_lock_shared'))) await sleep(POLL_MS);
      client.unref(); // It says that a process lives, and is no reason for it to.
      return new Seat(url, client);
    } catch (error) {
      client?.end().catch(() => undefined);
      if (!isTransient(error)) throw error;
      return undefined;
    }
  }

  /**
   * Leaves, and stops the server when nobody else works on it. Whoever leaves first gives up the seat before
   * looking, so of two who leave together one sees nobody; and while it stops, nobody takes a seat.
   */
  async leave(stop: () => Promise<void>): Promise<void> {
    let client = this.client;
    client.ref();
    try {
      // A seat that was lost is given up already; whether others have one is asked anew.
      const lost = await held(client, 'pg_advisory_unlock_shared').then(
        () => false,
        () => true,
      );
      if (lost) client = (await connected(this.url).catch(() => undefined)) ?? client;
      if (await isLastOut(client)) await stop();
    } finally {
      for (const session of new Set([client, this.client])) session.end().catch(() => undefined);
    }
  }
}

/** A server that is gone needs no stopping. */
async function isLastOut(client: pg.Client): Promise<boolean> {
  try {
    const patience = performance.now() + GOODBYE_MS_MAX;
    for (;;) {
      if (await held(client, 'pg_try_advisory_lock')) return true;
      if (performance.now() > patience) return false;
      await sleep(POLL_MS);
    }
  } catch (error) {
    if (!isTransient(error)) throw error;
    return false;
  }
}
