import type { LoggerService } from '@nestjs/common';

/** Where Nest says that a start has failed: that error is thrown as well, and explained. */
const EXPLAINED = 'ExceptionHandler';

const say = (message: unknown, rest: readonly unknown[]): void => {
  if (rest.at(-1) === EXPLAINED) return;
  const text = message instanceof Error ? message.message : String(message);
  process.stderr.write(`${text.split('\n')[0]}\n`);
};

/** Faults of the engine in a line each: nobody at a terminal can do anything with a stack. */
export const terseLogger: LoggerService = {
  log: () => undefined,
  warn: () => undefined,
  error: (message: unknown, ...rest: unknown[]) => say(message, rest),
  fatal: (message: unknown, ...rest: unknown[]) => say(message, rest),
};
