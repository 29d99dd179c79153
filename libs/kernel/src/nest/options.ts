import { CLOCK_BEHIND_SECONDS_MAX } from '../log/event-store.js';

/** What this process does. An API process answers people; an engine process drives the entries. */
export class EngineOptions {
  /** Runs sagas and deadlines. */
  sagas = true;
  /** Runs projections. */
  projections = true;
  /** Looks now and then whether the log is the one that the checkpoints stand on. */
  guardsLog = true;
  /** Partitions of the saga subscription: fixed for the life of an installation. */
  partitions = 16;
  /** How far the clock may be behind the newest event of the log before nothing more is written. */
  clockBehindSecondsMax = CLOCK_BEHIND_SECONDS_MAX;

  constructor(options: Partial<EngineOptions> = {}) {
    Object.assign(this, options);
  }
}
