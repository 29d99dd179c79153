import type { Footing } from '../log/footing.js';
import type { Position } from '../messages/messages.js';

/**
 * The right to work on one partition of a subscription. `token` grows with every change of owner: a process
 * that lost its lease without knowing (paused, cut off) carries an old token, and whatever it tries to write
 * is refused. `position` is the checkpoint as the holder knows it to be stored: a store whose checkpoint lies
 * behind it (a crash took back its last moments) refuses as well, so that the holder starts again from what
 * is really there.
 */
export type Lease = Readonly<{ subscription: string; partition: number; token: bigint; position: Position }>;

export type Progress = Readonly<{
  subscription: string;
  partition: number;
  position: Position;
  owner: string | null;
  /** Unknown of a checkpoint that an earlier release moved, until the next move. */
  footing?: Footing | undefined;
}>;

/** The lease was taken over. Whoever sees this stops working on the partition and writes nothing. */
export class LeaseLost extends Error {
  constructor(lease: Lease) {
    super(`The lease on ${lease.subscription}/${lease.partition} was taken over.`);
    this.name = 'LeaseLost';
  }
}

/** A lease that is not renewed for this long may be taken by another process. */
export const LEASE_MS = 6_000;
/** How often a process renews its leases and looks for free ones. */
export const LEASE_RENEW_MS = 1_500;

/** Checkpoints and the leases on them. The owner is the process that this adapter instance belongs to. */
export abstract class Subscriptions {
  /**
   * Renews what this process holds, takes its fair share of what is free (never held, expired, or held by a
   * process whose database session is gone) and gives back what is over its share. Answers with all leases
   * now held. `from` is where a subscription that has no checkpoint yet starts.
   */
  abstract acquire(subscription: string, partitions: number, from?: Position): Promise<readonly Lease[]>;

  /** Moves a checkpoint forward, never backward, and keeps what it stands on then. @throws LeaseLost */
  abstract advance(lease: Lease, position: Position, footing?: Footing): Promise<void>;

  /** Gives back every lease of a subscription that this process holds. */
  abstract release(subscription: string): Promise<void>;

  /** How many other processes that are alive work on a subscription, or want to. */
  abstract others(subscription: string): Promise<number>;

  /**
   * Removes the checkpoints of a subscription that has done its work; whoever acquires it again begins anew.
   */
  abstract forget(subscription: string): Promise<void>;

  /** Every checkpoint there is. */
  abstract progress(): Promise<readonly Progress[]>;
}
