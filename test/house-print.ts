import { figures } from './house.js';
import { optionsOf } from './task-options.js';

optionsOf('house');

for (const { what, was, wanted, places } of figures()) {
  const ok = places.length <= wanted ? 'yes' : 'NO ';
  process.stdout.write(`${ok}  ${what}: ${places.length} (wanted ≤ ${wanted}, once ${was})\n`);
  for (const place of places) process.stdout.write(`       ${place}\n`);
}
