import { EventStore, START, Subscriptions, envelope } from '#kernel';
import type { Recorded } from '#kernel';
import { by } from '../../libs/kernel/testing/application.js';
import type { KernelApp } from '../../libs/kernel/testing/application.js';
import { takeStep } from './twelve-steps.js';

/** A case of the twelve steps begins on each stream. */
export const begin = async (app: KernelApp, streams: readonly string[]) => {
  for (const stream of streams)
    await app.engine.execute(
      envelope(takeStep(stream, { step: 0, note: 'driven' }), by(`drive/${stream}`, stream)),
    );
};
/** Streams of the tallies with a prefix, as often as each was written. */
export const tallies = async (app: KernelApp, prefix: string) => {
  const events: readonly Recorded[] = await app.get(EventStore).readAll(START, 1_000);
  return events
    .filter(({ type, stream }) => type === 'Tallied' && stream.startsWith(`${prefix}-`))
    .map(({ stream }) => stream.slice(prefix.length + 1))
    .sort();
};
/** Sagas that are shown, beside the others, what they have missed. */
export const catchingUp = async (app: KernelApp) =>
  (await app.get(Subscriptions).progress()).filter(({ subscription }) => subscription.startsWith('sagas/'));
