import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type * as Grpc from '@grpc/grpc-js';
import { LogUnready, lookAtLog, untilLogAnswers } from '#eventstoredb';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { ownCertificate } from './certificate.js';
import { EventStoreDouble } from './double.js';
import { StreamsService, grpc, refusal } from './double/messages.js';

const PASSWORD = 'hush-hush';
const made = ownCertificate();
const close: (() => unknown)[] = [];
let folder: string;
let double: EventStoreDouble;
let nobody: number;
beforeAll(async () => {
  [folder, double, nobody] = await Promise.all([
    mkdtemp(join(tmpdir(), 'rushi-look-')),
    EventStoreDouble.start(),
    freePort(),
  ]);
  await writeFile(join(folder, 'ca.crt'), made.certificate);
});
afterAll(async () => {
  double.stop();
  for (const end of close) await end();
  await rm(folder, { recursive: true });
});

const url = (port: number, parameters: string) => `esdb://rushi:${PASSWORD}@127.0.0.1:${port}?${parameters}`;
async function listening(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  close.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** A server that refuses every read so. */
async function refusing(code: Grpc.status, exception?: string): Promise<number> {
  const server = new grpc.Server();
  const read = (call: Grpc.ServerWritableStream<unknown, unknown>) =>
    call.emit('error', refusal(code, 'Access Denied', exception ? { exception } : {}));
  server.addService(StreamsService, { read });
  close.push(() => server.forceShutdown());
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
}
const overTls = () => listening(createTls({ key: made.key, cert: made.certificate, ALPNProtocols: ['h2'] }));
/** Takes connections and never says a word. */
const silent = () => listening(createServer((socket) => socket.on('error', () => undefined)));

const told = (address: string, answerMs?: number) =>
  lookAtLog({ url: address, ...(answerMs ? { answerMs } : {}) }).then(
    () => undefined,
    (error: unknown) => error as LogUnready,
  );

type Case = readonly [
  what: string,
  address: () => Promise<string> | string,
  code: string,
  en: string,
  zh: string,
];
const CASES: readonly Case[] = [
  [
    'a wrong password',
    async () => url(await refusing(16), 'tls=false'),
    'log.password',
    'the password',
    '密码',
  ],
  [
    'an account without the right',
    async () => url(await refusing(7, 'access-denied'), 'tls=false'),
    'log.right',
    'may',
    '权限',
  ],
  [
    'a CA file that is not there',
    () => url(nobody, 'tlsCAFile=/no/such/ca.crt'),
    'log.file',
    '/no/such/ca.crt',
    '路径',
  ],
  [
    'a key file that is not there',
    () => url(nobody, `userCertFile=${join(folder, 'ca.crt')}&userKeyFile=/no/key`),
    'log.file',
    '/no/key',
    '路径',
  ],
  [
    'a parameter that nobody knows',
    () => url(nobody, 'tls=false&retries=3'),
    'log.address',
    'retries; allowed: tlsCAFile',
    'retries',
  ],
  ['a value that is none', () => url(nobody, 'tls=perhaps'), 'log.address', 'tls', '参数 tls'],
  [
    'tlsVerifyCert=false, which does nothing',
    () => url(nobody, 'tlsVerifyCert=false'),
    'log.address',
    'tlsCAFile',
    '不起作用',
  ],
  [
    'a password with an @',
    () => `esdb://rushi:a${PASSWORD}@${PASSWORD}@127.0.0.1`,
    'log.address',
    'host:port',
    '主机:端口',
  ],
  ['a password with a colon', () => `esdb://rushi:a:${PASSWORD}@127.0.0.1`, 'log.address', '%3A', '%3A'],
  ['a password with a bare %', () => `esdb://rushi:%${PASSWORD}@127.0.0.1`, 'log.address', '%25', '%25'],
  [
    'a certificate without its key',
    () => url(nobody, 'userCertFile=/a'),
    'log.address',
    'userKeyFile',
    'userKeyFile',
  ],
  ['a port where nobody listens', () => url(nobody, 'tls=false'), 'log.away', 'ECONNREFUSED', '连接不上'],
  [
    'several nodes of which nobody listens',
    () => `esdb://127.0.0.1:${nobody},127.0.0.1:${nobody}`,
    'log.away',
    'ECONNREFUSED',
    '连接不上',
  ],
  [
    'the certificate of an unknown authority',
    async () => url(await overTls(), 'tls=true'),
    'log.certificate',
    'SELF_SIGNED',
    'tlsCAFile',
  ],
  [
    'a certificate for another host',
    async () => url(await overTls(), `tlsCAFile=${join(folder, 'ca.crt')}`),
    'log.certificate',
    'ALTNAME',
    '主机名',
  ],
  [
    'TLS here and not there',
    () => url(double.port, 'tls=true'),
    'log.tls',
    'speaks without TLS',
    '不使用 TLS',
  ],
  [
    'TLS there and not here',
    async () => url(await overTls(), 'tls=false'),
    'log.tls',
    'speaks TLS only',
    'tls=true',
  ],
];

describe('the first question to the log', () => {
  it.each(CASES)(
    'says what %s means and what to do, without the password or a stack',
    async (_, address, code, en, zh) => {
      const fault = await told(await address(), 2_000);
      expect(fault).toBeInstanceOf(LogUnready);
      expect([fault!.code, fault!.en, fault!.zh]).toEqual([
        code,
        expect.stringContaining(en),
        expect.stringContaining(zh),
      ]);
      expect(`${fault!.message}${fault!.stack}`).not.toMatch(new RegExp(`${PASSWORD}|^\\s+at `, 'm'));
      expect(fault!.mayPass).toBe(code === 'log.away');
    },
  );

  it('is not waited for beyond its limit where a server connects and never answers', async () => {
    expect(await told(url(await silent(), 'tls=false'), 200)).toMatchObject({ code: 'log.away' });
    expect(await told(url(await silent(), 'tls=true'), 200)).toMatchObject({ code: 'log.away' });
  });

  it('is answered by a log that is there, also by one that holds nothing of ours', async () => {
    expect(await told(double.url)).toBeUndefined();
  });
});

describe('a log that is started at the same time', () => {
  it('is waited for with a word in both languages now and then, and is then there', async () => {
    const late = await EventStoreDouble.start();
    late.stop();
    const said: string[] = [];
    const say = (text: string) => {
      said.push(text);
      void late.listen();
    };
    await untilLogAnswers({ url: late.url }, { say, signal: new AbortController().signal, lookMs: 1 });
    late.stop();
    expect(said).toEqual([
      expect.stringMatching(/^连接不上 EventStoreDB.*正在等待[^]*does not answer.*Waiting/),
    ]);
  });

  it('is not waited for once the process is told to stop', async () => {
    const told = new AbortController();
    await untilLogAnswers(
      { url: url(nobody, 'tls=false') },
      { say: () => told.abort(), signal: told.signal },
    );
    expect(told.signal.aborted).toBe(true);
  });

  it('is not waited for where waiting cannot help', async () => {
    const said: string[] = [];
    const waiting = untilLogAnswers(
      { url: url(double.port, 'tls=true') },
      { say: (text) => said.push(text), signal: new AbortController().signal },
    );
    await expect(waiting).rejects.toMatchObject({ code: 'log.tls' });
    expect(said).toEqual([]);
  });
});
