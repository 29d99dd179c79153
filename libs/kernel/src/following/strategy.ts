import type { Recorded } from '../messages/messages.js';
import type { HeldPartitions } from './held-partitions.js';

/** What a strategy sees of the run that it works in. */
export interface Run {
  readonly partitions: HeldPartitions;
  /** Aborted when this run ends. */
  readonly stopping: AbortSignal;
  /** Aborted when reading is to begin at another place. */
  readonly reading: AbortSignal;
  /** This is not the log that the checkpoints stand on: nothing more is done. */
  readonly disowned: boolean;
}

/**
 * How a subscription works through the events of the partitions that it holds. Which it holds, from where
 * they are read, when checkpoints are stored and what is tried again after a failure is the runner's.
 */
export interface Strategy {
  /** Events of one page at most; absent, what the log hands out by itself. */
  readonly pageEvents?: number;
  /**
   * Whether a failure leaves nothing but what is stored, so that work begins there again. Otherwise events
   * that are under way go on, and reading goes on after the last one that was taken.
   */
  readonly startsOver: boolean;
  /** Reading begins, for the first time or again: what was remembered may be old. */
  begin?(): void;
  /**
   * Does what follows from a page, or sets it going, and says to the partitions what has ended. Answers for
   * how long the next page may grow, in milliseconds.
   */
  work(page: readonly Recorded[], run: Run): Promise<number>;
  /** Resolves when nothing that was set going is under way any more. */
  drained?(): Promise<void>;
}
