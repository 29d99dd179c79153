/*
 * Shows: the embedded server outlives whoever started it, is stopped once by the last, and starts over what a
 * dead one left.
 * How: real servers are killed, left and joined by processes at the same moment.
 */
import { spawn } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { until } from '../../kernel/testing/patience.js';
import { struck } from '../../kernel/testing/struck.js';
import { isRunning, startEmbeddedPostgres } from './embedded.js';
import type { EmbeddedPostgres } from './embedded.js';
import { LOG_FILE } from './embedded/making.js';
import { postmasterOf } from './embedded/postmaster.js';
import { operatingUser } from './embedded/programs.js';

/** A process id that no system gives. */
const NOBODY = 2_147_483_647;
const PORT = 39_500;

describe('the embedded PostgreSQL', () => {
  let home: string;
  let directory: string;
  let cluster: EmbeddedPostgres;
  const settings = { shared_buffers: '32MB' };
  const start = (port = PORT) => startEmbeddedPostgres({ directory, port, settings });
  const asked = async <T>(question: string) => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    return client
      .query<{ answer: T }>(question)
      .then(({ rows }) => rows[0]!.answer)
      .finally(() => client.end());
  };

  const leftBehind = async (pid: number, port: number) => {
    const file = join(directory, 'postmaster.pid');
    await writeFile(file, `${pid}\n${directory}\n0\n${port}\n\n127.0.0.1\n`);
    const { uid, gid } = await stat(directory);
    await chown(file, uid, gid);
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-embedded-'));
    await chmod(home, 0o711);
    directory = join(home, 'postgres');
    cluster = await start();
  });
  afterAll(async () => {
    await cluster.release().catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  });

  it('checks its pages, flushes every commit and sorts like any other machine', async () => {
    for (const [setting, value] of [
      ['data_checksums', 'on'],
      ['fsync', 'on'],
      ['server_encoding', 'UTF8'],
      ['listen_addresses', '127.0.0.1'],
    ]) {
      expect(await asked(`select current_setting('${setting}') as answer`)).toBe(value);
    }
    expect(
      await asked(
        'select datlocprovider::text || datlocale as answer from pg_database where datname = ' +
          'current_database()',
      ),
    ).toBe('bC.UTF-8');
  });

  it('has a password that only its owner can read', async () => {
    expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const wrong = new pg.Client({ connectionString: cluster.url.replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('is attached to while it runs', async () => {
    const pid = await readFile(join(directory, 'postmaster.pid'), 'utf8');
    const other = await start();
    expect(other.url).toBe(cluster.url);
    await other.release();
    expect(await readFile(join(directory, 'postmaster.pid'), 'utf8')).toBe(pid);
  });

  it('is stopped by the last one out, whoever started it and in whichever order they leave', async () => {
    const others = [await start(), await start()];
    await cluster.release();
    expect(await isRunning(directory)).toBe(true);
    await others[1]!.release();
    expect(await isRunning(directory)).toBe(true);
    await others[0]!.release();
    expect(await isRunning(directory)).toBe(false);
    cluster = await start();
  });

  it('is stopped once when two leave at the same moment', async () => {
    const second = await start();
    await Promise.all([cluster.release(), second.release()]);
    expect(await isRunning(directory)).toBe(false);
    expect(
      (await readFile(join(directory, LOG_FILE), 'utf8')).match(/received fast shutdown request/g)!.length,
    ).toBe(2);
    cluster = await start();
  });

  it('takes in whoever comes while it is being stopped', async () => {
    const leaving = cluster.release();
    cluster = await start();
    await leaving;
    expect(await asked('select 1 as answer')).toBe(1);
  });

  it('starts beside a taken port and over what a dead server left', async () => {
    await cluster.release();
    // Accepts and says nothing.
    const silent: Socket[] = [];
    const taken = createServer((socket) => void silent.push(socket));
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await leftBehind(NOBODY, port);
    cluster = await start(port);
    silent.forEach((socket) => socket.destroy());
    taken.close();
    expect(cluster.port).toBeGreaterThan(port);
    expect(await asked('select 1 as answer')).toBe(1);
  });

  it('starts though the number of its dead server belongs to another living program', async () => {
    await cluster.release();
    const other = spawn('sleep', ['600'], { stdio: 'ignore', ...(await operatingUser()), cwd: '/' });
    await leftBehind(other.pid!, PORT);
    cluster = await start();
    expect(other.kill()).toBe(true);
    expect(await asked('select 1 as answer')).toBe(1);
  });

  it('is one and the same by every name of its folder', async () => {
    const alias = `${home}-alias`;
    await symlink(home, alias);
    const other = await startEmbeddedPostgres({ directory: join(alias, 'postgres'), port: PORT, settings });
    expect(other.url).toBe(cluster.url);
    await other.release();
    await rm(alias);
    expect(await isRunning(directory)).toBe(true);
  });

  it.each(['', '{"postgresPassword"', '[]', '{"postgresPassword":""}', undefined])(
    'gets a new password when its file holds %p',
    async (text) => {
      const file = join(home, 'secrets.json');
      const whole = await readFile(file, 'utf8');
      const spoil = () => (text === undefined ? rm(file) : writeFile(file, text));
      await spoil();
      // It is running with a password that nobody knows any more: who may be at work is not put out.
      await expect(start()).rejects.toMatchObject({
        code: 'secrets.broken',
        zh: expect.stringContaining('请先停止'),
      });
      await writeFile(file, whole);
      await cluster.release();
      await spoil();
      cluster = await start();
      expect(await asked('select 1 as answer')).toBe(1);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    },
  );

  it('says which file has a password that is not its own', async () => {
    const file = join(home, 'secrets.json');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, JSON.stringify({ postgresPassword: 'another' }));
    await expect(start()).rejects.toMatchObject({ code: 'secrets.wrong', en: expect.stringContaining(file) });
    await writeFile(file, whole);
  });

  it('comes back on its port when it dies while watched, and its watchers are still in', async () => {
    await cluster.release();
    const said: string[] = [];
    cluster = await startEmbeddedPostgres({
      directory,
      port: PORT,
      settings,
      watch: true,
      say: (line) => void said.push(line),
    });
    const died = Number((await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(died, 'SIGKILL');
    await until(
      async () =>
        (await asked('select 1 as answer').catch(() => 0)) === 1 &&
        (await postmasterOf(directory))?.pid !== died,
    );
    const visitor = await start();
    await visitor.release();
    expect(await isRunning(directory)).toBe(true);
  });

  it('is waited for however long it recovers, and says so now and then', async () => {
    const said: string[] = [];
    const crash = async () => {
      for (let found = await postmasterOf(directory); found; found = await postmasterOf(directory)) {
        struck(found.pid, 'SIGKILL');
      }
    };
    await cluster.release();
    await start();
    /**
     * Starts it again over a crash and holds it before it is ready; a machine that was too quick for that
     * tries again. A server that finds the memory of the killed one still in use gives up by itself, and the
     * start launches another: that one is held.
     */
    const held = async (): Promise<Readonly<{ pid: number; starting: Promise<EmbeddedPostgres> }>> => {
      for (;;) {
        await crash();
        const starting = startEmbeddedPostgres({
          directory,
          port: PORT,
          settings,
          say: (line) => said.push(line),
        });
        for (let isTooLate = false; !isTooLate;) {
          const found = await postmasterOf(directory);
          if (!found || !struck(found.pid, 'SIGSTOP')) continue;
          const stopped = await postmasterOf(directory);
          isTooLate = stopped?.status === 'ready';
          if (stopped?.pid === found.pid && !isTooLate) return { pid: found.pid, starting };
          struck(found.pid, 'SIGCONT');
        }
        await starting;
      }
    };
    const { pid, starting } = await held();
    // Each look at the clock is an hour later.
    const HOUR_MS = 3_600_000;
    const now = performance.now.bind(performance);
    let looks = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + HOUR_MS * ++looks);
    await until(async () => said.length > 2);
    clock.mockRestore();
    struck(pid, 'SIGCONT');
    cluster = await starting;
    expect(await asked('select 1 as answer')).toBe(1);
    expect(said[0]).toMatch(/^PostgreSQL 正在恢复，已 \d+ 秒/);
  });
});

describe('a first start of the embedded PostgreSQL', () => {
  const homes: string[] = [];
  const settings = { shared_buffers: '32MB', fsync: 'off' };
  const freshHome = async (name = 'rushi-first-') => {
    const home = await mkdtemp(join(tmpdir(), name));
    await chmod(home, 0o711);
    homes.push(home);
    return home;
  };
  afterAll(() => Promise.all(homes.map((home) => rm(home, { recursive: true, force: true }))));

  it('works in a folder whose name a shell would read, twice at once, after an aborted one', async () => {
    const home = await freshHome(`rushi $HOME \`id\` "quoted" 'too' `);
    const directory = join(home, 'postgres');
    // As an earlier version left it: begun in its place, and by a maker that is dead.
    await mkdir(directory);
    await writeFile(join(directory, 'PG_VERSION'), '18\n');
    await mkdir(`${directory}.making-${NOBODY}-00000000`);
    const [one, other] = await Promise.all(
      [PORT + 100, PORT + 100].map((port) => startEmbeddedPostgres({ directory, port, settings })),
    );
    expect(one!.url).toBe(other!.url);
    await one!.release();
    expect(await isRunning(directory)).toBe(true);
    await other!.release();
    expect(await isRunning(directory)).toBe(false);
    expect((await readdir(home)).sort()).toEqual(['postgres', 'postgres.unfinished', 'secrets.json']);
  });

  it('says at once that its folder cannot be written to', async () => {
    const file = join(await freshHome(), 'file');
    await writeFile(file, '');
    const refused = startEmbeddedPostgres({ directory: join(file, 'data', 'postgres') });
    await expect(refused).rejects.toMatchObject({
      code: 'data.folder',
      zh: expect.stringContaining('DATA_DIR'),
      en: expect.stringContaining('DATA_DIR'),
    });
  });
});
