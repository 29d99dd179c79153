import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from './connection.js';

/** First keys of advisory locks; the second one is the schema's. */
const [MAKING, SERVING] = [7_221, 7_222];

/** A session that holds a lock on an installation for as long as it lives. */
export type Hold = Readonly<{ release(): Promise<void> }>;

type Held = Hold & Readonly<{ lost: Promise<void> }>;
const SIT_AGAIN_MS = 1_000;

type Mode = 'pg_advisory_lock' | 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared';

async function hold(url: string, schema: string, lock: number, mode: Mode): Promise<Held | undefined> {
  const client = new pg.Client({
    ...connectionTo(url, 'public', { statementMs: 0 }),
    application_name: 'rushi hold',
  });
  client.on('error', () => undefined);
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  await client.connect();
  const { rows } = await client.query<{ held: unknown }>(`select ${mode}($1, hashtext($2)) as held`, [
    lock,
    schema,
  ]);
  if (rows[0]!.held !== false) return { lost, release: () => client.end().catch(() => undefined) };
  await client.end();
  return undefined;
}

/**
 * What is made once for an installation is made by one process at a time; the others wait, and then find it.
 */
export async function alone<T>(url: string, schema: string, work: () => Promise<T>): Promise<T> {
  const held = (await hold(url, schema, MAKING, 'pg_advisory_lock'))!;
  return work().finally(() => held.release());
}

/**
 * Says that this process serves people or drives entries, again after every outage; nothing while somebody
 * fills the installation.
 */
export async function serving(url: string, schema: string): Promise<Hold | undefined> {
  const over = new AbortController();
  const sit = () => hold(url, schema, SERVING, 'pg_try_advisory_lock_shared');
  const first = await sit();
  if (!first) return undefined;
  let held: Held = first;
  const again = async () => {
    for (
      await held.lost;
      !over.signal.aborted;
      await sleep(SIT_AGAIN_MS, undefined, { signal: over.signal }).catch(() => undefined)
    ) {
      const next = await sit().catch(() => undefined);
      if (next) await (held = next).lost;
    }
  };
  const staying = again();
  return {
    release: async () => {
      over.abort();
      await held.release();
      await staying;
    },
  };
}

/** The installation to oneself, while nobody serves; nothing when somebody does. */
export const unserved = (url: string, schema: string): Promise<Hold | undefined> =>
  hold(url, schema, SERVING, 'pg_try_advisory_lock');

/**
 * Takes away everything of an installation that nobody has worked on; says whether it could, which it cannot
 * while somebody serves.
 */
export async function clearInstallation(url: string, schema: string): Promise<boolean> {
  const held = await unserved(url, schema);
  if (!held) return false;
  const client = new pg.Client(connectionTo(url, 'public', { statementMs: 0 }));
  try {
    await client.connect();
    await client.query(`drop schema ${client.escapeIdentifier(schema)} cascade`);
    return true;
  } finally {
    await client.end();
    await held.release();
  }
}
