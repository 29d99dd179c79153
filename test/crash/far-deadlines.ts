import type { EventStore, CommandResult, Envelope } from '#kernel';
import { by, until } from '../kernel/app.js';
import { takeStep } from '../kernel/twelve-steps.js';
import { envelope } from '#kernel';

/**
 * Too far ahead for the timers of a process: these the queue must ring, in whichever process lives by then.
 */
const AHEAD_MS = 8_000;
const CASES = 12;

/** Procedures that wait for a deadline while everything around them dies. */
export class FarDeadlines {
  private readonly streams = Array.from({ length: CASES }, (_, n) => `waiting-${n}`);

  constructor(
    private readonly store: EventStore,
    private readonly give: (command: Envelope) => Promise<CommandResult>,
  ) {}

  async begin(): Promise<void> {
    await Promise.all(
      this.streams.map(async (stream) => {
        await this.give(envelope(takeStep(stream, { step: 0, note: '' }), by(`${stream}/register`, stream)));
        await until(async () => (await this.store.read(stream)).length === 2);
        const dueAt = new Date(Date.now() + AHEAD_MS).toISOString();
        await this.give(
          envelope(takeStep(stream, { step: 2, note: '' }), by(`${stream}/approve`, stream, dueAt)),
        );
      }),
    );
  }

  /** How often each has rung: once, when all is well. */
  async rang(): Promise<readonly number[]> {
    return Promise.all(
      this.streams.map(
        async (stream) =>
          (await this.store.read(stream)).filter(
            ({ data }) => (data as { name?: string }).name === 'coolingOff',
          ).length,
      ),
    );
  }
}
