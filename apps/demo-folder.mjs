/**
 * Whether `npm start` makes the demonstration. It does on a fresh folder and goes on with it there; a folder
 * that holds something else, or a database of somebody's own, stays without unless DEMO asks for it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written before anything else, so that a first start that is cut off is known for what it was. */
const MARK = 'demonstration';
/** What a demonstration of earlier releases is known by. */
const ACCESS = 'demo-access.json';

/** What DEMO is for a start in this environment. */
export function demoOf({ DEMO, DATA_DIR = 'data', DATABASE_URL }) {
  if (DEMO !== undefined) return DEMO;
  if (DATABASE_URL) return 'false';
  const isKnown = [MARK, ACCESS].some((name) => existsSync(join(DATA_DIR, name)));
  const isFresh = !existsSync(join(DATA_DIR, 'postgres'));
  if (isFresh && !isKnown) {
    mkdirSync(DATA_DIR, { recursive: true });
    writeFileSync(join(DATA_DIR, MARK), '');
  }
  return String(isKnown || isFresh);
}
