import type { Recorded } from '../messages/messages.js';

/**
 * Which version of the rules a saga's commands bring. Streams that keep the rules they began with do not
 * care; for a stream that begins with the command, these are the ones. Without a provider commands bring
 * those of their event.
 */
export abstract class PackInForce {
  /** The version in force at an instant in the place that the data name; `otherwise` where they name none. */
  abstract at(data: object, instant: string, otherwise: string): string;

  /**
   * The version in force when the event happened, in the event's place: a function of the event, never of a
   * clock.
   */
  after({ data, meta }: Recorded): string {
    return this.at(data, meta.occurredAt, meta.policy);
  }
}
