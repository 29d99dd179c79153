import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { forceStop, startEmbeddedPostgres } from '../src/embedded.js';
import type { EmbeddedPostgres } from '../src/embedded.js';

/** A template cluster is made once per machine and copied, because initdb takes longer than most suites. */
const TEMPLATE = join(tmpdir(), 'rushi-postgres-template-18-1');
/** Suites run side by side; nothing of theirs has to survive a power cut. */
const SETTINGS = { shared_buffers: '64MB', max_connections: 200, fsync: 'off', max_wal_size: '1GB' };

export type TestCluster = EmbeddedPostgres &
  Readonly<{ directory: string; restart(): Promise<EmbeddedPostgres> }>;
export type TestDatabase = Readonly<{
  url: string;
  /** Removes everything. */
  drop(): Promise<void>;
}>;

/**
 * An empty database for one suite: beside the one that TEST_DATABASE_URL names, or in the cluster that the
 * suites of one jest worker share. A run of jest ends its clusters itself (test/jest/teardown.mjs).
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { TEST_DATABASE_URL, RUSHI_TEST_RUN, JEST_WORKER_ID } = process.env;
  if (TEST_DATABASE_URL) return freshDatabase(TEST_DATABASE_URL);
  if (!RUSHI_TEST_RUN) return openTestCluster();
  return freshDatabase(await sharedCluster(join(RUSHI_TEST_RUN, `worker-${JEST_WORKER_ID ?? '1'}`)));
}

/** One suite after the other runs in a worker, so nobody races for the first start. */
async function sharedCluster(home: string): Promise<string> {
  const known = join(home, 'url');
  const started = await readFile(known, 'utf8').catch(() => undefined);
  if (started !== undefined) return started;
  await ensureTemplate();
  await copy(TEMPLATE, home);
  const { url } = await startEmbeddedPostgres({
    directory: join(home, 'postgres'),
    settings: SETTINGS,
    port: somePort(),
  });
  await writeFile(known, url);
  return url;
}

async function freshDatabase(server: string): Promise<TestDatabase> {
  const name = `rushi_test_${randomBytes(6).toString('hex')}`;
  const command = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await command(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => command(`drop database ${name} with (force)`) };
}

/**
 * For a suite that needs a cluster of its own, whatever TEST_DATABASE_URL says: it looks at its files, or
 * kills it.
 */
export async function openTestCluster(): Promise<TestDatabase & Readonly<{ cluster: TestCluster }>> {
  await ensureTemplate();
  const home = await mkdtemp(join(tmpdir(), 'rushi-postgres-'));
  await chmod(home, 0o711);
  await copy(TEMPLATE, home);
  const directory = join(home, 'postgres');
  const start = (port: number) => startEmbeddedPostgres({ directory, settings: SETTINGS, port });
  const cluster = await start(somePort());
  return {
    url: cluster.url,
    cluster: { ...cluster, directory, restart: () => start(cluster.port) },
    drop: async () => {
      await forceStop(directory).catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function ensureTemplate(): Promise<void> {
  if (await stat(TEMPLATE).catch(() => undefined)) return;
  const home = await mkdtemp(join(tmpdir(), 'rushi-postgres-'));
  await chmod(home, 0o711);
  await (
    await startEmbeddedPostgres({ directory: join(home, 'postgres'), settings: SETTINGS, port: somePort() })
  ).release();
  // Whoever is first wins; another suite's template is as good.
  await rename(home, TEMPLATE).catch(() => rm(home, { recursive: true, force: true }));
}

/** Owners are kept: as root, the files belong to the user that PostgreSQL runs as. */
async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true })) {
    const { uid, gid, mode } = await stat(join(from, entry));
    await chown(join(to, entry), uid, gid);
    await chmod(join(to, entry), mode & 0o777);
  }
}

/** Far from the default port, so that a running installation is not in the way. */
const somePort = () => 40_000 + Math.floor(Math.random() * 10_000);
