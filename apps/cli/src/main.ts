#!/usr/bin/env node
import { processIo } from './output.js';
import { run } from './program.js';

// Whoever reads us, such as `head`, has seen enough: no reason to die with a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const status = await run(process.argv.slice(2), processIo());
// Set, not exited with: what was written to a pipe still has to go out.
process.exitCode = status;
