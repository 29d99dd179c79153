import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @throws Error of `type` 'timeout' when there is no answer in `ms`: what was asked for may still happen,
 * nobody hears of it.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  work.catch(() => undefined); // Whoever gave up on it does not hear its end.
  try {
    return await Promise.race([
      work,
      sleep(ms, undefined, { signal: over.signal }).then(() => {
        throw Object.assign(new Error(`no answer within ${ms} ms`), { type: 'timeout' });
      }),
    ]);
  } finally {
    over.abort();
  }
}
