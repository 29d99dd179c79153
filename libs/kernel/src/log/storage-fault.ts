/** What everybody is told to wait before asking again. */
const RETRY_SECONDS = { 'storage.away': 5, 'storage.full': 60 } as const;

/**
 * The storage of a port did not do its work, whatever was asked. Asking again may help; doing it twice does
 * nothing twice.
 */
export abstract class StorageFault extends Error {
  abstract readonly code: keyof typeof RETRY_SECONDS;

  constructor(
    message: string,
    /** SQLSTATE of PostgreSQL, or the system's or the client's name of what happened. */
    readonly state: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = new.target.name;
  }

  get retryAfterSeconds(): number {
    return RETRY_SECONDS[this.code];
  }
}

/** It cannot be reached, starts or stops, is overloaded or answers too late. */
export class StorageAway extends StorageFault {
  readonly code = 'storage.away';
}

/** No space is left on its disk: nothing is written until somebody makes room. */
export class StorageFull extends StorageFault {
  readonly code = 'storage.full';
}
