import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeRetried } from './faults.js';

export const RETRY_MS_FIRST = 50;
export const RETRY_MS_MAX = 2_000;

/** Asks again until there is an answer: only what cannot get better is told. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let pause = RETRY_MS_FIRST; ; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
    try {
      return await ask();
    } catch (error) {
      if (!mayBeRetried(error)) throw error;
      await sleep(pause);
    }
  }
}
