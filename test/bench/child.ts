import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Child = Readonly<{ pid: number; gone: Promise<void>; stop: () => void }>;

/** A program of this folder in a process of its own; there when it has said its first word. */
export async function child(program: string, ...args: string[]): Promise<Child> {
  const spawned = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => spawned.on('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    spawned.stdout.on('data', () => resolve());
    spawned.on('exit', () => reject(new Error(`${program} ended before it was ready`)));
  });
  return { pid: spawned.pid!, gone, stop: () => spawned.kill('SIGTERM') };
}
