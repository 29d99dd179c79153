/** What this process does. An API process answers people; an engine process drives the entries. */
export class EngineOptions {
  /** Runs sagas and deadlines. */
  sagas = true;
  /** Runs projections. */
  projections = true;
  /** Partitions of the saga subscription: fixed for the life of an installation. */
  partitions = 16;

  constructor(options: Partial<EngineOptions> = {}) {
    Object.assign(this, options);
  }
}
