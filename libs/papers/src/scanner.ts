import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { PaperRefused } from './faults.js';

/** Looks into a paper before it is kept. Where an installation has none, nothing is scanned. */
export abstract class Scanner {
  /** @throws PaperRefused `infected` with what was found; `scanner-away` where nobody could look */
  abstract scan(source: AsyncIterable<Uint8Array>): Promise<void>;
}

export class NoScanner extends Scanner {
  scan(): Promise<void> {
    return Promise.resolve();
  }
}

/** Longest silence of the scanner, in milliseconds. */
const SILENCE_MS_MAX = 60_000;
const ANSWER_BYTES_MAX = 4_096;

/** ClamAV's `clamd` by its command INSTREAM: what cannot be looked at is not taken. */
export class Clamd extends Scanner {
  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {
    super();
  }

  async scan(source: AsyncIterable<Uint8Array>): Promise<void> {
    const answer = await this.ask(source).catch((error: unknown) => {
      throw new PaperRefused('scanner-away', error instanceof Error ? error.message : undefined);
    });
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
    if (found !== undefined) throw new PaperRefused('infected', found);
    if (answer !== 'stream: OK') throw new PaperRefused('scanner-away', answer);
  }

  private async ask(source: AsyncIterable<Uint8Array>): Promise<string> {
    const socket = connect({ host: this.host, port: this.port });
    socket.setTimeout(SILENCE_MS_MAX, () => socket.destroy(new Error('The scanner does not answer.')));
    try {
      const answered = answerOf(socket);
      // It may answer and hang up before all is sent, such as where its own limit is smaller.
      await Promise.race([answered, send(socket, source)]);
      return await answered;
    } finally {
      socket.destroy();
    }
  }
}

async function send(socket: Socket, source: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of source) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await write(socket, length);
    await write(socket, chunk);
  }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Uint8Array) =>
  new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end));
      else if (answer.length > ANSWER_BYTES_MAX) reject(new Error('The scanner answers too much.'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The scanner hung up.')));
  });
}
