import { figures } from './house.js';

for (const { what, was, wanted, places } of figures()) {
  const ok = places.length <= wanted ? 'yes' : 'NO ';
  process.stdout.write(`${ok}  ${what}: ${places.length} (wanted ≤ ${wanted}, once ${was})\n`);
  for (const place of places) process.stdout.write(`       ${place}\n`);
}
