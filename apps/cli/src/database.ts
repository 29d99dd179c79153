import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { isWhole, startEmbeddedPostgres } from '#postgres';
import { Failure } from './failure.js';
import { setting } from './setting.js';

/** A database that a command works on, and what to do with it afterwards. */
export type Database = Readonly<{ url: string; release(): Promise<void> }>;

const KEPT: Pick<Database, 'release'> = { release: async () => undefined };

/**
 * The database an operator means: the given one, DATABASE_URL, or the cluster of this folder's installation.
 * A cluster that nobody else works on is stopped again afterwards; one that serves a server is left alone.
 */
export async function operatorDatabase(given: string | undefined): Promise<Database> {
  const url = given ?? setting('DATABASE_URL');
  if (url) {
    if (!URL.canParse(url))
      throw new Failure(`“${url}”不是数据库地址。`, '请写成 postgres://用户:密码@主机:端口/库名。');
    return { url, ...KEPT };
  }
  return startEmbeddedPostgres({ directory: await embeddedDirectory() });
}

/**
 * Data directory of the embedded database, by the same DATA_DIR that a server beside it was started with.
 * @throws Failure where there is none
 */
export async function embeddedDirectory(): Promise<string> {
  const directory = resolve(process.env.DATA_DIR || 'data', 'postgres');
  if (await isWhole(directory)) return directory;
  throw new Failure(
    `${directory} 下没有数据库。`,
    '请在安装目录下运行，或用环境变量 DATA_DIR 指明数据目录，或用 --database URL（或环境变量 DATABASE_URL）指明数据库。',
  );
}

/** Nothing in it has to survive: no flush to disk. */
const THROWAWAY = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
};

/** An empty cluster in a temporary folder, removed by `release`. */
export async function throwawayDatabase(): Promise<Database> {
  const home = await mkdtemp(join(tmpdir(), 'rushi-simulate-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get through.
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    const cluster = await startEmbeddedPostgres({
      directory: join(home, 'postgres'),
      settings: THROWAWAY,
      port: await anyPort(),
    });
    return {
      url: cluster.url,
      release: async () => {
        await cluster.release().catch(() => undefined);
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A port of this machine that nobody has. */
export function anyPort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** Runs `work` with a database and releases it, also on Ctrl+C. */
export async function withDatabase<T>(
  open: () => Promise<Database>,
  work: (url: string) => Promise<T>,
): Promise<T> {
  let database: Database | undefined;
  const interrupted = (signal: NodeJS.Signals) => {
    Logger.overrideLogger(false); // The engine would complain of the database that is taken from under it.
    process.stderr.write('\n已中断，正在清理……\n');
    void (database?.release() ?? Promise.resolve()).finally(() =>
      process.exit(signal === 'SIGINT' ? 130 : 143),
    );
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    database = await open();
    return await work(database.url);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await database?.release();
  }
}
