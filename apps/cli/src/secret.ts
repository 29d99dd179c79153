import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { EXIT, Failure } from './failure.js';

/** Asks at the terminal for what nobody should see. @throws Failure without a terminal, with `hint` */
export async function askSecret(question: string, hint: string, lacks = '没有密码。'): Promise<string> {
  if (!process.stdin.isTTY) throw new Failure(lacks, hint, EXIT.usage, 'session.no-password');
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
