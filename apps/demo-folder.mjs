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
/** Of a folder that is still empty, but meant for an installation. */
const INSTALLATION = 'installation';

export const holdsDemo = (folder) => [MARK, ACCESS].some((name) => existsSync(join(folder, name)));

/** Makes the folder, of which the next start makes no demonstration. */
export function markInstallation(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, INSTALLATION), '');
}

/** What DEMO is for a start in this environment. */
export function demoOf({ DEMO, DATA_DIR = 'data', DATABASE_URL }) {
  if (DEMO !== undefined) return DEMO;
  if (DATABASE_URL) return 'false';
  const isKnown = holdsDemo(DATA_DIR);
  const isFresh = !['postgres', INSTALLATION].some((name) => existsSync(join(DATA_DIR, name)));
  if (isFresh && !isKnown) {
    mkdirSync(DATA_DIR, { recursive: true });
    writeFileSync(join(DATA_DIR, MARK), '');
  }
  return String(isKnown || isFresh);
}
