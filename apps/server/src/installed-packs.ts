/** The packs of rules of this installation, and the note beside its data of where they lie. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PackErrors, loadPacks } from '#policy';
import type { RulePacks } from '#policy';
import { StartRefused } from '#postgres';
import type { Settings } from './settings.js';

/** Where the command line of this machine looks for the folder of packs, and a start that was told none. */
const NOTE = 'packs-folder';

/**
 * Those below PACKS_DIR, which is noted in DATA_DIR; those of the software where there never was one.
 * @throws StartRefused `packs.elsewhere` where a start before had a folder of its own and this one has none,
 *   for the county would be under the rules of another; `packs.wrong` with every mistake in them
 */
export async function installedPacks({ PACKS_DIR, DATA_DIR }: Settings): Promise<RulePacks> {
  const note = join(DATA_DIR, NOTE);
  if (PACKS_DIR === undefined) {
    const noted = (await readFile(note, 'utf8').catch(() => '')).trim();
    if (noted === '') return loaded(undefined);
    throw new StartRefused(
      'packs.elsewhere',
      `这个安装的规则包在 ${noted}：请设置环境变量 PACKS_DIR=${noted} 后再启动；已经移走的，写新的目录。`,
      `The packs of this installation are in ${noted}: set PACKS_DIR to it, or to where they are now, then ` +
        'start again.',
    );
  }
  const folder = resolve(PACKS_DIR);
  const packs = loaded(folder);
  await writeFile(note, `${folder}\n`);
  return packs;
}

function loaded(folder: string | undefined): RulePacks {
  try {
    return loadPacks(folder);
  } catch (error) {
    if (!(error instanceof PackErrors)) throw error;
    throw new StartRefused(
      'packs.wrong',
      `${folder ?? '程序自带'} 的规则包不能使用。${error.message}\n请用 rushi policy check 逐条更正后再启动。`,
      `The packs in ${folder ?? 'the software'} cannot be used: correct what is listed above by ` +
        'rushi policy check, then start again.',
      { cause: error },
    );
  }
}
