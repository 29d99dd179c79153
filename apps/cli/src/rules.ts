import { resolve } from 'node:path';
import { loadPacks } from '#policy';
import type { RulePacks } from '#policy';
import { isRunning, isWhole } from '#postgres';
import { operatorDatabase, withDatabase } from './database.js';
import { startEngineApp } from './engine-app.js';
import { packsDir, setting } from './setting.js';

/**
 * The rules of this machine's installation, with those that it adopted; or those of the program alone, and
 * why.
 */
export type InstalledRules = Readonly<{ packs: RulePacks; packagedBecause?: string }>;

/**
 * Adopted rules stand in the log. Nothing is started for a question: an installation that does not run is not
 * asked.
 */
export async function installedRules(): Promise<InstalledRules> {
  const away = await whyAway();
  if (away !== undefined) return { packs: loadPacks(packsDir()), packagedBecause: away };
  try {
    const packs = await withDatabase(
      () => operatorDatabase(undefined),
      async (url) => {
        const app = await startEngineApp({ url, engine: { sagas: false, projections: false } });
        await app.close();
        return app.packs;
      },
    );
    return { packs };
  } catch (error) {
    return {
      packs: loadPacks(packsDir()),
      packagedBecause: `读不到本机数据库中已采用的规则（${error instanceof Error ? error.message : String(error)}）`,
    };
  }
}

async function whyAway(): Promise<string | undefined> {
  if (setting('DATABASE_URL') !== undefined) return undefined;
  const directory = resolve(process.env.DATA_DIR || 'data', 'postgres');
  if (!(await isWhole(directory))) return `${directory} 下没有数据库`;
  return (await isRunning(directory)) ? undefined : `${directory} 的数据库没有运行`;
}
