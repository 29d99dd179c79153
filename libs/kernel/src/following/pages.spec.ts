/*
 * Shows: how long the next page is given to grow is the handler's to say, and nobody who is behind waits.
 * How: pages are handed to the strategy by hand, under a lease in memory; nothing waits for a clock.
 */
import { describe, expect, it } from '@jest/globals';
import { fact, freshStream } from '../../testing/event-store.contract.js';
import { SharedMemory } from '../../testing/in-memory/index.js';
import { NO_STREAM } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import { HeldPartitions } from './held-partitions.js';
import { PAGE_EVENTS, Pages } from './pages.js';
import type { PageHandler } from './pages.js';
import type { Run } from './strategy.js';

const PATIENT_MS = 60_000;
const signal = new AbortController().signal;

/** How long the strategy lets a page of so many facts be followed by nothing. */
async function restAfter(events: number, patience: Pick<PageHandler, 'lingerMs'>): Promise<number> {
  const { store, subscriptions, close } = new SharedMemory().open();
  const stream = freshStream('told');
  const facts = Array.from({ length: events }, (_, at) => fact('Told', `${stream}/${at}`));
  await store.append(stream, NO_STREAM, facts);
  const partitions = new HeldPartitions();
  partitions.adopt(await subscriptions.acquire('told', 1), partitions.known);
  const run: Run = { partitions, stopping: signal, reading: signal, disowned: false };
  const handler = { name: 'told', handles: () => true, save: () => Promise.resolve(), ...patience };
  const rest = await new Pages(handler).work(await store.readAll(START, events), run);
  await close();
  return rest;
}

describe('a page that was saved', () => {
  it('is followed by the next one as late as a handler says that nobody waits for', async () => {
    expect(await restAfter(1, { lingerMs: PATIENT_MS })).toBe(PATIENT_MS);
    expect(await restAfter(1, {})).toBeLessThan(PATIENT_MS);
  });

  it('is followed at once where it was full, however patient the handler is', async () => {
    expect(await restAfter(PAGE_EVENTS, { lingerMs: PATIENT_MS })).toBe(0);
    expect(await restAfter(PAGE_EVENTS - 1, { lingerMs: PATIENT_MS })).toBe(PATIENT_MS);
  });
});
