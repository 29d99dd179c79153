import type { Actor, Envelope } from '../messages/messages.js';

/** A command that the rules refused although a saga or a deadline gave it: a person must look at it. */
export type Parked = Readonly<{
  /** The command's id. */
  id: string;
  /** The saga, or `deadline`. */
  source: string;
  correlation: string;
  /** Id of the event that led to the command. */
  event: string;
  command: Envelope;
  code: string;
  reason: string;
  parkedAt: string;
}>;

/** A person's command that the rules refused, kept with its reason. */
export type Refusal = Readonly<{
  id: string;
  type: string;
  stream: string;
  correlation: string;
  actor: Actor;
  code: string;
  reason: string;
  at: string;
}>;

/** Where refusals are kept. Parking the same command again changes nothing. */
export abstract class Parking {
  abstract park(parked: Parked): Promise<void>;
  abstract parked(after?: string, limit?: number): Promise<readonly Parked[]>;
  /** What of one entry is parked, oldest first. */
  abstract parkedOf(correlation: string, limit?: number): Promise<readonly Parked[]>;
  abstract find(id: string): Promise<Parked | undefined>;
  abstract count(): Promise<number>;
  /**
   * Takes a command out of the parking, saying who did it and why (`released` or `dismissed`); the row stays
   * as evidence.
   */
  abstract settle(id: string, how: 'released' | 'dismissed', by: string): Promise<boolean>;
  abstract refuse(refusal: Refusal): Promise<void>;
  abstract refusals(correlation: string, limit?: number): Promise<readonly Refusal[]>;
}
