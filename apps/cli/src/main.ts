#!/usr/bin/env node
import { processIo } from './output.js';
import { run } from './program.js';

const status = await run(process.argv.slice(2), processIo());
// Set, not exited with: what was written to a pipe still has to go out.
process.exitCode = status;
