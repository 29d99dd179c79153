import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { originHash } from '#evidence/tlog';
import type { WitnessMemory } from '#evidence/tlog';
import { writeOnce, writeWhole } from '#postgres';
import { misuse } from './failure.js';

const LOCK = 'witness.lock';
/** Folders of this process, whose number a lock bears that an earlier one of the same number left. */
const OWN = new Set<string>();

/**
 * What a witness signed last, a file for each log, on the disk before anybody is told. One process at a time
 * has the folder: two that knew nothing of each other would sign two histories.
 */
export async function openWitnessFolder(
  folder: string,
): Promise<WitnessMemory & Readonly<{ close: () => Promise<void> }>> {
  await mkdir(folder, { recursive: true });
  await lock(folder);
  const fileOf = (origin: string) => join(folder, `${originHash(origin)}.checkpoint`);
  const last = async (origin: string): Promise<string | undefined> =>
    readFile(fileOf(origin), 'utf8').catch(absent);
  let queue: Promise<unknown> = Promise.resolve();
  const replace = async (origin: string, before: string | undefined, note: string): Promise<boolean> => {
    if ((await last(origin)) !== before) return false;
    await writeWhole(fileOf(origin), note);
    return true;
  };
  return {
    last,
    replace: (origin, before, note) => {
      const turn = queue.then(() => replace(origin, before, note));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close: async () => {
      await queue;
      OWN.delete(join(folder, LOCK));
      await rm(join(folder, LOCK), { force: true });
    },
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Whoever died without taking its lock away has it no more. */
async function lock(folder: string): Promise<void> {
  const path = join(folder, LOCK);
  for (;;) {
    const holder = Number(await writeOnce(path, String(process.pid)));
    const isOwn = holder === process.pid && !OWN.has(path);
    if (isOwn) {
      OWN.add(path);
      return;
    }
    if (holder > 0 && isAlive(holder))
      throw misuse(`另一个见证人（进程 ${holder}）正在使用 ${folder}。`, '请先停止它，或者换一个目录。');
    await takeAway(path, holder);
  }
}

/** Two that see the same dead holder take away one lock, and never the one that the other has just made. */
async function takeAway(path: string, dead: number): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(absent);
  const taken = Number(await readFile(aside, 'utf8').catch(absent));
  if (taken !== dead && taken > 0) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
