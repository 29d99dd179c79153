import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../failure.js';

const LOOK_MS = 100;
/** Against hanging: a start that takes longer never comes. */
const START_MS_MAX = 300_000;
/** Characters of what a program said last, for whoever asks why it ended. */
const SAID_MAX = 2_000;

/** A program of this installation, in a process of its own. */
export type Program = Readonly<{
  /** Why it is gone, where it is. */
  gone(): string | undefined;
  stop(): Promise<void>;
}>;

/** Where `npm run build` has put the programs. @throws Failure where it has not */
export function programFile(name: 'server' | 'exchange'): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    for (const found of [join(folder, `${name}.js`), join(folder, 'dist/bundle', `${name}.js`)])
      if (existsSync(found)) return found;
    if (folder === dirname(folder))
      throw new Failure(`没有找到程序 ${name}.js。`, '请先在安装目录下运行 npm run build。');
  }
}

type Environment = Readonly<Record<string, string>>;

export function startProgram(
  command: string,
  args: readonly string[],
  environment: Environment,
  isShell = false,
): Program {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isShell,
    // A group of its own, so that what the shell has started ends with it.
    detached: isShell,
  });
  let said = '';
  const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_MAX));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', ({ message }) => (said += message));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const end = () => void (hasEnded() || process.kill(isShell ? -child.pid! : child.pid!, 'SIGTERM'));
  // Whoever is interrupted leaves nobody behind.
  process.once('exit', end);
  return {
    gone: () => (hasEnded() ? said || '没有输出' : undefined),
    stop: async () => {
      process.off('exit', end);
      if (hasEnded()) return;
      // Until nobody holds its output any more.
      const gone = once(child, 'close');
      end();
      await gone;
    },
  };
}

/** Waits until a program answers at an address. @throws Failure where it ends before */
export async function untilAnswers(url: string, program: Program): Promise<void> {
  for (const stop = Date.now() + START_MS_MAX; Date.now() < stop; await pause(LOOK_MS)) {
    const why = program.gone();
    if (why !== undefined) throw new Failure(`程序没有启动：${why}`, '请查看上面的原因后重试。');
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
  }
  throw new Failure('程序迟迟没有启动。', '请查看本机是否过于繁忙后重试。');
}
