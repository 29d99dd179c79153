import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Threads } from './threads.js';

/** Ends what was asked `for ever`; everything else is doubled. */
const JOB = `export default (input) => { while (input === 'for ever'); return input * 2; };`;
const LIMIT_MS = 500;

let folder: string;
let threads: Threads<number | string, number>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rushi-threads-'));
  const job = join(folder, 'job.mjs');
  await writeFile(job, JOB);
  threads = new Threads(pathToFileURL(job), { threads: 1, waiting: 1, limitMs: LIMIT_MS });
});
afterAll(async () => {
  await threads.close();
  await rm(folder, { recursive: true });
});

const answered = async (input: number | string): Promise<unknown> =>
  threads.run(input).catch(({ code }: { code: string }) => code);

describe('work beside the thread that answers', () => {
  it('is answered', async () => {
    await until(async () => (await answered(21)) === 42);
  });

  it('is cut off when its time is over, delays no other, and leaves a thread for the next', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    expect(await answered('for ever')).toBe('work.too-long');
    delay.disable();
    // A loop in this thread would show as the whole limit at least.
    expect(delay.percentile(50) / 1e6).toBeLessThan(LIMIT_MS / 2);
    await until(async () => (await answered(4)) === 8);
  });

  it('is turned away when too much waits already', async () => {
    const working = [answered('for ever'), answered('for ever')];
    expect(await answered(1)).toBe('service.busy');
    expect(await Promise.all(working)).toEqual(['work.too-long', 'work.too-long']);
  });
});

/** A thread starts within the limit on any machine, but perhaps not the first time on a slow one. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
