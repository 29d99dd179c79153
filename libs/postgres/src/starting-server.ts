import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DEFAULT_SCHEMA } from './open-postgres.js';
import { connectionTo } from './connection.js';

/** cannot_connect_now: the server is there, and starts up, recovers or goes down. */
const NOT_YET = '57P03';
const LOOK_MS = 1_000;
const SAY_EVERY_MS = 10_000;

export type Waiting = Readonly<{ say: (text: string) => void; signal: AbortSignal; lookMs?: number }>;

/**
 * Waits for a server that says that it is not ready yet, however long it recovers, and says so now and then.
 * Every other answer is for whoever asks next. Ends when the signal says so, too.
 */
export async function untilServerIsUp(
  url: string,
  { say, signal, lookMs = LOOK_MS }: Waiting,
): Promise<void> {
  const began = performance.now();
  let sayAt = began;
  while (!signal.aborted && (await isNotYetUp(url))) {
    const now = performance.now();
    if (now >= sayAt) {
      sayAt = now + SAY_EVERY_MS;
      say(`数据库服务器正在启动或者恢复，已等待 ${Math.round((now - began) / 1_000)} 秒，请稍候……`);
    }
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}

async function isNotYetUp(url: string): Promise<boolean> {
  const client = new pg.Client(connectionTo(url, DEFAULT_SCHEMA));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return false;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === NOT_YET;
  } finally {
    await client.end().catch(() => undefined);
  }
}
