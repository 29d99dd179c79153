import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';

const TOLD = new URL('../../apps/told-to-end.mjs', import.meta.url).href;
/** Says its number, and how it was told to end. */
const PROGRAM = `
  import { whenToldToEnd } from '${TOLD}';
  whenToldToEnd((signal) => { console.log('ends by ' + signal); process.exit(0); });
  console.log(process.pid);
  setInterval(() => undefined, 1_000);`;

/** As npm starts a script: a shell between, which does not pass on what ends it. */
async function started(environment: Readonly<Record<string, string>>) {
  const shell = spawn('/bin/sh', ['-c', `'${process.execPath}' --input-type=module -e "$PROGRAM"; true`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, PROGRAM, ...environment },
  });
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  const said = async () => (await lines.next()).value as string | undefined;
  return { shell, said, pid: Number(await said()) };
}

const describeHere = process.platform === 'win32' ? describe.skip : describe;

describeHere('a program that npm started', () => {
  it('ends when npm is stopped, though the shell between tells it nothing', async () => {
    const { shell, said } = await started({ npm_lifecycle_event: 'start' });
    shell.kill('SIGTERM');
    await once(shell, 'exit');
    expect(await said()).toBe('ends by SIGTERM');
  });

  it('ends by the signal that it gets itself', async () => {
    const { said, pid } = await started({ npm_lifecycle_event: 'start' });
    process.kill(pid, 'SIGINT');
    expect(await said()).toBe('ends by SIGINT');
  });
});
