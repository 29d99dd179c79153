/*
 * Shows: whoever interrupts a start leaves nothing behind, and a start that is refused says why and what to
 * do.
 * How: real processes are interrupted at each step of their start, and started over every fault that is
 * refused.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DEFAULT_SCHEMA, startEmbeddedPostgres, unserved } from '#postgres';
import { forceStop } from '../libs/postgres/src/embedded.js';
import { postmasterOf } from '../libs/postgres/src/embedded/postmaster.js';
import { until } from '../libs/kernel/testing/patience.js';
import { compileSources } from './crash/compiled.js';

let compiled: Awaited<ReturnType<typeof compileSources>>;
let home: string;
let directory: string;
const taken = createServer();
beforeAll(async () => {
  [compiled, home] = await Promise.all([compileSources(), mkdtemp(join(tmpdir(), 'rushi-starts-'))]);
  await chmod(home, 0o711);
  directory = join(home, 'postgres');
  await once(taken.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  taken.close();
  await forceStop(directory).catch(() => undefined);
  await rm(home, { recursive: true, force: true });
  await compiled.remove();
});

/** A real process as an operator starts it, without a demonstration. */
function start(environment: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, DATA_DIR: home, PORT: '0', LOG_LEVEL: 'fatal', ...environment };
  const child = spawn(process.execPath, [join(compiled.folder, 'bundle/server.js')], {
    env,
    cwd: compiled.folder,
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = (once(child, 'close') as Promise<[number | null, string | null]>).then(([code, signal]) => ({
    code,
    signal,
    ...said,
  }));
  return { child, said, ended };
}
const serverPid = async () => (await postmasterOf(directory))?.pid;

describe('Ctrl+C', () => {
  const has = async (name: RegExp) => (await readdir(home)).some((file) => name.test(file));
  it.each<[string, (said: { out: string }) => boolean | Promise<boolean>]>([
    ['while the database is made', () => has(/^postgres\.making-/)],
    ['while the database comes up', async () => (await postmasterOf(directory)) !== undefined],
    [
      'when the database is up and the rest is not',
      async () => (await postmasterOf(directory))?.status === 'ready',
    ],
    ['when everything is up', ({ out }) => out.includes('已就绪')],
  ])('%s ends everything that was begun, and complains of nothing', async (_, far) => {
    const { child, said, ended } = start();
    await until(() => child.exitCode !== null || far(said));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, signal: null, err: '' });
    expect(await serverPid()).toBeUndefined();
  });
});

/** A file of the data folder for the time of one start. */
async function withFile(name: string, text: string, work: () => Promise<void>): Promise<void> {
  const path = join(home, name);
  const whole = await readFile(path, 'utf8');
  await writeFile(path, text);
  await work().finally(() => writeFile(path, whole));
}

type Refusal = Readonly<{
  says: string | (() => string);
  environment?: () => Readonly<Record<string, string>>;
  file?: readonly [name: string, text: string];
}>;
const port = () => String((taken.address() as AddressInfo).port);
const REFUSALS: Readonly<Record<string, Refusal>> = {
  'settings: a day that is none': {
    says: 'CLOCK is "2026-13-01T00:00:00.000Z"',
    environment: () => ({ CLOCK: '2026-13-01T00:00:00.000Z' }),
  },
  'settings: a key of the wrong length': { says: 'vault.key holds 3 bytes', file: ['vault.key', 'YWJj'] },
  'settings: a parameter of the log that nobody knows': {
    says: '没有参数 tlsCa',
    environment: () => ({ EVENTSTORE_URL: 'esdb://a:b@127.0.0.1:1?tlsCa=x' }),
  },
  'settings: a file of the log that is not there': {
    says: '请核对路径和读取权限',
    environment: () => ({ EVENTSTORE_URL: 'esdb://a:b@127.0.0.1:1?tlsCAFile=/none' }),
  },
  'port.taken': {
    says: () => `端口 ${port()} 已被占用：请停止占用它的程序，或用环境变量 PORT`,
    environment: () => ({ PORT: port() }),
  },
  'partitions.other': { says: '请改回 16', environment: () => ({ PARTITIONS: '8' }) },
  'vault-key.other': {
    says: '请恢复原来的密钥',
    environment: () => ({ VAULT_KEY: randomBytes(32).toString('base64') }),
  },
  'witness.policy': {
    says: '请按 c2sp.org/tlog-policy 改正',
    // A file that is something else.
    environment: () => ({ WITNESSES: join(home, 'vault.key') }),
  },
  'secrets.wrong': {
    says: '中的密码不是这个数据库的',
    file: ['secrets.json', JSON.stringify({ postgresPassword: 'another' })],
  },
};
/** Refused before anything is opened, or by a suite of their own. */
const ELSEWHERE = [
  'data.folder',
  'data.owner',
  'database.away',
  'database.encoding',
  'demo.unfinished',
  'packs.district-overridden',
  'packs.elsewhere',
  'packs.wrong',
  'postgres.making',
  'postgres.platform',
  'postgres.port',
  'postgres.start',
  'postgres.user',
  'secrets.broken',
  'sm2.missing',
];

describe('a start that is refused', () => {
  it('is one of these, or of another suite', async () => {
    const files = (
      await Promise.all(
        ['apps/server/src', 'libs'].map(async (top) =>
          (await readdir(top, { recursive: true })).map((file) => join(top, file)),
        ),
      )
    ).flat();
    const texts = await Promise.all(
      files
        .filter((file) => /\/src\/.*\.ts$|^apps.*\.ts$/.test(file) && !file.endsWith('.spec.ts'))
        .map((file) => readFile(file, 'utf8')),
    );
    const codes = texts.flatMap((text) =>
      [...text.matchAll(/new StartRefused\(\s*'([^']+)'/g)].map(([, code]) => code!),
    );
    expect([...new Set(codes)].sort()).toEqual(
      [
        ...new Set([
          ...Object.keys(REFUSALS).filter((name) => !name.startsWith('settings')),
          ...ELSEWHERE,
          'import.running',
          'installation.foreign',
        ]),
      ].sort(),
    );
  });

  it.each(Object.entries(REFUSALS))(
    '(%s) says what to do and leaves nothing open',
    async (_, { says, environment, file }) => {
      const refused = async () => {
        const { code, err } = await start(environment?.()).ended;
        expect([code, err]).toEqual([1, expect.stringContaining(typeof says === 'string' ? says : says())]);
        expect(err).not.toMatch(/^\s+at /m);
        expect(await serverPid()).toBeUndefined();
      };
      await (file ? withFile(...file, refused) : refused());
    },
  );

  it('(import.running) leaves the database to whoever works on it', async () => {
    const database = await startEmbeddedPostgres({ directory });
    const filling = await unserved(database.url, DEFAULT_SCHEMA);
    const pid = await serverPid();
    const { code, err } = await start().ended;
    expect([code, err, await serverPid()]).toEqual([
      1,
      expect.stringContaining('请待 rushi import 结束后再启动'),
      pid,
    ]);
    await filling!.release();
    await database.release();
    expect(await serverPid()).toBeUndefined();
  });

  it.each([
    [
      'log.behind',
      '日志到位置',
      `insert into rushi.subscriptions (subscription, partition, position) values ('old', 0, 1000)`,
      `delete from rushi.subscriptions where subscription = 'old'`,
    ],
    [
      'installation.foreign',
      '两者不是一套',
      `update rushi.records set value = '{"id":"other","founded":true}' where key = 'identity'`,
      `update rushi.records set value = json_build_object(
         'id', (select data ->> 'id' from rushi.events where stream = 'installation'),
         'founded', true) where key = 'identity'`,
    ],
  ])('(%s) says what to do, and starts again when it was done', async (_, says, wrong, right) => {
    const change = async (sql: string) => {
      const database = await startEmbeddedPostgres({ directory });
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      expect((await client.query(sql)).rowCount).toBeGreaterThan(0);
      await client.end();
      await database.release();
    };
    await change(wrong);
    const { code, err } = await start().ended;
    expect([code, err]).toEqual([1, expect.stringContaining(says)]);
    expect(err).toContain('rushi rebuild --all');
    expect(err).not.toMatch(/^\s+at /m);
    await change(right);
  });

  it('is the only one that is refused: with everything right it starts', async () => {
    const { child, said, ended } = start();
    await until(() => child.exitCode !== null || said.out.includes('已就绪'));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});
