import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { NotLaunched, launch, patient } from './embedded/launch.js';
import { LOG_FILE, ensureCluster, ensurePassword, knownPassword, secretsOf } from './embedded/making.js';
import { isAlive, disown, lastPort, postmasterOf } from './embedded/postmaster.js';
import { USER, binaries, operatingUser, run } from './embedded/programs.js';
import type { OperatingUser, Programs } from './embedded/programs.js';
import { Seat } from './embedded/seat.js';
import { StartRefused } from './start-refused.js';
import { makeFolder } from './whole-file.js';

const HOST = '127.0.0.1';
const DATABASE = 'rushi';
const PREFERRED_PORT = 54_320;
const PORTS_TRIED_MAX = 50;
const STOP_SECONDS_MAX = 60;
const STOPPED_LOOK_MS = 50;
const PROBE_MS = 3_000;
const POLL_MS = 50;
/**
 * Within this time the system has cleared away a killed server and its sessions, and another's start has
 * begun.
 */
const OCCUPIED_MS_MAX = 10_000;
const OCCUPIED_POLL_MS = 100;
/** What the log says when the directory looks as if a server were running on it. */
const OCCUPIED = /shared memory block|lock file "postmaster\.pid" already exists/;
/** A dead server is started again after this long, then after twice as long each time, up to the second. */
const [REVIVE_MS_FIRST, REVIVE_MS_MAX] = [250, 30_000];
/** Making the database is one process's work at a time. */
const MAKING_LOCK = 7_221_004;
const WRONG_PASSWORD = '28P01';

/** For one machine that also runs the application; measured with these. */
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

export type EmbeddedOptions = Readonly<{
  /** The cluster's data directory. */
  directory?: string;
  /** The first port to try; the next free one is taken. */
  port?: number;
  /** Settings of `postgresql.conf` that differ from the tuned ones. */
  settings?: Readonly<Record<string, string | number>>;
  /** For who stays: the server is started again, on its port, whenever it dies. */
  watch?: boolean;
  /** Ends a start that still waits; a server that it has begun to start goes down again. */
  signal?: AbortSignal;
  /** Hears, in Chinese, why the start takes long or that the server was started again. */
  say?: (line: string) => void;
}>;

export type EmbeddedPostgres = Readonly<{
  url: string;
  port: number;
  /**
   * Leaves. Whoever leaves last stops the server ("fast" shutdown: open transactions are rolled back) and
   * waits until the data is safe on disk; who still works on it keeps it.
   */
  release(): Promise<void>;
}>;

/**
 * A PostgreSQL in a directory: made on first use, started, or, when it is running already, attached to. The
 * cluster is a process of its own and survives a killed application, which attaches to it when it comes back.
 * @throws StartRefused
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const given = resolve(options.directory ?? join('data', 'postgres'));
  await makeFolder(dirname(given));
  const [programs, user] = [await binaries(), await operatingUser()];
  const directory = join(await realpath(dirname(given)), basename(given));
  const password = await ensurePassword(directory, programs, user);
  await ensureCluster(directory, programs, user, password);
  // Who made it first made the password, too.
  const cluster = new Cluster(
    await realpath(directory),
    (await knownPassword(directory)) ?? password,
    programs,
    user,
    options,
  );
  await cluster.join().catch(async (error: unknown) => {
    await cluster.leave();
    throw error;
  });
  return { url: cluster.url(), port: cluster.port, release: () => cluster.leave() };
}

/** Whether a server works on this directory. */
export const isRunning = async (directory: string): Promise<boolean> =>
  (await postmasterOf(directory))?.status === 'ready';

/**
 * Stops the server whoever works on it. Waited for is its process: `pg_ctl` waits for its file, which by then
 * may be the one of the server that somebody started after it.
 */
export async function forceStop(directory: string): Promise<void> {
  const running = await postmasterOf(directory);
  if (!running) return;
  const [{ pg_ctl }, user] = [await binaries(), await operatingUser()];
  await run(pg_ctl, ['-D', directory, 'stop', '-m', 'fast', '-W', '-s'], { ...user, cwd: '/' }).catch(
    (error: unknown) => {
      // It ended by itself between the look and the word.
      if (isAlive(running.pid)) throw error;
    },
  );
  for (
    const late = performance.now() + STOP_SECONDS_MAX * 1_000;
    (await postmasterOf(directory))?.pid === running.pid;
    await sleep(STOPPED_LOOK_MS)
  ) {
    if (performance.now() > late)
      throw new Error(`PostgreSQL (process ${running.pid}) in ${directory} does not shut down.`);
  }
}

class Cluster {
  port = 0;
  private seat: Seat | undefined;
  private watching: Promise<void> | undefined;
  private readonly leaving = new AbortController();
  private readonly say: (line: string) => void;

  constructor(
    private readonly directory: string,
    private readonly password: string,
    private readonly programs: Programs,
    private readonly user: OperatingUser,
    private readonly options: EmbeddedOptions,
  ) {
    this.say = options.say ?? ((line) => new Logger('Postgres').log(line));
  }

  url(database = DATABASE, port = this.port): string {
    return `postgres://${USER}:${this.password}@${HOST}:${port}/${database}`;
  }

  async join(): Promise<void> {
    await this.sit(this.options.port ?? (await lastPort(this.directory)) ?? PREFERRED_PORT, PORTS_TRIED_MAX);
    if (this.options.watch) this.watching = this.watch();
    await ensureDatabase(this.url('postgres'));
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.watching;
    const seat = this.seat;
    this.seat = undefined;
    await seat?.leave(() => forceStop(this.directory));
  }

  /** Somebody may stop the server between its start and our seat: then it is started again. */
  private async sit(port: number, ports: number): Promise<void> {
    for (this.seat = undefined; !this.seat;) {
      const others = await this.attach();
      this.port = others ?? (await this.start(port, ports));
      this.seat = await Seat.take(this.url('postgres')).catch(async (error: unknown) => {
        // Nobody has a seat at a server that was started for this one alone.
        if (others === undefined) await forceStop(this.directory);
        throw isWrongPassword(error) ? wrongPassword(this.directory) : error;
      });
    }
  }

  private async watch(): Promise<void> {
    const { signal } = this.leaving;
    const left = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    while (!signal.aborted) {
      await Promise.race([this.seat!.lost, left]);
      for (let pause = REVIVE_MS_FIRST; !signal.aborted; pause = Math.min(pause * 2, REVIVE_MS_MAX)) {
        // Everybody has the address: the server comes back to it or not at all.
        const revived = await this.sit(this.port, 1).then(
          () => true,
          (error: unknown) => this.say(`内置数据库尚未恢复，稍后再试：${String(error)}`),
        );
        if (revived) break;
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /**
   * The port of a server that runs here already; one that is coming up or going down is waited for. @throws
   * StartRefused
   */
  private async attach(): Promise<number | undefined> {
    const remind = patient(this.say);
    const patience = performance.now() + OCCUPIED_MS_MAX;
    for (;;) {
      this.options.signal?.throwIfAborted();
      const found = await postmasterOf(this.directory);
      if (!found) return undefined;
      if (found.status === 'ready') {
        const answer = await this.probe(found.port);
        if (answer === 'ours') return found.port;
        if (answer === 'silent' && performance.now() > patience) return undefined;
      }
      remind();
      await sleep(POLL_MS);
    }
  }

  private async probe(port: number): Promise<'ours' | 'silent'> {
    const client = new pg.Client({
      connectionString: this.url('postgres', port),
      connectionTimeoutMillis: PROBE_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      // Another cluster may have taken the port since: ours says our directory.
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      const theirs = await realpath(rows[0]!.data_directory).catch(() => undefined);
      return theirs === this.directory ? 'ours' : 'silent';
    } catch (error) {
      if (isWrongPassword(error)) throw wrongPassword(this.directory);
      return 'silent';
    } finally {
      // Not awaited: whoever accepted the connection and said nothing does not answer the goodbye either.
      client.end().catch(() => undefined);
    }
  }

  private async start(from: number, ports: number): Promise<number> {
    const log = join(this.directory, LOG_FILE);
    const settings = { ...SETTINGS, ...this.options.settings };
    const patience = performance.now() + OCCUPIED_MS_MAX;
    for (let port = from; ;) {
      port = await freePort(port, from + ports);
      await disown(this.directory);
      // The log of this attempt alone tells why it failed.
      const written = (await stat(log).catch(() => undefined))?.size ?? 0;
      try {
        await launch({
          directory: this.directory,
          port,
          settings,
          programs: this.programs,
          user: this.user,
          say: this.say,
          signal: this.options.signal,
        });
        return port;
      } catch (cause) {
        this.options.signal?.throwIfAborted();
        if (!(cause instanceof NotLaunched)) throw unstartable(log, String(cause), cause);
        const said = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(written).toString();
        if (OCCUPIED.test(said) && performance.now() < patience) {
          await sleep(OCCUPIED_POLL_MS);
          const others = await this.attach();
          if (others) return others;
        }
        // Somebody took the port between looking and starting.
        else if (said.includes('could not bind')) port++;
        else throw unstartable(log, lastWords(said) || cause.message, cause);
      }
    }
  }
}

const isWrongPassword = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === WRONG_PASSWORD;

const lastWords = (said: string): string =>
  said
    .trim()
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line))
    .join(' ');

function unstartable(log: string, said: string, cause: unknown): StartRefused {
  return new StartRefused(
    'postgres.start',
    `内置数据库没有启动：${said}。请按 ${log} 所说排除故障后再启动。`,
    `The embedded PostgreSQL did not start: ${said}. Mend what ${log} says, then start again.`,
    { cause },
  );
}

function wrongPassword(directory: string): StartRefused {
  const path = secretsOf(directory);
  return new StartRefused(
    'secrets.wrong',
    `${path} 中的密码不是这个数据库的：请恢复原来的文件；没有的话停止所有进程，删除它，再启动，届时自动换新密码。`,
    `The password in ${path} is not this database's: restore the file; without one stop every process, ` +
      'remove it and start again, and there is a new password.',
  );
}

async function freePort(from: number, until: number): Promise<number> {
  for (let port = from; port < until; port++) {
    const isFree = await new Promise<boolean>((done) => {
      const server = createServer().once('error', () => done(false));
      server.listen(port, HOST, () => server.close(() => done(true)));
    });
    if (isFree) return port;
  }
  throw new StartRefused(
    'postgres.port',
    `端口 ${from} 至 ${until - 1} 均被占用：请释放一个端口后再启动。`,
    `The ports from ${from} to ${until - 1} are all taken: free one, then start again.`,
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MAKING_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
