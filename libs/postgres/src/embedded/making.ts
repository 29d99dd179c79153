import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { userInfo } from 'node:os';
import { flush } from '../backup/files.js';
import { StartRefused } from '../start-refused.js';
import { writeOnce, writeWhole } from '../whole-file.js';
import { isAlive, postmasterOf } from './postmaster.js';
import { USER, run } from './programs.js';
import type { OperatingUser, Programs } from './programs.js';

/** What the server says, in its data directory; there from the directory's first moment. */
export const LOG_FILE = 'server.log';
/** A directory that has one of these was whole once; `initdb` alone leaves none of them. */
const SIGNS_OF_LIFE = [LOG_FILE, 'postmaster.opts', 'backup_label'];

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Whether a database was made here to its end: `PG_VERSION` is among the first files that `initdb` writes and
 * says nothing.
 */
export async function isWhole(directory: string): Promise<boolean> {
  return (await Promise.all(SIGNS_OF_LIFE.map((name) => exists(join(directory, name))))).includes(true);
}

/**
 * A data directory that is whole, made where there is none: beside its place, and given its name when it is
 * on disk. What a start that was cut off has left is cleared away. Of those who make it together one wins.
 */
export async function ensureCluster(
  directory: string,
  programs: Programs,
  user: OperatingUser,
  password: string,
): Promise<void> {
  await clearDrafts(directory);
  if (await isWhole(directory)) return requireOwner(directory, user);
  const draft = `${directory}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
  ours.add(draft);
  try {
    await initialise(draft, programs.initdb, user, password);
    await setAside(directory);
    await rename(draft, directory).catch(async (error: unknown) => {
      if (!(await isWhole(directory))) throw error;
    });
    await flush([dirname(directory)]);
  } finally {
    await rm(draft, { recursive: true, force: true });
    ours.delete(draft);
  }
}

/** Being made by this process. In a container an earlier one had the same number. */
const ours = new Set<string>();

/** Whether somebody is at work on it still. */
const isBeingMade = (draft: string, maker: number): boolean =>
  maker === process.pid ? ours.has(draft.replace(/\.password$/, '')) : isAlive(maker);

async function clearDrafts(directory: string): Promise<void> {
  const makings = new RegExp(`^\\.making-(\\d+)-[0-9a-f]+(\\.password)?$`);
  for (const name of await readdir(dirname(directory))) {
    const maker = name.startsWith(basename(directory))
      ? makings.exec(name.slice(basename(directory).length))
      : null;
    if (!maker || isBeingMade(join(dirname(directory), name), Number(maker[1]))) continue;
    // An `initdb` that outlived its start may still be writing; what cannot be removed today is removed by
    // the next start.
    await rm(join(dirname(directory), name), { recursive: true, force: true, maxRetries: 3 }).catch(
      () => undefined,
    );
  }
}

/**
 * What was begun here by a version that made it in its place, and was never started, holds nothing. It is
 * kept all the same, under one name: nobody can put it there twice, so what another start has meanwhile made
 * in its place stays.
 */
async function setAside(directory: string): Promise<void> {
  if (!(await exists(directory)) || (await isWhole(directory))) return;
  await rename(directory, `${directory}.unfinished`).catch(() => undefined);
}

async function initialise(
  directory: string,
  initdb: string,
  user: OperatingUser,
  password: string,
): Promise<void> {
  await mkdir(directory, { mode: 0o700 });
  const passwordFile = `${directory}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const own = async (path: string) => {
    if (user.uid !== undefined) await chown(path, user.uid, user.gid!);
  };
  await own(directory);
  await own(passwordFile);
  const flags = [
    ...['--pgdata', directory, '--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...[
      '--encoding',
      'UTF8',
      '--locale-provider',
      'builtin',
      '--locale',
      'C.UTF-8',
      '--lc-messages',
      'C',
      '--data-checksums',
    ],
  ];
  try {
    // `--locale` also sets the C library's categories, which not every system has; the environment's are
    // harmless.
    await run(initdb, flags, { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
    await writeFile(join(directory, LOG_FILE), '', { mode: 0o600 });
    await own(join(directory, LOG_FILE));
    await flush([join(directory, LOG_FILE), directory]);
  } catch (cause) {
    const folder = dirname(directory);
    const said =
      String((cause as { stderr?: unknown }).stderr ?? cause)
        .trim()
        .split('\n')
        .at(-1) ?? '';
    throw new StartRefused(
      'postgres.making',
      `无法在 ${folder} 建立数据库（${said}）：请检查磁盘空间和权限；以 root 启动时，系统用户 ${USER} 须能进入这个目录和安装目录。`,
      `No database could be made in ${folder} (${said}): check disk space and permissions; as root, the ` +
        `user "${USER}" must be able to reach this folder and the installation.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** PostgreSQL works on its own user's directory only, and says so in words that help nobody. */
async function requireOwner(directory: string, user: OperatingUser): Promise<void> {
  if (process.platform === 'win32') return;
  const { uid } = await stat(directory);
  if (uid === (user.uid ?? userInfo().uid)) return;
  throw new StartRefused(
    'data.owner',
    `${directory} 属于另一个系统用户（uid ${uid}）：请以该用户启动，或先停止服务再用 chown 改变它的所有者。`,
    `${directory} belongs to another user of the system (uid ${uid}): start as that user, or stop ` +
      'everything and change its owner with chown.',
  );
}

export const secretsOf = (directory: string) => join(dirname(directory), 'secrets.json');

/** What the file holds; nothing where it is absent, empty or broken. */
async function secrets(directory: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await readFile(secretsOf(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  try {
    const held = JSON.parse(text) as unknown;
    return typeof held === 'object' && held !== null && !Array.isArray(held) ? { ...held } : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing where there is none. */
export async function knownPassword(directory: string): Promise<string | undefined> {
  const password = (await secrets(directory))?.postgresPassword;
  return typeof password === 'string' && password !== '' ? password : undefined;
}

/**
 * The superuser's password. Where the file that kept it is lost or broken, the database gets a new one:
 * whoever may start the database on its files may do that.
 */
export async function ensurePassword(
  directory: string,
  programs: Programs,
  user: OperatingUser,
): Promise<string> {
  const known = await knownPassword(directory);
  if (known !== undefined) return known;
  const path = secretsOf(directory);
  const password = randomBytes(24).toString('base64url');
  const text = `${JSON.stringify({ ...(await secrets(directory)), postgresPassword: password }, null, 2)}\n`;
  if (await isWhole(directory)) {
    await changePassword(directory, programs, user, password);
    await writeWhole(path, text);
  } else if (await exists(path)) await writeWhole(path, text);
  else await writeOnce(path, text);
  return (await knownPassword(directory))!;
}

async function changePassword(
  directory: string,
  { postgres }: Programs,
  user: OperatingUser,
  password: string,
): Promise<void> {
  const path = secretsOf(directory);
  if (await postmasterOf(directory)) {
    throw new StartRefused(
      'secrets.broken',
      `${path} 丢失或损坏，而数据库正在运行：请先停止本机上所有使用它的进程，再启动，届时自动换新密码。`,
      `${path} is lost or broken while the database is running: stop every process that uses it, then ` +
        'start again, and it gets a new password.',
    );
  }
  const args = ['--single', '-D', directory, '-c', 'password_encryption=scram-sha-256', 'postgres'];
  const child = spawn(postgres, args, { ...user, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  child.stdin.end(`alter role ${USER} password '${password}'\n`);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  if (code === 0 && !/^(.*\b)?(ERROR|FATAL)\b/m.test(said)) return;
  throw new StartRefused(
    'secrets.broken',
    `${path} 丢失或损坏，换新密码也没有成功（${said.trim().split('\n').at(-1)}）：请从备份恢复这个文件。`,
    `${path} is lost or broken, and no new password could be set (${said.trim().split('\n').at(-1)}): ` +
      'restore the file from a backup.',
  );
}
