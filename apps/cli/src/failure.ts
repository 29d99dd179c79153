/** Exit status: all is well, something is wrong, the command was used wrongly. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error for people: what is wrong, and what to do next. */
export class Failure extends Error {
  constructor(
    message: string,
    /** The next step, as a Chinese sentence. */
    readonly next: string,
    readonly exit: ExitCode = EXIT.failed,
    /** Stable code, for machines. */
    readonly code = 'cli.failed',
    /** What the server refused, item by item. */
    readonly items: readonly Readonly<{
      pointer: string;
      code?: string;
      message: string;
      source?: string;
    }>[] = [],
    /** The server refused this very request before, and gives the same answer again. */
    readonly replayed = false,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

export const misuse = (message: string, next: string): Failure =>
  new Failure(message, next, EXIT.usage, 'cli.usage');
