import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const { jest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/**
 * The suites that are pure or in memory, for `npm run test:quick`: as `npm test` runs them, without a folder
 * for clusters of PostgreSQL, because none of them may start one (see `test/architecture.spec.ts`).
 */
export default {
  ...jest,
  rootDir: ROOT,
  testMatch: ['**/!(*.it|*.long).spec.ts'],
  globalSetup: undefined,
  globalTeardown: undefined,
};
