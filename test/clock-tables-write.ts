/** Writes the clocks into the officer's guide and the packs of the tests: `npm run clocks`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { written } from './clock-tables.js';
import { optionsOf } from './task-options.js';

optionsOf('clocks');

for (const [file, text] of written()) {
  const same = readFileSync(file, 'utf8') === text;
  if (!same) writeFileSync(file, text);
  process.stdout.write(`${file}: ${same ? 'as it was' : 'written'}\n`);
}
