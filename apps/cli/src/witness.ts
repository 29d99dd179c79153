import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NoteRefused, REQUEST_BYTES_MAX, Witness, cosignerOf, verifierIn } from '#evidence/tlog';
import type { Answer, Signer, Verifier } from '#evidence/tlog';
import { writeOnce } from '#postgres';
import { misuse } from './failure.js';
import { openWitnessFolder } from './witness-folder.js';

const SEED_BYTES = 32;
const KEY_FILE = 'witness.key';
const MS_PER_SECOND = 1_000;
/** Longest time in which a whole request comes in. */
const REQUEST_MS_MAX = 10_000;
const TEXT_TYPE = 'text/plain; charset=utf-8';

export type WitnessOptions = Readonly<{
  name: string;
  logs: readonly string[];
  /** Of its key, and of what it signed last. */
  folder: string;
  host: string;
  port: number;
}>;

export type RunningWitness = Readonly<{ key: string; url: string; close: () => Promise<void> }>;

/**
 * A witness as a program of its own (C2SP tlog-witness): on a machine that is not the operator's it signs
 * what a log says of itself, as long as that follows from what it said before.
 */
export async function openWitness(options: WitnessOptions): Promise<RunningWitness> {
  const logs = options.logs.map(logKey);
  const folder = await openWitnessFolder(options.folder);
  const signer = await signerIn(join(options.folder, KEY_FILE), options.name);
  const witness = new Witness(
    () => Promise.resolve(logs),
    [signer],
    folder,
    () => Math.floor(Date.now() / MS_PER_SECOND),
  );
  const server = createServer((request, response) => {
    void answerTo(witness, request)
      .catch((): Answer => ({
        status: 500,
        type: TEXT_TYPE,
        body: 'The witness cannot keep what it signs.\n',
      }))
      .then(({ status, body, type }) => {
        response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
        if (!request.complete) request.destroy();
      });
  });
  server.requestTimeout = REQUEST_MS_MAX;
  await listen(server, options);
  const { address, port } = server.address() as AddressInfo;
  return {
    key: signer.text,
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await folder.close();
    },
  };
}

async function listen(server: Server, { host, port }: WitnessOptions): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw misuse(`端口 ${port} 已被占用。`, '请用 --port 换一个端口。');
  }
}

async function answerTo(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0]!;
  if (request.method === 'POST' && path === '/add-checkpoint') {
    const body = await bodyOf(request);
    return body === undefined
      ? { status: 413, type: TEXT_TYPE, body: 'The request is too long.\n' }
      : witness.add(body);
  }
  const hash = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  if (request.method === 'GET' && hash !== undefined) return witness.checkpoint(hash);
  return { status: 404, type: TEXT_TYPE, body: 'This is a witness: see c2sp.org/tlog-witness.\n' };
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > REQUEST_BYTES_MAX) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function logKey(text: string): Verifier {
  try {
    return verifierIn(text);
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw misuse('这不是日志的公钥。', '请给出 rushi head --key 取得的公钥，或者保存它的文件。');
  }
}

/** Made at the first start, readable by its owner only; it never changes afterwards. */
async function signerIn(path: string, name: string): Promise<Signer> {
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const text = kept ?? (await writeOnce(path, `${randomBytes(SEED_BYTES).toString('base64')}\n`));
  const seed = Buffer.from(text.trim(), 'base64');
  if (seed.length !== SEED_BYTES)
    throw misuse(`${path} 不是见证人的密钥。`, `应为以 base64 写的 ${SEED_BYTES} 个字节。`);
  return cosignerOf(name, seed);
}
