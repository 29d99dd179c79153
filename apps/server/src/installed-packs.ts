/** The packs of rules of this installation, and the note beside its data of where they lie. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Rejected, isOneOf } from '#kernel';
import type { EventStore } from '#kernel';
import { RULES, requireDistrictsKept } from '#land';
import type { RulesEvent } from '#land';
import { PackErrors, RulePacks, changesBetween, loadPacks, packOf } from '#policy';
import type { Pack } from '#policy';
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

/**
 * A version that came in by the folder is held to its districts as one that is adopted is: against what was
 * adopted under its name, or else against the version before it, from wherever that came.
 * @throws StartRefused `packs.district-overridden`
 */
export async function requireDistrictsOf(packs: RulePacks, store: Pick<EventStore, 'read'>): Promise<void> {
  const adopted = (await store.read(RULES))
    .filter(isOneOf<RulesEvent>('RulesAdopted'))
    .map(({ data: { content } }) => packOf(content.data, content.years));
  const taken = new Map(adopted.map((pack) => [pack.ref, pack] as const));
  const known = new RulePacks([...adopted, ...packs.all]).all;
  for (const pack of packs.all) {
    const at = known.findIndex(({ ref }) => ref === pack.ref);
    const before = taken.get(pack.ref) ?? known[at - 1];
    if (before?.id === pack.id) requireKept(before, pack);
  }
}

function requireKept(before: Pack, pack: Pack): void {
  try {
    requireDistrictsKept(changesBetween(before, pack), pack.validFrom);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new StartRefused(
      'packs.district-overridden',
      `规则包目录中的 ${pack.ref} 不能使用。${error.zh}更正后再启动。`,
      `${pack.ref} in the folder of packs cannot be used. ${error.en} Then start again.`,
      { cause: error },
    );
  }
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
