import { run } from '../src/program.js';

export type Said = Readonly<{ status: number; out: string; err: string }>;

/** Gives the command line to the program and keeps what it says, without a terminal. */
export async function rushi(...args: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const status = await run(args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    live: false,
    color: false,
  });
  return { status, ...said };
}
