import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { forceStop } from '../../libs/postgres/src/embedded.js';
import { postmasterOf } from '../../libs/postgres/src/embedded/postmaster.js';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { HANGS_MS } from '../../libs/kernel/testing/patience.js';
import { struck } from '../../libs/kernel/testing/struck.js';

const POLL_MS = 5;

/** An installation whose first start is cut off again and again. */
export class CutStarts {
  private constructor(
    private readonly compiled: string,
    readonly home: string,
  ) {}

  static async in(compiled: string): Promise<CutStarts> {
    const home = await mkdtemp(join(tmpdir(), 'rushi-start-'));
    await chmod(home, 0o711);
    return new CutStarts(compiled, home);
  }

  get directory(): string {
    return join(this.home, 'postgres');
  }

  /**
   * Kills a start as soon as it has come so far, and `laterMs` after that; with `everything`, the database
   * too.
   */
  async cut(progress: () => Promise<boolean>, laterMs = 0, everything = false): Promise<void> {
    const child = await this.spawn(0);
    await this.until(child, progress);
    await sleep(laterMs);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const server = everything ? await postmasterOf(this.directory) : undefined;
    if (server) struck(server.pid, 'SIGKILL');
  }

  /** A start that nobody cuts off; answers when it is ready. */
  async ready(): Promise<Readonly<{ stop(): Promise<void> }>> {
    const port = await freePort();
    const child = await this.spawn(port);
    await this.until(child, () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return {
      stop: async () => {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
      },
    };
  }

  has = async (name: RegExp): Promise<boolean> => (await readdir(this.home)).some((file) => name.test(file));

  /** Facts of the demonstration that are there already. */
  facts = async (): Promise<number> =>
    Number((await this.asked('select count(*) as answer from rushi.events').catch(() => 0)) ?? 0);

  async asked(question: string): Promise<unknown> {
    const { postgresPassword } = JSON.parse(await readFile(join(this.home, 'secrets.json'), 'utf8')) as {
      postgresPassword: string;
    };
    const port = (await postmasterOf(this.directory))?.port;
    const client = new pg.Client({
      connectionString: `postgres://postgres:${postgresPassword}@127.0.0.1:${port}/rushi`,
      connectionTimeoutMillis: 3_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<{ answer: unknown }>(question)).rows[0]?.answer;
    } finally {
      client.end().catch(() => undefined);
    }
  }

  async remove(): Promise<void> {
    await forceStop(this.directory).catch(() => undefined);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  private async spawn(port: number): Promise<ChildProcess> {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      PORT: String(port),
      DEMO: 'true',
      DATA_DIR: this.home,
      LOG_LEVEL: 'fatal',
    };
    const child = spawn(process.execPath, [join(this.compiled, 'bundle/server.js')], {
      env,
      cwd: this.compiled,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-3_000)));
    child.once('exit', (code) => code && process.stderr.write(said));
    return child;
  }

  private async until(child: ChildProcess, progress: () => Promise<boolean>): Promise<void> {
    for (const late = Date.now() + HANGS_MS; !(await progress()); await sleep(POLL_MS)) {
      if (child.exitCode !== null) throw new Error('It ended by itself.');
      if (Date.now() > late) throw new Error('It did not come so far.');
    }
  }
}
