/** Draws the procedure into the front pages, as it is wired: `npm run picture`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { DRAWN, PICTURE, pictureOf } from './picture.js';
import { optionsOf } from './task-options.js';

optionsOf('picture');

for (const [page, language] of DRAWN) {
  const before = readFileSync(page, 'utf8');
  const picture = await pictureOf(language);
  const after = before.replace(PICTURE, () => `\`\`\`mermaid\n${picture}\`\`\`\n`);
  if (after !== before) writeFileSync(page, after);
  process.stdout.write(`${page}: ${after === before ? 'as it was' : 'drawn'}\n`);
}
