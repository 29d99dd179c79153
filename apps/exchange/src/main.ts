import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#postgres';
import { openExchange } from './exchange-app.js';
import type { RunningExchange } from './exchange-app.js';
import { Signer } from './rushi/signer.js';
import { SettingsWrong, readSettings } from './settings.js';
import type { Settings } from './settings.js';

const LOOK_MS = 200;
const PORTS_MORE = 20;

const say = (text: string) => process.stdout.write(`${text}\n`);

type Note = Readonly<{ url: string; pid: number }>;

/** What another process writes down, once it is there. */
async function noted<T>(file: string, signal: AbortSignal): Promise<T | undefined> {
  const text = await readFile(file, { encoding: 'utf8', signal }).catch(() => undefined);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    // It is being written.
    return undefined;
  }
}

/** The address of the server of this data folder; waits until it answers. */
async function serverOf({ dataDir, server }: Settings, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const address = server ?? (await noted<Note>(join(dataDir, 'server.json'), signal))?.url;
    if (address !== undefined && (await answers(address))) return address;
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

type Access = Readonly<{ key: string; signer?: Signer }>;
type DemoNote = Readonly<{ platformKey?: string; exchange?: Readonly<{ key: string; signingKey: string }> }>;

/**
 * The key that was given, or that of a demonstration, which has one for the exchange. @throws SettingsWrong
 */
async function accessOf({ dataDir, apiKey, signingKeyFile }: Settings, signal: AbortSignal): Promise<Access> {
  const given = signingKeyFile === undefined ? undefined : await signerIn(signingKeyFile);
  if (apiKey !== undefined) return { key: apiKey, signer: given };
  const note = await noted<DemoNote>(join(dataDir, 'demo-access.json'), signal);
  if (note?.exchange) return { key: note.exchange.key, signer: Signer.of(note.exchange.signingKey) };
  if (note?.platformKey) return { key: note.platformKey, signer: given };
  throw new SettingsWrong(
    '没有交易平台的接口密钥：请设置 RUSHI_API_KEY，密钥由管理员签发（rushi keys issue）。',
  );
}

async function signerIn(file: string): Promise<Signer> {
  try {
    return Signer.of(await readFile(file, 'utf8'));
  } catch (error) {
    throw new SettingsWrong(
      `RUSHI_SIGNING_KEY 应为 Ed25519 私钥（PEM）的文件：${(error as Error).message}。` +
        '可用 openssl genpkey -algorithm ed25519 生成，公钥在签发接口密钥时登记（--signing-key）。',
    );
  }
}

async function main(): Promise<void> {
  const ending = new AbortController();
  const closers: (() => Promise<unknown>)[] = [];
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= (async () => {
      ending.abort();
      for (let next = closers.pop(); next; next = closers.pop()) await next();
    })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void close().then(() => process.exit(0), failed));
  const settings = readSettings();
  const address = await serverOf(settings, ending.signal);
  if (address === undefined) return;
  const access = await accessOf(settings, ending.signal);
  const database = settings.databaseUrl ?? (await embedded(settings, ending.signal, closers));
  const port = settings.port ?? Number(new URL(address).port) + 1;
  const running = await openExchange({
    rushi: { address, ...access },
    databaseUrl: database,
    host: settings.host,
    port,
    portsMore: settings.port === undefined ? PORTS_MORE : 0,
  });
  closers.push(() => running.close());
  if (settings.apiKey === undefined && settings.witnessesFile !== undefined)
    await writeFile(settings.witnessesFile, trustOf(running));
  const { countdownSeconds } = settings;
  if (countdownSeconds !== undefined)
    await running.exchange.floor.store.setCountdownSeconds(countdownSeconds);
  say(`公共资源交易平台（模拟）已就绪：${running.url}\n`);
}

/** Beside a demonstration the exchange is the one witness that there is. */
const trustOf = ({ url, witnessKey }: RunningExchange): string =>
  `witness exchange ${witnessKey} ${url}/witness\nquorum exchange\n`;

async function embedded(
  { dataDir }: Settings,
  signal: AbortSignal,
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const database = await startEmbeddedPostgres({ directory: join(dataDir, 'postgres'), signal });
  closers.push(() => database.release());
  return database.url;
}

function failed(error: unknown): never {
  const text = error instanceof SettingsWrong ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`交易平台（模拟）没有启动或者没有正常停止。\n${text}\n`);
  process.exit(1);
}

await main().catch(failed);
