import type { Command } from 'commander';
import type { ExitCode } from './failure.js';
import type { Io } from './output.js';

/**
 * What a command needs to be registered: the program, the words it was called with, where it writes, and
 * where its exit status goes.
 */
export type Shell = Readonly<{
  program: Command;
  args: readonly string[];
  io: Io;
  exit: (code: ExitCode) => void;
}>;
