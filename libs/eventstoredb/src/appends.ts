import { WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { NO_STREAM, within } from '#kernel';
import { Batches } from './batches.js';
import type { Outcome, Written } from './batches.js';
import { isUnimplemented } from './faults.js';
import type { Wire } from './wire.js';

/** As the server counts them. */
export const bytesOf = (events: readonly Written[]): number =>
  events.reduce(
    (bytes, { type, data, metadata }) => bytes + 2 * type.length + data.length + metadata.length,
    0,
  );
const parsed = (json: Buffer) => JSON.parse(json.toString()) as Record<string, unknown>;

/**
 * One append, once: many at a time on one stream of calls, or, where the server does not offer that, by a
 * call of its own.
 */
export class Appends {
  private readonly batches: Batches;
  /** Once a server has offered them every node does, until one says that it does not. */
  private offered: boolean | undefined;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly wire: Wire,
    private readonly answerMs: number,
  ) {
    this.batches = new Batches(wire, answerMs);
  }

  async once(stream: string, expected: number, events: readonly Written[]): Promise<Outcome> {
    if (this.offered !== false && (this.offered || (await this.asked()))) {
      this.offered ??= true;
      try {
        return await this.batches.append(stream, expected, events);
      } catch (error) {
        if (!isUnimplemented(error)) throw error;
        // Another server stands behind the address, or something between that lets no such calls pass. What
        // it may have taken all the same has the same ids.
        this.offered = false;
      }
    }
    return this.byItself(stream, expected, events);
  }

  private async asked(): Promise<boolean> {
    try {
      return await within(this.answerMs, this.wire.offersBatches());
    } catch (error) {
      this.wire
        .streams()
        .then((streams) => this.wire.leave(streams))
        .catch(() => undefined);
      throw error;
    }
  }

  private async byItself(stream: string, expected: number, events: readonly Written[]): Promise<Outcome> {
    const written = events.map(({ id, type, data, metadata }) =>
      jsonEvent({ id, type, data: parsed(data), metadata: parsed(metadata) }),
    );
    const expectedRevision = expected === NO_STREAM ? ('no_stream' as const) : BigInt(expected);
    try {
      const { nextExpectedRevision, position } = await within(
        this.answerMs,
        this.client.appendToStream(stream, written, { expectedRevision }),
      );
      return { version: Number(nextExpectedRevision), position: position?.commit };
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      return { current: error.actualVersion === 'no_stream' ? NO_STREAM : Number(error.actualVersion) };
    }
  }

  close(): Promise<void> {
    return this.batches.close();
  }
}
