import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { connect as openSocket, isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as openTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { BACKWARDS, END } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { within } from '#kernel';
import { DEFAULT_PREFIX, partsOf } from './address.js';
import type { Address, Host } from './address.js';
import { connect } from './connect.js';
import { deniedBy, isMissing } from './faults.js';
import {
  LogUnready,
  badCertificate,
  noRight,
  nobodyAnswers,
  tlsHereOnly,
  tlsThereOnly,
  unreadableFile,
  wrongPassword,
} from './unready.js';

/** The log is given so long to answer the first question. */
export const FIRST_ANSWER_MS = 10_000;
/** How long one attempt to reach a server may take: a name that leads nowhere would take minutes. */
const GREET_MS = 4_000;
/** A log that may still come is looked for so often, and spoken of so often. */
const LOOK_MS = 1_000;
const SAY_EVERY_MS = 10_000;

type Where = Readonly<{ url: string; prefix?: string; answerMs?: number }>;
export type WaitingForLog = Readonly<{ say: (text: string) => void; signal: AbortSignal; lookMs?: number }>;

/**
 * Asks a log once whether it can be used, before anything else does: what the client says of a mistake is a
 * stack, or nothing for most of a minute.
 * @throws LogUnready
 */
export async function lookAtLog({
  url,
  prefix = DEFAULT_PREFIX,
  answerMs = FIRST_ANSWER_MS,
}: Where): Promise<void> {
  const address = partsOf(url);
  const ca = await filesOf(address);
  const until = performance.now() + answerMs;
  await greetAny(address, ca, Math.min(GREET_MS, answerMs));
  const client = connect(url);
  try {
    await within(Math.max(1, until - performance.now()), ask(client, prefix));
  } catch (error) {
    throw await meaningOf(error, address, prefix);
  } finally {
    await Promise.race([left(client, url), sleep(LOOK_MS, undefined, { ref: false })]);
  }
}

type WithChannel = Readonly<{ getChannel(): Promise<Readonly<{ close(): void }>> }>;

/** The client ends its calls and keeps its connection, which would look for a silent server for ever. */
async function left(client: EventStoreDBClient, url: string): Promise<void> {
  await client.dispose();
  // Of several nodes it would first look for one again.
  if (!/\+discover:|,/.test(url)) (await (client as unknown as WithChannel).getChannel()).close();
}

/**
 * Waits for a log that may still come, as where everything is started at once, and says so now and then.
 * @throws LogUnready for what does not pass by itself
 */
export async function untilLogAnswers(
  where: Where,
  { say, signal, lookMs = LOOK_MS }: WaitingForLog,
): Promise<void> {
  const began = performance.now();
  for (let sayAt = began; !signal.aborted;) {
    const fault = await unreadyOf(where);
    if (!fault) return;
    if (!fault.mayPass) throw fault;
    const now = performance.now();
    if (now >= sayAt) {
      sayAt = now + SAY_EVERY_MS;
      const seconds = Math.round((now - began) / 1_000);
      say(`${fault.zh}正在等待（已 ${seconds} 秒）……\n${fault.en} Waiting (${seconds} s) …`);
    }
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}

async function unreadyOf(where: Where): Promise<LogUnready | undefined> {
  try {
    await lookAtLog(where);
    return undefined;
  } catch (error) {
    if (error instanceof LogUnready) return error;
    throw error;
  }
}

/** The two things that everything else does: read what all streams hold, and read a stream of our own. */
async function ask(client: EventStoreDBClient, prefix: string): Promise<void> {
  await drained(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
  await drained(client.readStream(`${prefix}installation`, { maxCount: 1 })).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

async function drained(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

/** What the address says is in files, so far as it can be looked at. */
async function filesOf({ files }: Address): Promise<Buffer | undefined> {
  for (const [parameter, file] of files) {
    await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      throw unreadableFile(parameter, file, error.code ?? 'error');
    });
  }
  const ca = files.get('tlsCAFile');
  return ca === undefined ? undefined : readFile(ca);
}

const nameOf = ({ address, port }: Host): string => `${address}:${port}`;

/** One node that answers is enough. Of several that do not, the first whose trouble does not pass is told. */
async function greetAny({ hosts, tls }: Address, ca: Buffer | undefined, ms: number): Promise<void> {
  const faults = await Promise.all(hosts.map((host) => (tls ? greetByTls(host, ca, ms) : greet(host, ms))));
  if (faults.includes(undefined)) return;
  throw faults.find((fault) => fault?.mayPass === false) ?? faults[0]!;
}

async function greet(host: Host, ms: number): Promise<LogUnready | undefined> {
  const code = await opened(() => openSocket(host.port, host.address), 'connect', ms);
  return code === undefined ? undefined : nobodyAnswers(nameOf(host), code);
}

async function greetByTls(host: Host, ca: Buffer | undefined, ms: number): Promise<LogUnready | undefined> {
  const code = await opened(() => tlsTo(host, { ...(ca ? { ca } : {}) }), 'secureConnect', ms);
  if (code === undefined) return undefined;
  const isThere = (await opened(() => openSocket(host.port, host.address), 'connect', ms)) === undefined;
  if (!isThere) return nobodyAnswers(nameOf(host), code);
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code)) return badCertificate(nameOf(host), code);
  return /^(ERR_SSL_|EPROTO|ECONNRESET)/.test(code)
    ? tlsHereOnly(nameOf(host))
    : nobodyAnswers(nameOf(host), code);
}

type TlsOptions = Readonly<{ ca?: Buffer; rejectUnauthorized?: boolean }>;
const tlsTo = ({ address, port }: Host, options: TlsOptions): TLSSocket =>
  openTls({
    host: address,
    port,
    ALPNProtocols: ['h2'],
    ...(isIP(address) ? {} : { servername: address }),
    ...options,
  });

/** Why a connection did not come about, by the system's code; nothing when it did. It is closed again. */
async function opened(
  open: () => ReturnType<typeof openSocket>,
  event: 'connect' | 'secureConnect',
  ms: number,
): Promise<string | undefined> {
  const socket = open();
  try {
    return await new Promise<string | undefined>((resolve) => {
      socket.setTimeout(ms, () => resolve('ETIMEDOUT'));
      socket.once(event, () => resolve(undefined));
      socket.once('close', () => resolve('ECONNRESET'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    });
  } finally {
    socket.destroy();
  }
}

async function meaningOf(error: unknown, { hosts, tls }: Address, prefix: string): Promise<unknown> {
  const denied = refusedBy(error, prefix);
  if (denied) return denied;
  const [first] = hosts as readonly [Host];
  const speaksTls = () =>
    opened(() => tlsTo(first, { rejectUnauthorized: false }), 'secureConnect', GREET_MS);
  if (!tls && (await speaksTls()) === undefined) return tlsThereOnly(nameOf(first));
  return nobodyAnswers(hosts.map(nameOf).join(', '), (error as { type?: string }).type ?? 'no-answer');
}

/** What a refusal that speaks of the account means, of whatever was asked. */
export function refusedBy(error: unknown, prefix = DEFAULT_PREFIX): LogUnready | undefined {
  const denied = deniedBy(error);
  return denied === 'password' ? wrongPassword() : denied === 'right' ? noRight(prefix) : undefined;
}
